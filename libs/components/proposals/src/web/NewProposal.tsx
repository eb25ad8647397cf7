import { LinkButton, links, useLocale, useRefusalText, useT } from '@hiroba/ui';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import type { RoomFactsFragment } from './gql/graphql.ts';
import { useRoomRefusal } from './room.tsx';

/** The way to a new proposal; closed, it says why. */
export function NewProposal({ room }: { room: RoomFactsFragment }) {
  const t = useT();
  const refusal = useRoomRefusal(proposalPolicy.create, undefined);
  const wording = useRefusalText();
  const to = links(useLocale()).newProposal(room.space.slug, room.id);
  const signedOut = refusal?.code === 'UNAUTHENTICATED';
  if (refusal && !signedOut)
    return (
      <p className="text-ink-soft">
        {/^(PHASE_CLOSED|MEMBERS_ONLY_ACT)$/.test(refusal.code) ? wording(refusal) : t('proposals.new.refused')}
      </p>
    );
  return (
    <LinkButton weight="primary" to={to}>
      {t('proposals.new.link')}
    </LinkButton>
  );
}
