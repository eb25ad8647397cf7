import type { ActionFunctionArgs } from 'react-router';
import { interlude, submit, textOf } from '@hiroba/ui';
import { restoreTextMutation } from './moderation.graphql.ts';
import {
  approveSuppressionMutation,
  declineSuppressionMutation,
  labelTextMutation,
  openSealedTextMutation,
  proposeSuppressionMutation,
  redactTextMutation,
  unlabelTextMutation,
} from './markings.graphql.ts';
import { seenIn } from './Seen.tsx';

interface Sent {
  readonly form: FormData;
}

/** The passages that were chosen and those that were typed. */
export const passagesIn = (form: FormData): string[] => [
  ...form.getAll('found').map(String),
  textOf(form, 'passages'),
].filter((one) => one.trim() !== '');

/** What covers, labels or takes words away; each goes on where the page says, and says what was done. */
export const markingActions = (
  args: ActionFunctionArgs,
  about: { readonly kind: string; readonly id: string },
  goOn: (done: string) => Response | Promise<Response>,
) => ({
  redact: ({ form }: Sent) =>
    submit(
      { ...args, form },
      redactTextMutation,
      () => ({
        ...about,
        rule: textOf(form, 'rule'),
        reason: textOf(form, 'reason'),
        passages: passagesIn(form),
        seen: seenIn(form),
      }),
      { onSuccess: () => goOn('moderation.REDACT') },
    ),
  uncover: ({ form }: Sent) =>
    submit(
      { ...args, form },
      restoreTextMutation,
      () => ({ ...about, reason: textOf(form, 'reason'), seen: seenIn(form) }),
      { onSuccess: () => goOn('moderation.RESTORE') },
    ),
  label: ({ form }: Sent) =>
    submit(
      { ...args, form },
      labelTextMutation,
      () => ({
        ...about,
        rule: textOf(form, 'rule'),
        label: textOf(form, 'label'),
        reason: textOf(form, 'reason'),
        seen: seenIn(form),
      }),
      { onSuccess: () => goOn('moderation.LABEL') },
    ),
  unlabel: ({ form }: Sent) =>
    submit(
      { ...args, form },
      unlabelTextMutation,
      () => ({ ...about, reason: textOf(form, 'reason'), seen: seenIn(form) }),
      { onSuccess: () => goOn('moderation.UNLABEL') },
    ),
  suppress: ({ form }: Sent) =>
    submit(
      { ...args, form },
      proposeSuppressionMutation,
      () => ({
        ...about,
        rule: textOf(form, 'rule'),
        reason: textOf(form, 'reason'),
        byCourt: textOf(form, 'byCourt') === 'on',
      }),
      { onSuccess: () => goOn('moderation.ASK_SUPPRESS') },
    ),
  approve: ({ form }: Sent) =>
    submit({ ...args, form }, approveSuppressionMutation, () => about, {
      onSuccess: () => goOn('moderation.SUPPRESS'),
    }),
  decline: ({ form }: Sent) =>
    submit({ ...args, form }, declineSuppressionMutation, () => ({ ...about, reason: textOf(form, 'reason') }), {
      onSuccess: () => goOn('moderation.DECLINE'),
    }),
  // What was sealed is shown once, on the answer to the button; no address leads to it.
  open: ({ form }: Sent) =>
    submit({ ...args, form }, openSealedTextMutation, () => about, {
      onSuccess: ({ text }) => interlude(form, 'SEALED', { sealed: [text] }),
    }),
});
