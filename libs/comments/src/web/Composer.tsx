import { useRef } from 'react';
import type { Refusal } from '@hiroba/kernel';
import { ActionButton, useOutcome, useT } from '@hiroba/ui';
import { CommentForm } from './CommentForm.tsx';

/** Where a new comment begins. Closed, it says why; whoever was writing when it closed keeps the text. */
export function Composer({ refusal }: { refusal: Refusal | undefined }) {
  const t = useT();
  const outcome = useOutcome('comment');
  const begun = useRef(refusal === undefined);
  if (refusal && !begun.current && !outcome) return <ActionButton refusal={refusal}>{t('comments.form.submit')}</ActionButton>;
  return (
    <CommentForm name="comment" label={t('comments.form.label')} refusal={refusal} signed>
      {t('comments.form.submit')}
    </CommentForm>
  );
}
