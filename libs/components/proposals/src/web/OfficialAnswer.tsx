import { localized } from '@hiroba/kernel';
import { DateTime, Disclosure, Icon, PlainText, TextLink, useLocale, useT } from '@hiroba/ui';
import type { GivenAnswerFragment } from './gql/graphql.ts';
import { AnswerBadge } from './ProposalState.tsx';

interface OfficialAnswerProps {
  readonly answers: readonly GivenAnswerFragment[];
  /** Where every answer is read with what changed. */
  readonly history: string;
}

/** What the city says, beside the voice it answers; corrections keep the earlier words readable. */
export function OfficialAnswer({ answers, history }: OfficialAnswerProps) {
  const t = useT();
  const last = answers.at(-1);
  if (!last) return null;
  const earlier = answers.slice(0, -1).reverse();
  return (
    <section className="official-answer" aria-labelledby="official-answer">
      <h2 id="official-answer" className="heading-3 flex items-center gap-2"><Icon name="office" />{t('proposals.answer.title')}</h2>
      <AnswerBody answer={last} />
      {earlier.length > 0 ? (
        <Disclosure summary={t('proposals.answer.earlier', { count: earlier.length })}>
          <div className="grid gap-6">
            {earlier.map((answer) => <AnswerBody key={answer.n} answer={answer} />)}
            <p><TextLink to={history}>{t('proposals.answer.changes')}</TextLink></p>
          </div>
        </Disclosure>
      ) : null}
    </section>
  );
}

/** One answer: decision, office and date first, then its words, what it costs and what came of it. */
export function AnswerBody({ answer }: { answer: GivenAnswerFragment }) {
  const t = useT();
  const { text, lang } = localized(answer.text, useLocale());
  const { status, office, at, reason, costYen, costNote, period, results } = answer;
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {status ? <AnswerBadge status={status} /> : null}
        {office ? <span className="font-700">{office}</span> : null}
        <DateTime at={at} />
      </p>
      {reason ? <p className="text-ink-soft">{t(status ? 'proposals.answer.corrected' : 'proposals.answer.cleared', { reason })}</p> : null}
      {text ? <PlainText text={text} lang={lang} /> : null}
      {costYen == null ? null : <p>{t('proposals.answer.cost', { yen: costYen })}{costNote ? t('proposals.answer.costNote', { note: costNote }) : null}</p>}
      {period ? <p>{t('proposals.answer.period', { period })}</p> : null}
      {results.length > 0 ? (
        <ul className="grid gap-1">
          {results.map((address) => <li key={address}><a className="link break-all" href={address} rel="noopener">{t('proposals.answer.result', { address })}</a></li>)}
        </ul>
      ) : null}
    </div>
  );
}
