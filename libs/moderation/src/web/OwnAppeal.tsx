import { DateTime, Notice, PlainText, Section, useLocale, useT } from '@hiroba/ui';
import type { AppealPageQuery } from './gql/graphql.ts';

type Appeal = NonNullable<NonNullable<AppealPageQuery['appealableDecision']>['appeal']>;

/** One's own appeal, and the answer to it. */
export function OwnAppeal({
  appeal: { text, locale, at, outcome, answer, answerLocale },
}: {
  readonly appeal: Appeal;
}) {
  const t = useT();
  const page = useLocale();
  return (
    <>
      <Section title={t('moderation.appeal.own')}>
        <p>
          <DateTime at={at} />
        </p>
        <PlainText text={text} lang={locale === page ? undefined : locale} />
      </Section>
      {outcome ? (
        <Section title={t('moderation.appeal.answer')}>
          <p className="font-700">{t(`moderation.appeal.outcome.${outcome}`)}</p>
          <PlainText text={answer ?? ''} lang={answerLocale === page ? undefined : (answerLocale ?? undefined)} />
        </Section>
      ) : (
        <Notice title={t('moderation.appeal.waits')} />
      )}
    </>
  );
}
