import type { ActionFunctionArgs } from 'react-router';
import { links, seeOther, submit } from '@hiroba/ui';
import { LinkPage } from './LinkPage.tsx';
import { closeAccountMutation } from './own-account.graphql.ts';
import { localeOf } from './way-on.ts';

/** Starts the week after which the account is erased. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, closeAccountMutation, () => ({ token: args.params.token ?? '' }), {
    onSuccess: () => seeOther(links(localeOf(args.params)).home(), 'accounts.closing'),
  });

/** The last step of leaving; there is still a week to return. */
export default function ClosePage() {
  return <LinkPage title="accounts.close" lead="accounts.close.lead" act="accounts.close.act" danger />;
}
