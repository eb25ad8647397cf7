import { Outlet, type ClientLoaderFunctionArgs } from 'react-router';
import { learn, vocabularyOf } from '../../catalogue.ts';
import { localeOf } from './locale.ts';

/** Nothing to load on the server, which knows all words. */
export const loader = () => null;

/** Fetches the words of these pages before the first of them is shown. */
export async function clientLoader({ request }: ClientLoaderFunctionArgs): Promise<null> {
  const { pathname } = new URL(request.url);
  await learn(localeOf(pathname), vocabularyOf(pathname));
  return null;
}

/** They are fetched once. */
export const shouldRevalidate = () => false;

/** Pages that need words of their own. */
export default function MoreWords() {
  return <Outlet />;
}
