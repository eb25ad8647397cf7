import type { ActionFunctionArgs } from 'react-router';
import { seeOther, submit } from '@hiroba/ui';
import { confirmMailMutation } from './accounts.graphql.ts';
import { LinkPage } from './LinkPage.tsx';
import { askedNext, localeOf, wayOn } from './way-on.ts';

/** Proves the address and signs its owner in. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, confirmMailMutation, () => ({ token: args.params.token ?? '' }), {
    onSuccess: (entered) =>
      seeOther(wayOn(entered, localeOf(args.params), askedNext(args.request)), 'accounts.confirmed'),
  });

/** The last step of signing up. */
export default function ConfirmPage() {
  return <LinkPage title="accounts.confirm" lead="accounts.confirm.lead" act="accounts.confirm.act" />;
}
