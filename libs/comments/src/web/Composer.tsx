import { useRef } from 'react';
import type { Refusal } from '@hiroba/kernel';
import { ActionButton, useInterlude, useOutcome, useT } from '@hiroba/ui';
import { NewComment } from './late.ts';

/** Where a new comment begins. Closed, it says why; whoever was writing when it closed keeps the text. */
export function Composer({ refusal }: { refusal: Refusal | undefined }) {
  const t = useT();
  const outcome = useOutcome('comment');
  const found = useInterlude('comment');
  const begun = useRef(refusal === undefined);
  if (refusal && !begun.current && !outcome && !found) return <ActionButton refusal={refusal}>{t('comments.form.submit')}</ActionButton>;
  return <NewComment refusal={refusal} />;
}
