import { Day, Deadline, StateBadge, useNow, useT, type Tone } from '@hiroba/ui';
import { nextVoteBoundary, voteStatus, type VoteStatus } from '../domain/vote.ts';
import type { VoteCardFragment } from './gql/graphql.ts';
import { factsOf } from './vote-facts.ts';

const tones: Readonly<Record<VoteStatus, Tone>> = {
  DRAFT: 'draft', ANNOUNCED: 'waiting', OPEN: 'open', CLOSED: 'over', FROZEN: 'over', BALLOTS_PUBLISHED: 'over', TALLIED: 'over', PROVISIONAL: 'waiting',
  FINAL: 'done', VOID: 'refused',
};

/** The status of a vote now; it looks again when that changes. */
export function useVoteStatus(vote: VoteCardFragment): VoteStatus {
  const facts = factsOf(vote);
  return voteStatus(facts, useNow((at) => nextVoteBoundary(facts, at)));
}

/** Where a vote stands now, in a word and a date. */
export function VoteState({ vote }: { vote: VoteCardFragment }) {
  const t = useT();
  const status = useVoteStatus(vote);
  const { opensAt, closesAt, objectUntil } = vote;
  return (
    <>
      <StateBadge tone={tones[status]}>{t(`votes.state.${status}`)}</StateBadge>
      {status === 'ANNOUNCED' && opensAt ? <span>{t('votes.opens')}<Day at={opensAt} /></span> : null}
      {status === 'OPEN' && closesAt ? <Deadline at={closesAt} /> : null}
      {status === 'PROVISIONAL' && objectUntil ? <span>{t('votes.objectUntil')}<Day at={objectUntil} /></span> : null}
    </>
  );
}
