import { redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { found, links, query } from '@hiroba/ui';
import { SpaceView } from './SpaceView.tsx';
import { spacePageQuery } from './spaces.graphql.ts';

/** Loads a space; an address it gave up leads to its new one. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const space = found((await query(context, spacePageQuery, { slug: params.slug ?? '' })).space);
  if (space.slug !== params.slug) throw redirect(links(params.locale ?? 'ja').space(space.slug), 301);
  return { space };
}

/** A space: what is asked, where it stands, and what can be done. */
export default function SpacePage() {
  return <SpaceView space={useLoaderData<typeof loader>().space} />;
}
