import { Deadline, Day, StateBadge, useNow, useT, useViewer, type Tone } from '@hiroba/ui';
import { conclusionsDue, debateStatus, type DebateStatus } from '../domain/debate.ts';
import { factsOf } from './debate-facts.ts';
import type { DebateCardFragment } from './gql/graphql.ts';

const tones: Readonly<Record<DebateStatus, Tone>> = { DRAFT: 'draft', UPCOMING: 'waiting', OPEN: 'open', CLOSED: 'over', CONCLUDED: 'done' };

/** Where a debate stands now, in a word and a date; it looks again when that changes. */
export function DebateState({ debate, conclusionDays }: { debate: DebateCardFragment; conclusionDays: number }) {
  const t = useT();
  const facts = factsOf(debate, useViewer().personId);
  const now = useNow((at) => [facts.opensAt, facts.closesAt].find((boundary) => boundary && boundary > at) ?? undefined);
  const status = debateStatus(facts, now);
  const due = conclusionsDue(facts, conclusionDays, now);
  return (
    <>
      <StateBadge tone={tones[status]}>{t(`debates.status.${status}`)}</StateBadge>
      {status === 'OPEN' && debate.closesAt ? <Deadline at={debate.closesAt} /> : null}
      {status === 'UPCOMING' && debate.opensAt ? <span>{t('debates.opens')}<Day at={debate.opensAt} /></span> : null}
      {status === 'CLOSED' && due ? (
        <span className={now >= due ? 'text-error font-700' : 'text-ink-soft'}>{t(now >= due ? 'debates.conclusions.late' : 'debates.conclusions.due')}<Day at={due} /></span>
      ) : null}
    </>
  );
}

/** How many top comments stand on each side, in words; nothing where sides are not asked for. */
export function Sides({ debate }: { debate: Pick<DebateCardFragment, 'alignment' | 'sides'> }) {
  const t = useT();
  if (debate.alignment === 'OFF') return null;
  const { for: inFavour, neutral, against } = debate.sides;
  return (
    <span className="flex flex-wrap gap-x-3">
      <span>{t('debates.sides.FOR', { count: inFavour })}</span>
      {debate.alignment === 'FOR_NEUTRAL_AGAINST' ? <span>{t('debates.sides.NEUTRAL', { count: neutral })}</span> : null}
      <span>{t('debates.sides.AGAINST', { count: against })}</span>
    </span>
  );
}
