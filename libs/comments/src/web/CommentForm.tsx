import type { ReactNode } from 'react';
import type { Refusal } from '@hiroba/kernel';
import { ActionButton, Button, ButtonRow, CheckboxField, Form, TextArea, useOutcome, useT } from '@hiroba/ui';
import { rulesOf } from '../domain/discussion.ts';
import { useComments } from './comments-context.ts';
import { MentionPicker } from './MentionPicker.tsx';

interface CommentFormProps {
  /** Tells the forms of a page apart: `comment`, `reply-ID`, `edit-ID`. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly defaultValue?: string | undefined;
  readonly lang?: string;
  readonly refusal?: Refusal | undefined;
  readonly weight?: 'primary' | 'secondary';
  /** Whether a member of staff may choose to speak for the office. */
  readonly signed?: boolean;
  /** Whether people to speak to can be looked for. */
  readonly findsPeople?: boolean;
  /** What is asked before the text. */
  readonly before?: ReactNode;
  /** The words of the button. */
  readonly children: ReactNode;
}

/** The place where a comment is written; unsent text stays in this tab. */
export function CommentForm({ name, label, hint, defaultValue, lang, refusal, weight = 'secondary', signed, findsPeople, before, children }: CommentFormProps) {
  const t = useT();
  const { office, root } = useComments();
  const asksBack = useOutcome(name)?.refusal.code === 'PERSONAL_DATA';
  return (
    <Form name={name} keep className="grid gap-4">
      {before}
      <TextArea
        name="body" label={label} rows={4} max={rulesOf(root).maxLength} defaultValue={defaultValue}
        {...(hint ? { hint } : {})} {...(lang ? { lang } : {})}
      />
      {findsPeople ? <MentionPicker form={name} /> : null}
      {signed && office ? <CheckboxField name="asOffice" value={office} label={t('comments.form.asOffice', { office })} /> : null}
      <ButtonRow>
        <ActionButton refusal={refusal} weight={weight}>{children}</ActionButton>
        {asksBack && !refusal ? <Button name="withPersonalData" value="1" weight="quiet">{t('comments.form.anyway')}</Button> : null}
      </ButtonRow>
    </Form>
  );
}
