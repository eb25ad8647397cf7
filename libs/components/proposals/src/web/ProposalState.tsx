import { localized } from '@hiroba/kernel';
import { Day, StateBadge, useLocale, useNow, useT, type IconName, type Tone } from '@hiroba/ui';
import type { GivenAnswerFragment, ProposalCardFragment } from './gql/graphql.ts';

type Status = NonNullable<GivenAnswerFragment['status']>;

/** What an answer is called where it stands, with its sign and colour. */
export function AnswerBadge({ status: { label, icon, tone } }: { status: Status }) {
  const { text, lang } = localized(label, useLocale());
  return <StateBadge tone={tone as Tone} icon={icon as IconName}><span lang={lang}>{text}</span></StateBadge>;
}

interface ProposalStateProps {
  readonly proposal: Pick<ProposalCardFragment, 'state'> & { readonly answerStatus?: Status | null };
}

/** What became of a proposal so far, in a word. */
export function ProposalState({ proposal: { state, answerStatus } }: ProposalStateProps) {
  const t = useT();
  if (state === 'DRAFT') return <StateBadge tone="draft">{t('proposals.state.DRAFT')}</StateBadge>;
  if (state !== 'PUBLISHED') return <StateBadge tone="over">{t(`proposals.state.${state}`)}</StateBadge>;
  if (answerStatus) return <AnswerBadge status={answerStatus} />;
  return <StateBadge tone="open">{t('proposals.state.PUBLISHED')}</StateBadge>;
}

type Clocked = Pick<ProposalCardFragment, 'answerDueAt' | 'answerKind'>;

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
