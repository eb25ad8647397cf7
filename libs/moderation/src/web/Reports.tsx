import { Button, DateTime, Form, PlainText, RadioGroup, Section, TextArea, useLocale, useT } from '@hiroba/ui';
import { dismissals } from '../domain/reporting.ts';
import { LONGEST_REASON } from '../domain/withholding.ts';
import { Seen } from './Seen.tsx';
import type { ModeratePageQuery } from './gql/graphql.ts';

type Report = NonNullable<ModeratePageQuery['moderationSubject']>['reports'][number];

/** What was reported of a text, the oldest first. */
export function Reports({ reports }: { reports: readonly Report[] }) {
  const t = useT();
  const page = useLocale();
  if (reports.length === 0) return null;
  return (
    <Section title={t('moderation.reports.title', { count: reports.length })}>
      <ol className="grid gap-6">
        {reports.map(({ id, rule, title, note, locale, at, answerBy }) => (
          <li key={id} className="grid gap-1 border-t border-line pt-4">
            <p className="font-700">
              {t('moderation.withheld.rule', { rule, title })}　<DateTime at={at} />
            </p>
            {answerBy ? (
              <p>
                {t('moderation.reports.byMail')}　<DateTime at={answerBy} />
              </p>
            ) : null}
            {note ? (
              <PlainText text={note} lang={locale === page ? undefined : locale} />
            ) : (
              <p className="text-ink-soft">{t('moderation.reports.none')}</p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Ends the reports of a text that breaks no rule, with an answer to those who reported it. */
export function DismissForm({ version }: { version: number }) {
  const t = useT();
  return (
    <Section title={t('moderation.dismiss.title')}>
      <Form name="dismiss" keep>
        <Seen version={version} />
        <RadioGroup
          name="code"
          label={t('moderation.dismiss.code')}
          options={dismissals.map((code) => ({ value: code, label: t(`moderation.dismiss.code.${code}`) }))}
        />
        <TextArea
          name="answer"
          label={t('moderation.dismiss.answer')}
          hint={t('moderation.dismiss.answerHint')}
          max={LONGEST_REASON}
          rows={4}
        />
        <div>
          <Button>{t('moderation.dismiss.act')}</Button>
        </div>
      </Form>
    </Section>
  );
}
