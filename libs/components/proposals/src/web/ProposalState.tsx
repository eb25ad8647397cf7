import { Day, StateBadge, useNow, useT, type Tone } from '@hiroba/ui';
import type { AnswerKind } from '../domain/proposal.ts';
import type { ProposalCardFragment } from './gql/graphql.ts';

const tones: Readonly<Record<AnswerKind, Tone>> = {
  EVALUATING: 'waiting', ACCEPTED: 'done', PARTLY: 'done', REJECTED: 'refused', OTHER: 'over',
};

/** What became of a proposal so far, in a word. */
export function ProposalState({ proposal }: { proposal: Pick<ProposalCardFragment, 'state' | 'answerKind'> }) {
  const t = useT();
  const { state, answerKind } = proposal;
  if (state === 'DRAFT') return <StateBadge tone="draft">{t('proposals.state.DRAFT')}</StateBadge>;
  if (state === 'WITHDRAWN') return <StateBadge tone="over">{t('proposals.state.WITHDRAWN')}</StateBadge>;
  if (answerKind) return <StateBadge tone={tones[answerKind]}>{t(`proposals.answer.${answerKind}`)}</StateBadge>;
  return <StateBadge tone="open">{t('proposals.state.PUBLISHED')}</StateBadge>;
}

type Clocked = Pick<ProposalCardFragment, 'answerDueAt' | 'answerKind' | 'thresholdReachedAt'>;

/** How long the city's answer has been owed, and whether it is late. */
export function AnswerClock({ proposal }: { proposal: Clocked }) {
  const t = useT();
  const due = proposal.answerDueAt ? new Date(proposal.answerDueAt) : undefined;
  const now = useNow((at) => (due && at < due ? due : undefined));
  if (!due || (proposal.answerKind && proposal.answerKind !== 'EVALUATING')) return null;
  const late = now >= due;
  return (
    <p className={late ? 'text-error font-700' : 'text-ink-soft'}>
      {t(late ? 'proposals.clock.late' : 'proposals.clock.due')}
      <Day at={due} relative />
    </p>
  );
}
