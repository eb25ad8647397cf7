import { Button, Form, Notice, PlainText, RadioGroup, Section, TextArea, useLocale, useT } from '@hiroba/ui';
import { appealOutcomes } from '../domain/appealing.ts';
import { LONGEST_REASON } from '../domain/withholding.ts';
import type { ModeratePageQuery } from './gql/graphql.ts';

type Appeal = NonNullable<NonNullable<ModeratePageQuery['moderationSubject']>['appeal']>;

interface ReviewProps {
  readonly appeal: Pick<Appeal, 'by' | 'text' | 'locale' | 'refusal'>;
  /** What happens where the decision falls. */
  readonly falls: 'HIDE' | 'REDACT' | 'LABEL' | 'SUPPRESS' | 'DISMISS' | 'LOCK_THREAD' | 'SANCTION';
}

/** An appeal and its review; whoever had a part in the case reads why they cannot. */
export function Review({ appeal: { by, text, locale, refusal }, falls }: ReviewProps) {
  const t = useT();
  const page = useLocale();
  return (
    <>
      <Section title={t(`moderation.review.by.${by}`)}>
        <article className="panel">
          <PlainText text={text} lang={locale === page ? undefined : locale} />
        </article>
      </Section>
      {refusal ? (
        <Notice kind="warning" title={t(refusal === 'PARTICIPANT' ? 'refusal.PARTICIPANT' : 'refusal.FORBIDDEN')} />
      ) : (
        <Form name="review" keep>
          <RadioGroup
            name="outcome"
            label={t('moderation.review.outcome')}
            options={appealOutcomes.map((outcome) => ({
              value: outcome,
              label: t(`moderation.review.outcome.${outcome}`),
              ...(outcome === 'OVERTURNED' ? { hint: t(`moderation.review.outcome.OVERTURNED.${falls}`) } : {}),
            }))}
          />
          <TextArea
            name="answer"
            label={t('moderation.review.answer')}
            hint={t('moderation.review.answerHint')}
            max={LONGEST_REASON}
            rows={4}
          />
          <div>
            <Button weight="primary">{t('moderation.review.act')}</Button>
          </div>
        </Form>
      )}
    </>
  );
}
