import { Button, Disclosure, Form, NumberField, RadioGroup, TextArea, useOutcome, useT } from '@hiroba/ui';
import { sanctionKinds } from '../domain/sanction-kinds.ts';
import { LONGEST_REASON } from '../domain/withholding.ts';
import { Seen } from './Seen.tsx';

type Rules = readonly { readonly id: string; readonly title: string; readonly text: string }[];

function RuleField({ rules }: { rules: Rules }) {
  const t = useT();
  return (
    <RadioGroup
      name="rule"
      label={t('moderation.rule.label')}
      hint={t('moderation.rule.hint')}
      options={rules.map(({ id, title, text }) => ({
        value: id,
        label: t('moderation.rule.option', { rule: id, title }),
        hint: text,
      }))}
    />
  );
}

function ReasonField() {
  const t = useT();
  return (
    <TextArea
      name="reason"
      label={t('moderation.reason.label')}
      hint={t('moderation.sanction.reasonHint')}
      max={LONGEST_REASON}
      rows={4}
    />
  );
}

interface JudgingFormProps {
  readonly rules: Rules;
  /** The version of the case that the form is made for. */
  readonly version: number;
}

/** A decision about whoever wrote something: told so, or kept from something for a while or for good. */
export function SanctionForm({ rules, version }: JudgingFormProps) {
  const t = useT();
  const refused = useOutcome('sanction') !== undefined;
  return (
    <Disclosure summary={t('moderation.sanction.title')} open={refused}>
      <p className="measure">{t('moderation.sanction.lead')}</p>
      <Form name="sanction" keep>
        <Seen version={version} />
        <RadioGroup
          name="kind"
          label={t('moderation.sanction.kind')}
          options={sanctionKinds.map((value) => ({
            value,
            label: t(`moderation.sanction.kind.${value}`),
            hint: t(`moderation.sanction.kind.${value}.hint`),
          }))}
        />
        <NumberField
          name="days"
          label={t('moderation.sanction.days')}
          hint={t('moderation.sanction.daysHint')}
          optional
        />
        <RuleField rules={rules} />
        <ReasonField />
        <div>
          <Button weight="primary">{t('moderation.sanction.act')}</Button>
        </div>
      </Form>
    </Disclosure>
  );
}

/** Out of sight at once, before anything is decided. */
export function MeanwhileForm({ rules, version }: JudgingFormProps) {
  const t = useT();
  const refused = useOutcome('meanwhile') !== undefined;
  return (
    <Disclosure summary={t('moderation.meanwhile.title')} open={refused}>
      <p className="measure">{t('moderation.meanwhile.lead')}</p>
      <Form name="meanwhile" keep>
        <Seen version={version} />
        <RuleField rules={rules} />
        <ReasonField />
        <div>
          <Button weight="secondary">{t('moderation.meanwhile.act')}</Button>
        </div>
      </Form>
    </Disclosure>
  );
}

/** The way out for whoever cannot judge fairly. */
export function RecuseForm() {
  const t = useT();
  return (
    <Disclosure summary={t('moderation.recuse.title')}>
      <p className="measure">{t('moderation.recuse.lead')}</p>
      <Form name="recuse">
        <div>
          <Button weight="secondary">{t('moderation.recuse.act')}</Button>
        </div>
      </Form>
    </Disclosure>
  );
}
