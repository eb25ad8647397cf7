import type { ReactNode } from 'react';
import { localized, type Refusal, type Rule } from '@hiroba/kernel';
import { links, SituationProvider, useLocale, useRefusal, useT, type Crumb } from '@hiroba/ui';
import type { ProposalsPlace, ProposalsSettings } from '../manifest.ts';
import type { RoomFactsFragment } from './gql/graphql.ts';

/** The settings that rules read, from the rules a page has loaded. */
export const settingsOf = ({ rules }: Pick<RoomFactsFragment, 'rules'>): ProposalsSettings => rules as ProposalsSettings;

/** Tells every rule below it where it is asked. */
export function Room({ facts, children }: { facts: RoomFactsFragment; children: ReactNode }) {
  const { id, spaceId, manifest, published, spaceState, spaceVisibility, phases } = facts;
  const component: Omit<ProposalsPlace, 'phases'> & { phases: typeof phases } = {
    id, spaceId, manifest, published, spaceState, spaceVisibility, phases, settings: settingsOf(facts),
  };
  return <SituationProvider component={component as never}>{children}</SituationProvider>;
}

/** Why something may not be done in this room now; the room above gives the rule the settings it reads. */
export const useRoomRefusal = <S,>(rule: Rule<S, ProposalsPlace>, subject: S): Refusal | undefined => useRefusal(rule as Rule<S>, subject);

/** The way from home to a place, and one step further. */
export function useCrumbs({ space, title, id }: RoomFactsFragment, inside = false): Crumb[] {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  return [
    { label: t('proposals.crumb.home'), to: to.home() },
    { label: localized(space.title, locale).text, to: to.space(space.slug) },
    ...(inside ? [{ label: localized(title, locale).text, to: to.component(space.slug, 'proposals', id) }] : []),
  ];
}
