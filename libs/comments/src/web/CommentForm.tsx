import type { ReactNode } from 'react';
import type { Refusal } from '@hiroba/kernel';
import { ActionButton, ButtonRow, CheckboxField, Form, TextArea, useT } from '@hiroba/ui';
import { rulesOf } from '../domain/discussion.ts';
import { useComments } from './comments-context.ts';

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
  /** What is asked before the text. */
  readonly before?: ReactNode;
  /** The words of the button. */
  readonly children: ReactNode;
}

/** The place where a comment is written; unsent text stays in this tab. */
export function CommentForm({ name, label, hint, defaultValue, lang, refusal, weight = 'secondary', signed, before, children }: CommentFormProps) {
  const t = useT();
  const { office, root } = useComments();
  return (
    <Form name={name} keep className="grid gap-4">
      {before}
      <TextArea
        name="body" label={label} rows={4} max={rulesOf(root).maxLength} defaultValue={defaultValue}
        {...(hint ? { hint } : {})} {...(lang ? { lang } : {})}
      />
      {signed && office ? <CheckboxField name="asOffice" value={office} label={t('comments.form.asOffice', { office })} /> : null}
      <ButtonRow><ActionButton refusal={refusal} weight={weight}>{children}</ActionButton></ButtonRow>
    </Form>
  );
}
