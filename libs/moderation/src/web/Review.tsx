import {
  Button,
  Form,
  Notice,
  NumberField,
  PlainText,
  RadioGroup,
  Section,
  SelectField,
  TextArea,
  useLocale,
  useT,
} from '@hiroba/ui';
import { appealOutcomes } from '../domain/appealing.ts';
import { LONGEST_REASON } from '../domain/withholding.ts';
import type { ModeratePageQuery } from './gql/graphql.ts';
import { Seen } from './Seen.tsx';

type Appeal = NonNullable<NonNullable<ModeratePageQuery['moderationSubject']>['appeal']>;

interface ReviewProps {
  readonly appeal: Pick<Appeal, 'by' | 'text' | 'locale' | 'refusal' | 'milder'>;
  /** What happens where the decision falls. */
  readonly falls: 'HIDE' | 'REDACT' | 'LABEL' | 'SUPPRESS' | 'DISMISS' | 'LOCK_THREAD' | 'SANCTION';
  /** The rules that may be cited. */
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  /** The version of the case that the form is made for. */
  readonly version: number;
}

/** An appeal and its review; whoever had a part in the case reads why they cannot. */
export function Review({ appeal: { by, text, locale, refusal, milder }, falls, rules, version }: ReviewProps) {
  const t = useT();
  const page = useLocale();
  const offered = appealOutcomes.filter((outcome) => outcome !== 'MODIFIED' || milder.length > 0);
  const hints = {
    UPHELD: undefined,
    OVERTURNED: t(`moderation.review.outcome.OVERTURNED.${falls}`),
    MODIFIED: t('moderation.review.outcome.MODIFIED.hint'),
  };
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
          <Seen version={version} />
          <RadioGroup
            name="outcome"
            label={t('moderation.review.outcome')}
            options={offered.map((outcome) => ({
              value: outcome,
              label: t(`moderation.review.outcome.${outcome}`),
              ...(hints[outcome] ? { hint: hints[outcome] } : {}),
            }))}
          />
          <TextArea
            name="answer"
            label={t('moderation.review.answer')}
            hint={t('moderation.review.answerHint')}
            max={LONGEST_REASON}
            rows={4}
          />
          {milder.length > 0 ? <Instead milder={milder} rules={rules} isPublic={falls !== 'SANCTION'} /> : null}
          <div>
            <Button weight="primary">{t('moderation.review.act')}</Button>
          </div>
        </Form>
      )}
    </>
  );
}

interface InsteadProps extends Pick<ReviewProps, 'rules'> {
  readonly milder: Appeal['milder'];
  readonly isPublic: boolean;
}

/** What takes the place of the decision, where the review puts something milder there. */
function Instead({ milder, rules, isPublic }: InsteadProps) {
  const t = useT();
  const [only, ...others] = milder;
  return (
    <fieldset className="panel">
      <legend className="heading-3 px-2">{t('moderation.review.instead')}</legend>
      <p className="measure">{t('moderation.review.instead.lead')}</p>
      {only && others.length === 0 ? (
        <input type="hidden" name="kind" value={only} />
      ) : (
        <RadioGroup
          name="kind"
          label={t('moderation.review.instead.kind')}
          optional
          options={milder.map((kind) => ({ value: kind, label: t(`moderation.register.kind.${kind}`) }))}
        />
      )}
      <SelectField
        name="rule"
        label={t('moderation.rule.label')}
        optional
        options={rules.map(({ id, title }) => ({ value: id, label: t('moderation.rule.option', { rule: id, title }) }))}
      />
      {only === 'HIDE' || only === 'WARN' ? null : (
        <NumberField
          name="days"
          label={t('moderation.review.instead.days')}
          hint={t('moderation.review.instead.daysHint')}
          optional
        />
      )}
      <TextArea
        name="reason"
        label={t('moderation.review.instead.reason')}
        hint={t(isPublic ? 'moderation.review.instead.reasonHint.public' : 'moderation.review.instead.reasonHint.own')}
        optional
        max={LONGEST_REASON}
        rows={3}
      />
    </fieldset>
  );
}
