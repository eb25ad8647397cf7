import { DateTime, links, PlainText, Section, TextLink, useLocale, useT } from '@hiroba/ui';
import type { ModeratePageQuery } from './gql/graphql.ts';

type Decision = NonNullable<ModeratePageQuery['moderationSubject']>['decisions'][number];

/** What was decided about a text so far, the newest first. */
export function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  const t = useT();
  const page = useLocale();
  if (decisions.length === 0) return null;
  return (
    <Section title={t('moderation.decisions.title')}>
      <ol className="grid gap-6">
        {decisions.map(({ id, kind, rule, title, reason, locale, at, endsAt, entryId }) => (
          <li key={id} className="grid gap-1 border-t border-line pt-4">
            <p className="font-700">
              {t(`moderation.decisions.${kind}`)}　<DateTime at={at} />
            </p>
            <p>{t('moderation.withheld.rule', { rule, title })}</p>
            {endsAt ? (
              <p>
                {t('moderation.decisions.until')}　<DateTime at={endsAt} />
              </p>
            ) : null}
            <PlainText text={reason} lang={locale === page ? undefined : locale} />
            {entryId ? (
              <p>
                <TextLink to={links(page).record(entryId)}>{t('moderation.withheld.record')}</TextLink>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
