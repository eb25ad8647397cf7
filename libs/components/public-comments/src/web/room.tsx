import type { ReactNode } from 'react';
import { localized, type Refusal, type Rule } from '@hiroba/kernel';
import { links, SituationProvider, useLocale, useRefusal, useT, type Crumb } from '@hiroba/ui';
import type { PublicCommentsPlace } from '../manifest.ts';
import type { RoundRoomFragment } from './gql/graphql.ts';

/** Tells every rule below it where it is asked. */
export function Room({ facts, children }: { facts: RoundRoomFragment; children: ReactNode }) {
  const { id, spaceId, manifest, published, spaceState, spaceVisibility, phases, rules } = facts;
  const component = { id, spaceId, manifest, published, spaceState, spaceVisibility, phases, settings: rules };
  return <SituationProvider component={component as never}>{children}</SituationProvider>;
}

/** Why something may not be done in this room now. */
export const useRoomRefusal = <S,>(rule: Rule<S, PublicCommentsPlace>, subject: S): Refusal | undefined => useRefusal(rule as Rule<S>, subject);

/** The addresses of a place for rounds and of what lies below it. */
export const useRoundLink = (room: RoundRoomFragment, ...parts: readonly string[]): string =>
  links(useLocale()).component(room.space.slug, 'public-comments', room.id, ...parts);

/** The way from home to a place, and one step further. */
export function useCrumbs({ space, title, id }: RoundRoomFragment, inside = false): Crumb[] {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  return [
    { label: t('public-comments.crumb.home'), to: to.home() },
    { label: localized(space.title, locale).text, to: to.space(space.slug) },
    ...(inside ? [{ label: localized(title, locale).text, to: to.component(space.slug, 'public-comments', id) }] : []),
  ];
}

/** Whether the viewer works for the city in this place. */
export const staffHere = (grants: readonly { readonly role: string; readonly spaceId: string | null }[], spaceId: string): boolean =>
  grants.some((grant) => grant.role === 'STAFF' && (!grant.spaceId || grant.spaceId === spaceId));
