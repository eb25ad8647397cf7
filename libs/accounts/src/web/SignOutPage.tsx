import type { ActionFunctionArgs } from 'react-router';
import { Button, Form, links, PageBody, PageHead, seeOther, submit, useT } from '@hiroba/ui';
import { signOutMutation } from './accounts.graphql.ts';
import { localeOf } from './way-on.ts';

/** Ends the session of this browser. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, signOutMutation, () => ({}), {
    onSuccess: () => seeOther(links(localeOf(args.params)).home(), 'accounts.signedOut'),
  });

/** For those who come here by a link: going is a button too. */
export default function SignOutPage() {
  const t = useT();
  return (
    <PageBody>
      <PageHead title={t('accounts.signOut')} />
      <Form>
        <Button weight="primary">{t('accounts.signOut.act')}</Button>
      </Form>
    </PageBody>
  );
}
