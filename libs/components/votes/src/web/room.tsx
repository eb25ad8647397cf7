import type { ReactNode } from 'react';
import { localized, type Refusal, type Rule } from '@hiroba/kernel';
import { links, SituationProvider, useLocale, useRefusal, useT, type Crumb } from '@hiroba/ui';
import type { VotesPlace } from '../manifest.ts';
import type { VoteRoomFragment } from './gql/graphql.ts';

/** Tells every rule below it where it is asked. */
export function Room({ facts, children }: { facts: VoteRoomFragment; children: ReactNode }) {
  const { id, spaceId, manifest, published, spaceState, spaceVisibility, phases, rules } = facts;
  const component = { id, spaceId, manifest, published, spaceState, spaceVisibility, phases, settings: rules };
  return <SituationProvider component={component as never}>{children}</SituationProvider>;
}

/** Why something may not be done in this room now; the room above gives the rule the settings it reads. */
export const useRoomRefusal = <S,>(rule: Rule<S, VotesPlace>, subject: S): Refusal | undefined => useRefusal(rule as Rule<S>, subject);

/** The way from home to a place, and one step further. */
export function useCrumbs({ space, title, id }: VoteRoomFragment, inside = false): Crumb[] {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  return [
    { label: t('votes.crumb.home'), to: to.home() },
    { label: localized(space.title, locale).text, to: to.space(space.slug) },
    ...(inside ? [{ label: localized(title, locale).text, to: to.component(space.slug, 'votes', id) }] : []),
  ];
}

/** Whether the viewer works for the city in this place. */
export const staffHere = (grants: readonly { readonly role: string; readonly spaceId: string | null }[], spaceId: string): boolean =>
  grants.some((grant) => grant.role === 'STAFF' && (!grant.spaceId || grant.spaceId === spaceId));
