import type { Refusal } from '@hiroba/kernel';
import { CheckboxField, RadioGroup, useT } from '@hiroba/ui';
import { rulesOf, sidesOf } from '../domain/discussion.ts';
import { CommentForm } from './CommentForm.tsx';
import { useComments } from './comments-context.ts';

/** Which side the comment takes, where the discussion asks. */
function SideField() {
  const t = useT();
  const { root } = useComments();
  const asked = sidesOf[rulesOf(root).alignment];
  if (asked.length === 0) return null;
  return (
    <RadioGroup
      name="alignment" label={t('comments.side.label')}
      options={asked.map((side) => ({ value: side, label: t(`comments.side.${side}`) }))}
    />
  );
}

/** Whether the comment is about the city's answer, where there is one. */
function AnswerField() {
  const t = useT();
  const { root } = useComments();
  return root.answerVersion ? <CheckboxField name="onAnswer" label={t('comments.form.onAnswer')} /> : null;
}

/** The form of a new comment: its side and what it is about, where asked, and its text. */
export function NewComment({ refusal }: { refusal: Refusal | undefined }) {
  const t = useT();
  const { leads } = useComments();
  return (
    <CommentForm
      name="comment" label={t('comments.form.label')} refusal={refusal} signed findsPeople before={<><SideField /><AnswerField /></>}
      {...(leads ? { weight: 'primary' } : {})}
    >
      {t('comments.form.submit')}
    </CommentForm>
  );
}
