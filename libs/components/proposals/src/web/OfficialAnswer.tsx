import { localized } from '@hiroba/kernel';
import { DateTime, Disclosure, Icon, PlainText, useLocale, useOfficeName, useT } from '@hiroba/ui';
import type { ProposalPageQuery } from './gql/graphql.ts';
import { ProposalState } from './ProposalState.tsx';

type Shown = NonNullable<ProposalPageQuery['proposal']>;
type Answer = Shown['answers'][number];

/** What the city says, beside the voice it answers; corrections keep the earlier words readable. */
export function OfficialAnswer({ proposal }: { proposal: Shown }) {
  const t = useT();
  const last = proposal.answers.at(-1);
  if (!last) return null;
  const earlier = proposal.answers.slice(0, -1).reverse();
  return (
    <section className="official-answer" aria-labelledby="official-answer">
      <h2 id="official-answer" className="heading-3 flex items-center gap-2"><Icon name="office" />{t('proposals.answer.title')}</h2>
      <AnswerBody answer={last} />
      {earlier.length > 0 ? (
        <Disclosure summary={t('proposals.answer.earlier', { count: earlier.length })}>
          <div className="grid gap-6">{earlier.map((answer) => <AnswerBody key={answer.n} answer={answer} />)}</div>
        </Disclosure>
      ) : null}
    </section>
  );
}

function AnswerBody({ answer }: { answer: Answer }) {
  const t = useT();
  const officeName = useOfficeName();
  const { text, lang } = localized(answer.text, useLocale());
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <ProposalState proposal={{ state: 'PUBLISHED', answerKind: answer.kind }} />
        <span className="font-700">{officeName(answer.office)}</span>
        <DateTime at={answer.at} />
      </p>
      {answer.reason ? <p className="text-ink-soft">{t('proposals.answer.corrected', { reason: answer.reason })}</p> : null}
      {text ? <PlainText text={text} lang={lang} /> : null}
      {answer.costYen == null ? null : <p>{t('proposals.answer.cost', { yen: answer.costYen })}</p>}
    </div>
  );
}
