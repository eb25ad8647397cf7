import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { loadLogLines } from './log-lines.ts';
import { LogLineList } from './LogLineList.tsx';

/** Loads the list as its address asks for. */
export const loader = (args: LoaderFunctionArgs) => loadLogLines(args, 'ACTIVITY');

/** What happens in the city, the newest first. */
export default function ActivityPage() {
  return <LogLineList shown={useLoaderData<typeof loader>()} />;
}
