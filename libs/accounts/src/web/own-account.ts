import { redirect } from 'react-router';
import { links, query, type PageArgs } from '@hiroba/ui';
import { accountQuery } from './accounts.graphql.ts';
import { localeOf } from './way-on.ts';

/** Loads one's own account; who is not signed in is led to signing in, and back here. */
export async function loadAccount({ context, request, params }: PageArgs) {
  const { viewer } = await query(context, accountQuery);
  const { person } = viewer;
  if (!person) {
    const { pathname, search } = new URL(request.url);
    throw redirect(links(localeOf(params)).signIn(`${pathname}${search}`));
  }
  return { ...viewer, person };
}
