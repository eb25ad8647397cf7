import { excerpt } from '@hiroba/kernel';
import { useWords } from '@hiroba/spaces/web';
import { Card, Day, Icon, links, useLocale, useT } from '@hiroba/ui';
import type { HomeQuery } from '../../gql/graphql.ts';

/** You said, we answered: a proposal beside what the city said to it. */
export function AnswerCard({ proposal }: { proposal: HomeQuery['answeredProposals'][number] }) {
  const t = useT();
  const locale = useLocale();
  const words = useWords();
  const to = links(locale);
  const { id, componentId, spaceSlug, title, locale: own, answers, answerOffice, answerKind, answeredAt } = proposal;
  const { text, lang } = words(answers.at(-1)?.text);
  return (
    <Card
      title={title} lang={own === locale ? undefined : own} to={to.proposal(spaceSlug, componentId, id)}
      above={<span className="text-ink-soft">{t('shell.home.answers.said')}</span>}
      below={(
        <>
          {answerOffice ? <span className="office"><Icon name="office" />{answerOffice}</span> : null}
          {answeredAt ? <Day at={answeredAt} /> : null}
        </>
      )}
    >
      <p className="font-700">{t('shell.home.answers.answered')}{answerKind ? t(`proposals.answer.${answerKind}`) : null}</p>
      <p lang={lang}>{excerpt(text, 90)}</p>
    </Card>
  );
}
