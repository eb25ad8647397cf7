import type { ActionFunctionArgs } from 'react-router';
import { addressOf, seeOther, submit, textOf } from '@hiroba/ui';
import { reviewAppealMutation } from './moderation.graphql.ts';
import { lockThreadMutation, unlockThreadMutation } from './locks.graphql.ts';
import { seenIn } from './Seen.tsx';
import { hideMeanwhileMutation, recuseFromCaseMutation, sanctionAuthorMutation } from './sanctions.graphql.ts';

interface Sent {
  readonly form: FormData;
}

/** A number of days as it was typed; 0 for what is none. */
const daysOf = (form: FormData): number | null => {
  const typed = textOf(form, 'days').normalize('NFKC').trim();
  return typed === '' ? null : /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
};

/** What those who moderate do besides the decision about a text; each comes back to the page and says what was done. */
export const sanctionActions = (args: ActionFunctionArgs, about: { readonly kind: string; readonly id: string }) => {
  const back = (done: string) => seeOther(addressOf(args).pathname, done);
  return {
    sanction: ({ form }: Sent) =>
      submit(
        { ...args, form },
        sanctionAuthorMutation,
        () => ({
          ...about,
          what: textOf(form, 'kind'),
          rule: textOf(form, 'rule'),
          reason: textOf(form, 'reason'),
          days: daysOf(form),
          seen: seenIn(form),
        }),
        { onSuccess: ({ awaitsSecond }) => back(awaitsSecond ? 'moderation.PROPOSED' : 'moderation.SANCTION') },
      ),
    meanwhile: ({ form }: Sent) =>
      submit(
        { ...args, form },
        hideMeanwhileMutation,
        () => ({ ...about, rule: textOf(form, 'rule'), reason: textOf(form, 'reason'), seen: seenIn(form) }),
        { onSuccess: () => back('moderation.MEANWHILE') },
      ),
    lock: ({ form }: Sent) =>
      submit(
        { ...args, form },
        lockThreadMutation,
        () => ({
          ...about,
          rule: textOf(form, 'rule'),
          reason: textOf(form, 'reason'),
          days: daysOf(form),
          seen: seenIn(form),
        }),
        { onSuccess: () => back('moderation.LOCK') },
      ),
    unlock: ({ form }: Sent) =>
      submit(
        { ...args, form },
        unlockThreadMutation,
        () => ({ ...about, reason: textOf(form, 'reason'), seen: seenIn(form) }),
        {
          onSuccess: () => back('moderation.UNLOCK'),
        },
      ),
    recuse: ({ form }: Sent) =>
      submit({ ...args, form }, recuseFromCaseMutation, () => about, { onSuccess: () => back('moderation.RECUSE') }),
  };
};

/** The outcome of an appeal as it was typed, with what takes the place of the decision. */
const reviewOf = (about: { readonly kind: string; readonly id: string }, form: FormData) => ({
  ...about,
  outcome: textOf(form, 'outcome'),
  answer: textOf(form, 'answer'),
  instead: textOf(form, 'kind'),
  rule: textOf(form, 'rule'),
  days: daysOf(form),
  reason: textOf(form, 'reason'),
  seen: seenIn(form),
});

/** Sends the outcome of an appeal. */
export const sendReview = (
  args: ActionFunctionArgs & Sent,
  about: { readonly kind: string; readonly id: string },
  onSuccess: () => Response,
) => submit(args, reviewAppealMutation, () => reviewOf(about, args.form), { onSuccess });
