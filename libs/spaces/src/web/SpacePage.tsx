import { redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { found, links, query, type ShareCard } from '@hiroba/ui';
import type { SpaceViewFragment } from './gql/graphql.ts';
import { SpaceView } from './SpaceView.tsx';
import { spacePageQuery } from './spaces.graphql.ts';

/** Loads a space; an address it gave up leads to its new one. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const space = found((await query(context, spacePageQuery, { slug: params.slug ?? '' })).space);
  if (space.slug !== params.slug) throw redirect(links(params.locale ?? 'ja').space(space.slug), 301);
  return { space, ...(space.visibility === 'MEMBERS_ONLY' || space.state === 'DRAFT' ? {} : { card: cardOf(space, params.locale ?? 'ja') }) };
}

function cardOf({ title, summary, hero }: SpaceViewFragment, locale: string): ShareCard {
  const words = (text: SpaceViewFragment['title']) => localized(text, locale).text;
  return { title: words(title), description: words(summary), image: hero ? { ...hero, alt: words(hero.alt) } : undefined };
}

/** A space: what is asked, where it stands, and what can be done. */
export default function SpacePage() {
  return <SpaceView space={useLoaderData<typeof loader>().space} />;
}
