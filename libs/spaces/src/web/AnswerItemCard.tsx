import { excerpt } from '@hiroba/kernel';
import { Card, Day, Icon, links, useLocale, useT } from '@hiroba/ui';
import type { AnswerItemFragment } from './gql/graphql.ts';
import { ItemState } from './ItemState.tsx';
import { Said, useLangOf } from './Said.tsx';

interface AnswerItemCardProps {
  readonly item: AnswerItemFragment;
  readonly level?: 2 | 3 | 4;
  /** Whether it stands on the page of its space, which needs not be named again. */
  readonly inSpace?: boolean;
}

/** You said, we did: something people said beside what the city answered. */
export function AnswerItemCard({ item, level = 3, inSpace }: AnswerItemCardProps) {
  const t = useT();
  const to = links(useLocale());
  const langOf = useLangOf();
  const { title, within, path, text, office, at } = item;
  return (
    <Card
      title={title.text}
      lang={langOf(title)}
      to={to.below(path)}
      level={level}
      above={
        inSpace ? undefined : (
          <span className="text-ink-soft">
            {t('spaces.answer.said')}
            <Said words={within} />
          </span>
        )
      }
      below={
        <>
          {office ? (
            <span className="office">
              <Icon name="office" />
              <Said words={office} />
            </span>
          ) : null}
          <Day at={at} />
        </>
      }
    >
      <p>
        <span className="text-ink-soft">{t('spaces.answer.answered')}</span>
        <ItemState {...item} />
      </p>
      {text.text ? <p lang={langOf(text)}>{excerpt(text.text, 90)}</p> : null}
    </Card>
  );
}
