import { Button, DateTime, Disclosure, Form, NumberField, RadioGroup, TextArea, useOutcome, useT } from '@hiroba/ui';
import { LONGEST_REASON } from '../domain/withholding.ts';
import { Seen } from './Seen.tsx';

interface LockFormsProps {
  readonly rules: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  /** Until when the conversation is closed. */
  readonly until: string | null;
  /** The version of the case that the form is made for. */
  readonly version: number;
}

/** Closes a conversation for new comments for some days, or opens it again. */
export function LockForms({ rules, until, version }: LockFormsProps) {
  const t = useT();
  const [lock, unlock] = [useOutcome('lock'), useOutcome('unlock')];
  const refused = (lock ?? unlock) !== undefined;
  const reason = (
    <TextArea
      name="reason"
      label={t('moderation.reason.label')}
      hint={t('moderation.lock.reasonHint')}
      max={LONGEST_REASON}
      rows={4}
    />
  );
  if (until)
    return (
      <Disclosure summary={t('moderation.unlock.title')} open={refused}>
        <p>
          {t('moderation.locked.until')}　<DateTime at={until} />
        </p>
        <Form name="unlock" keep>
          <Seen version={version} />
          {reason}
          <div>
            <Button weight="secondary">{t('moderation.unlock.act')}</Button>
          </div>
        </Form>
      </Disclosure>
    );
  return (
    <Disclosure summary={t('moderation.lock.title')} open={refused}>
      <p className="measure">{t('moderation.lock.lead')}</p>
      <Form name="lock" keep>
        <Seen version={version} />
        <NumberField name="days" label={t('moderation.lock.days')} hint={t('moderation.lock.daysHint')} />
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
        {reason}
        <div>
          <Button weight="secondary">{t('moderation.lock.act')}</Button>
        </div>
      </Form>
    </Disclosure>
  );
}
