import { useRef } from 'react';
import type { Refusal } from '@hiroba/kernel';
import { ActionButton, useInterlude, useOutcome, useT } from '@hiroba/ui';
import { useComments } from './comments-context.ts';
import { NewComment } from './late.ts';

/** Where a new comment begins. Closed, it says why; whoever was writing when it closed keeps the text. */
export function Composer({ refusal }: { refusal: Refusal | undefined }) {
  const t = useT();
  const outcome = useOutcome('comment');
  const found = useInterlude('comment');
  const { open } = useComments().root;
  const begun = useRef(refusal === undefined);
  if (refusal && !begun.current && !outcome && !found) {
    return <ActionButton refusal={refusal} {...(open ? {} : { reason: t('comments.over') })}>{t('comments.form.submit')}</ActionButton>;
  }
  return <NewComment refusal={refusal} />;
}
