import type { ActionFunctionArgs } from 'react-router';
import { addressOf, seeOther, submit, textOf } from '@hiroba/ui';
import { lockThreadMutation, unlockThreadMutation } from './locks.graphql.ts';
import { hideMeanwhileMutation, recuseFromCaseMutation, sanctionAuthorMutation } from './sanctions.graphql.ts';

interface Sent {
  readonly form: FormData;
}

const days = (form: FormData): number | null => {
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
          days: days(form),
        }),
        { onSuccess: ({ awaitsSecond }) => back(awaitsSecond ? 'moderation.PROPOSED' : 'moderation.SANCTION') },
      ),
    meanwhile: ({ form }: Sent) =>
      submit(
        { ...args, form },
        hideMeanwhileMutation,
        () => ({ ...about, rule: textOf(form, 'rule'), reason: textOf(form, 'reason') }),
        { onSuccess: () => back('moderation.MEANWHILE') },
      ),
    lock: ({ form }: Sent) =>
      submit(
        { ...args, form },
        lockThreadMutation,
        () => ({ ...about, rule: textOf(form, 'rule'), reason: textOf(form, 'reason'), days: days(form) }),
        { onSuccess: () => back('moderation.LOCK') },
      ),
    unlock: ({ form }: Sent) =>
      submit({ ...args, form }, unlockThreadMutation, () => ({ ...about, reason: textOf(form, 'reason') }), {
        onSuccess: () => back('moderation.UNLOCK'),
      }),
    recuse: ({ form }: Sent) =>
      submit({ ...args, form }, recuseFromCaseMutation, () => about, { onSuccess: () => back('moderation.RECUSE') }),
  };
};
