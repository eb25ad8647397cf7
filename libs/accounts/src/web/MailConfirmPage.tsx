import type { ActionFunctionArgs } from 'react-router';
import { links, seeOther, submit } from '@hiroba/ui';
import { LinkPage } from './LinkPage.tsx';
import { confirmMailChangeMutation } from './own-account.graphql.ts';
import { localeOf } from './way-on.ts';

/** Moves the account to the proven address. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, confirmMailChangeMutation, () => ({ token: args.params.token ?? '' }), {
    onSuccess: () => seeOther(links(localeOf(args.params)).account(), 'accounts.mailChanged'),
  });

/** The last step of a change of address. */
export default function MailConfirmPage() {
  return <LinkPage title="accounts.mailConfirm" lead="accounts.mailConfirm.lead" act="accounts.mailConfirm.act" />;
}
