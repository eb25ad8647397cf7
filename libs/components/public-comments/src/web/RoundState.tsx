import { Day, Deadline, StateBadge, useNow, useT, type Tone } from '@hiroba/ui';
import { isOverdue, nextChange, statusOf, type RoundStatus } from '../domain/round.ts';
import type { RoundCardFragment } from './gql/graphql.ts';
import { LastDay } from './LastDay.tsx';
import { factsOf } from './round-facts.ts';

const tones: Readonly<Record<RoundStatus, Tone>> = {
  DRAFT: 'draft', IN_REVIEW: 'draft', ANNOUNCED: 'waiting', OPEN: 'open', SUSPENDED: 'waiting', CLOSED: 'waiting', REVIEWING: 'waiting', ANSWERED: 'done',
  ADOPTED: 'done', NOT_ADOPTED: 'over', NOT_HELD: 'over', WITHDRAWN: 'over', ARCHIVED: 'over',
};

/** Where a round stands now, in a word and the date that matters; it looks again when that changes. */
export function RoundState({ round }: { round: RoundCardFragment }) {
  const t = useT();
  const facts = factsOf(round);
  const now = useNow((at) => nextChange(facts, at));
  const status = statusOf(facts, now);
  const late = isOverdue(facts, now);
  const waits = status === 'CLOSED' || status === 'REVIEWING';
  return (
    <>
      <StateBadge tone={tones[status]}>{t(`public-comments.status.${status}`)}</StateBadge>
      {status === 'ANNOUNCED' && round.opensAt ? <span>{t('public-comments.opens')}<Day at={round.opensAt} /></span> : null}
      {(status === 'OPEN' || status === 'SUSPENDED') && round.closesAt ? <Deadline at={round.closesAt} /> : null}
      {waits && round.responseDueAt ? (
        <span className={late ? 'text-error font-700' : 'text-ink-soft'}>
          {t(late ? 'public-comments.due.late' : 'public-comments.due.by')}<LastDay at={round.responseDueAt} />
        </span>
      ) : null}
      {status === 'ANSWERED' && round.answeredAt ? <Day at={round.answeredAt} /> : null}
    </>
  );
}
