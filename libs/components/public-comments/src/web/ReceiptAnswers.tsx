import { localized } from '@hiroba/kernel';
import { PlainText, Section, TextLink, useLocale, useT } from '@hiroba/ui';
import type { SubmissionFormFragment, SubmissionOutcomeFactsFragment } from './gql/graphql.ts';

interface AnswersProps {
  readonly answers: SubmissionOutcomeFactsFragment['answers'];
  readonly dispositions: SubmissionFormFragment['scheme']['dispositions'];
  /** The address of the round. */
  readonly to: string;
}

/** Which rows of the result answer a submission: each part of its text, what the city did with it, and why. */
export function ReceiptAnswers({ answers, dispositions, to }: AnswersProps) {
  const t = useT();
  const locale = useLocale();
  if (answers.length === 0) return null;
  const labels = new Map(dispositions.map(({ code, label }) => [code, localized(label as never, locale).text]));
  const out = answers.some(({ disposition }) => disposition !== null);
  return (
    <Section title={t('public-comments.receipt.answers')} lead={out ? undefined : t('public-comments.receipt.answers.waiting', { count: answers.length })}>
      {answers.map(({ id, number, n, text, disposition, reply, reason, planChange }) => (
        <article key={id} className="panel grid gap-3">
          <h3 className="heading-4">{t('public-comments.opinion.title', { n: `${number}-${n}` })}</h3>
          <PlainText text={text ?? ''} />
          {disposition ? (
            <>
              <p className="font-700">{labels.get(disposition) ?? disposition}</p>
              <PlainText text={reply} />
              {reason ? <p className="measure">{t('public-comments.answers.reason', { reason })}</p> : null}
              {planChange ? <p className="measure">{t('public-comments.answers.planChange', { change: planChange })}</p> : null}
            </>
          ) : null}
        </article>
      ))}
      {out ? <p><TextLink to={`${to}/result`}>{t('public-comments.answers.link')}</TextLink></p> : null}
    </Section>
  );
}
