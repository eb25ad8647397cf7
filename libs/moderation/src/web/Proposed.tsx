import { Button, DateTime, Form, Notice, PlainText, Section, TextArea, useLocale, useT } from '@hiroba/ui';
import { LONGEST_REASON } from '../domain/withholding.ts';
import type { AccountCaseQuery } from './gql/graphql.ts';
import { Seen } from './Seen.tsx';

type Waiting = NonNullable<NonNullable<AccountCaseQuery['moderationSubject']>['proposed']>;

/** Why the reader is not the second person, in words. */
const notSecond = (code: string) => {
  switch (code) {
    case 'SAME_PERSON':
      return 'refusal.SAME_PERSON';
    case 'RECUSED':
      return 'refusal.RECUSED';
    case 'PAST_BOUNDARY':
      return 'refusal.PAST_BOUNDARY';
    default:
      return 'refusal.FORBIDDEN';
  }
};

interface ProposedProps {
  readonly proposed: Waiting;
  /** The version of the case that the forms are made for. */
  readonly version: number;
}

/** A grave decision that waits for a second person, and the two ways to settle it. */
export function Proposed({
  proposed: { kind, rule, title, reason, locale, days, until, refusal },
  version,
}: ProposedProps) {
  const t = useT();
  const page = useLocale();
  return (
    <Section title={t('moderation.proposed.title')}>
      <p className="font-700">
        {t(`moderation.decisions.${kind}`)}　
        {days === null ? t('moderation.proposed.forGood') : t('moderation.proposed.days', { days })}
      </p>
      <p>{t('moderation.withheld.rule', { rule, title })}</p>
      <PlainText text={reason} lang={locale === page ? undefined : locale} />
      <p>
        {t('moderation.proposed.until')}　<DateTime at={until} />
      </p>
      {refusal ? (
        <Notice kind="warning" title={t(notSecond(refusal))} />
      ) : (
        <>
          <Form name="approve">
            <Seen version={version} />
            <div>
              <Button weight="primary">{t('moderation.proposed.approve')}</Button>
            </div>
          </Form>
          <Form name="decline" keep>
            <Seen version={version} />
            <TextArea
              name="reason"
              label={t('moderation.proposed.declineReason')}
              hint={t('moderation.proposed.declineHint')}
              max={LONGEST_REASON}
              rows={3}
            />
            <div>
              <Button weight="secondary">{t('moderation.proposed.decline')}</Button>
            </div>
          </Form>
        </>
      )}
    </Section>
  );
}
