import { excerpt, localized } from '@hiroba/kernel';
import { links, Section, TextLink, useLocale, useT } from '@hiroba/ui';
import type { SimilarAnswersQuery } from './gql/graphql.ts';
import { AnswerBadge } from './ProposalState.tsx';

type Similar = Extract<NonNullable<SimilarAnswersQuery['component']>, { __typename: 'ProposalsComponent' }>['similar'];

/** Proposals like this one that the city has answered, and what it said. */
export function SimilarAnswers({ proposals }: { proposals: Similar }) {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  if (proposals.length === 0) return null;
  return (
    <div className="answer-similar">
      <Section title={t('proposals.answering.similar')} level={3}>
        <ul className="grid gap-4 min-w-0">
          {proposals.map(({ id, componentId, spaceSlug, title, locale: own, answerStatus, answerOffice, answers }) => {
            const { text, lang } = localized(answers.at(-1)?.text, locale);
            return (
              <li key={id} className="panel content-start">
                <TextLink to={to.proposal(spaceSlug, componentId, id)} lang={own}>{title}</TextLink>
                <p className="flex flex-wrap items-center gap-x-4">
                  {answerStatus ? <AnswerBadge status={answerStatus} /> : null}
                  {answerOffice ? <span>{answerOffice}</span> : null}
                </p>
                <p lang={lang}>{excerpt(text, 120)}</p>
              </li>
            );
          })}
        </ul>
      </Section>
    </div>
  );
}
