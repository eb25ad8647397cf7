import { useRef } from 'react';
import type { Refusal } from '@hiroba/kernel';
import { ActionButton, CheckboxField, RadioGroup, useInterlude, useOutcome, useT } from '@hiroba/ui';
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

/** Where a new comment begins. Closed, it says why; whoever was writing when it closed keeps the text. */
export function Composer({ refusal }: { refusal: Refusal | undefined }) {
  const t = useT();
  const outcome = useOutcome('comment');
  const found = useInterlude('comment');
  const begun = useRef(refusal === undefined);
  if (refusal && !begun.current && !outcome && !found) return <ActionButton refusal={refusal}>{t('comments.form.submit')}</ActionButton>;
  return (
    <CommentForm name="comment" label={t('comments.form.label')} refusal={refusal} signed findsPeople before={<><SideField /><AnswerField /></>}>
      {t('comments.form.submit')}
    </CommentForm>
  );
}
