import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { loadLogLines } from './log-lines.ts';
import { LogLineList } from './LogLineList.tsx';

/** Loads the list as its address asks for. */
export const loader = (args: LoaderFunctionArgs) => loadLogLines(args, 'REGISTER');

/** What those who work for the city did, signed by office or role. */
export default function RegisterPage() {
  return <LogLineList shown={useLoaderData<typeof loader>()} />;
}
