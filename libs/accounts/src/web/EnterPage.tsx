import type { ActionFunctionArgs } from 'react-router';
import { seeOther, submit } from '@hiroba/ui';
import { byLinkMutation } from './accounts.graphql.ts';
import { LinkPage } from './LinkPage.tsx';
import { askedNext, localeOf, wayOn } from './way-on.ts';

/** Signs in by the link of a mail. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, byLinkMutation, () => ({ token: args.params.token ?? '' }), {
    onSuccess: (entered) =>
      seeOther(wayOn(entered, localeOf(args.params), askedNext(args.request)), 'accounts.signedIn'),
  });

/** Signing in without a password. */
export default function EnterPage() {
  return <LinkPage title="accounts.enter" lead="accounts.enter.lead" act="accounts.enter.act" />;
}
