import { LinkButton, links, PersonName, Section, StateBadge, TextLink, useLocale, useT, useViewer, type Tone } from '@hiroba/ui';
import { amendmentPolicy } from '../domain/amendment.policy.ts';
import type { AmendmentCardFragment, AmendmentStatus, ProposalCardFragment, RoomFactsFragment } from './gql/graphql.ts';
import { factsOf } from './proposal-facts.ts';
import { useRoomRefusal } from './room.tsx';

const tones: Readonly<Record<AmendmentStatus, Tone>> = {
  DRAFT: 'draft', OPEN: 'open', ACCEPTED: 'done', REJECTED: 'refused', WITHDRAWN: 'over', PROMOTED: 'done', ENDED: 'over',
};

/** Where a change stands, in a word. */
export const AmendmentBadge = ({ status }: { readonly status: AmendmentStatus }) =>
  <StateBadge tone={tones[status]}>{useT()(`proposals.amendment.state.${status}`)}</StateBadge>;

interface AmendmentListProps {
  readonly proposal: ProposalCardFragment;
  readonly room: RoomFactsFragment;
  readonly amendments: readonly AmendmentCardFragment[];
}

/** The changes that others propose to a proposal, and the way to propose one. */
export function AmendmentList({ proposal, room, amendments }: AmendmentListProps) {
  const t = useT();
  const to = links(useLocale()).proposal(room.space.slug, room.id, proposal.id);
  const refusal = useRoomRefusal(amendmentPolicy.create, factsOf(proposal, useViewer().personId));
  const may = refusal === undefined || refusal.code === 'UNAUTHENTICATED';
  if (amendments.length === 0 && !may) return null;
  return (
    <Section title={t('proposals.amendments.title')} lead={amendments.length === 0 ? t('proposals.amendments.none') : undefined}>
      {amendments.length > 0 ? (
        <ul className="grid gap-3">
          {amendments.map(({ id, status, author }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <AmendmentBadge status={status} />
              <PersonName name={author?.closed ? null : author?.displayName} office={author?.isStaff ? author.office : null} />
              <TextLink to={`${to}/amendments/${id}`}>{t('proposals.amendments.see')}</TextLink>
            </li>
          ))}
        </ul>
      ) : null}
      {may ? <p><LinkButton to={`${to}/amend`}>{t('proposals.amendments.new')}</LinkButton></p> : null}
    </Section>
  );
}
