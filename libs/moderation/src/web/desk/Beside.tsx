import { DateTime, Day, Facts, links, PlainText, Section, StateBadge, TextLink, useLocale, useT } from '@hiroba/ui';
import type { CasePageQuery } from '../gql/graphql.ts';

type Case = NonNullable<CasePageQuery['moderationCase']>;

const SHORT = 400;

const begun = (text: string): string => {
  const letters = Array.from(text);
  return letters.length > SHORT ? `${letters.slice(0, SHORT).join('')}…` : text;
};

/** In what a text stands, from the outside in. */
export function Around({ around }: Pick<Case, 'around'>) {
  const t = useT();
  const to = links(useLocale());
  if (around.length === 0) return null;
  return (
    <Section title={t('moderation.case.around')}>
      {around.map(({ kind, id, title, text, locale, path }) => (
        <article key={id} className="panel panel-quiet grid gap-2" lang={locale}>
          <h3 className="heading-4">
            <TextLink to={to.below(path)}>{title || t(`moderation.desk.kind.${kind}`)}</TextLink>
          </h3>
          <PlainText text={begun(text)} />
        </article>
      ))}
    </Section>
  );
}

/** What the rules that were reported say. */
export function RuleTexts({
  rules,
}: {
  rules: readonly Pick<CasePageQuery['moderationRules'][number], 'id' | 'title' | 'text'>[];
}) {
  const t = useT();
  if (rules.length === 0) return null;
  return (
    <Facts
      title={t('moderation.case.rules')}
      facts={rules.map(({ id, title, text }) => ({
        term: t('moderation.rule.option', { rule: id, title }),
        value: text,
      }))}
    />
  );
}

/** Who wrote a text. */
export function AuthorFacts({ authors }: Pick<Case, 'authors'>) {
  const t = useT();
  if (authors.length === 0) return null;
  return (
    <Facts
      title={t('moderation.case.authors')}
      facts={authors.map(({ name, since, texts }) => ({
        term: name,
        value: (
          <>
            {texts > 0 ? (
              <>
                {t('moderation.case.texts', { count: texts })}
                <br />
              </>
            ) : null}
            {t('moderation.case.since')}
            <Day at={since} />
          </>
        ),
      }))}
    />
  );
}

/** What was decided about other texts of the same people. */
export function Earlier({ earlier }: Pick<Case, 'earlier'>) {
  const t = useT();
  const to = links(useLocale());
  return (
    <Section title={t('moderation.case.earlier')}>
      {earlier.length === 0 ? (
        <p>{t('moderation.case.earlier.none')}</p>
      ) : (
        <ul className="grid gap-2">
          {earlier.map(({ id, kind, rule, at, subjectKind, subjectId }) => (
            <li key={id}>
              <TextLink to={to.desk('moderation', subjectKind, subjectId)}>
                {t('moderation.case.earlierOne', {
                  kind: t(`moderation.desk.kind.${subjectKind}`),
                  what: t(`moderation.decisions.${kind}`),
                  rule,
                })}
              </TextLink>
              　<DateTime at={at} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Texts that are nearly the same. */
export function Similar({ similar }: Pick<Case, 'similar'>) {
  const t = useT();
  const to = links(useLocale());
  if (similar.length === 0) return null;
  return (
    <Section title={t('moderation.case.similar')} lead={t('moderation.case.similar.lead')}>
      <ul className="grid gap-4">
        {similar.map(({ kind, id, title, text, locale, likeness, byOthers, withheld }) => (
          <li key={id} className="panel panel-quiet grid gap-2 justify-items-start">
            <p className="text-ink-soft">
              {t(byOthers ? 'moderation.case.likeOther' : 'moderation.case.likeOwn', { likeness })}
            </p>
            <div lang={locale}>
              <PlainText text={begun(text)} />
            </div>
            {withheld ? <StateBadge tone="refused">{t('moderation.decisions.HIDE')}</StateBadge> : null}
            <TextLink to={to.moderate(kind, id)}>
              {t('moderation.case.open', { title: title || t(`moderation.desk.kind.${kind}`) })}
            </TextLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
