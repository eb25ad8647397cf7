import type { ActionFunctionArgs } from 'react-router';
import { Button, Form, links, PageBody, PageHead, seeOther, submit, textOf, useT } from '@hiroba/ui';
import { requestResetMutation } from './accounts.graphql.ts';
import { MailField } from './fields.tsx';
import { localeOf } from './way-on.ts';

/** Mails a link to choose a new password with. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, requestResetMutation, (form) => ({ email: textOf(form, 'email') }), {
    onSuccess: () => seeOther(links(localeOf(args.params)).account('check-mail')),
  });

/** For those who forgot their password. */
export default function ForgottenPage() {
  const t = useT();
  return (
    <PageBody>
      <PageHead title={t('accounts.forgotten')} lead={t('accounts.forgotten.lead')} />
      <Form>
        <MailField />
        <Button weight="primary">{t('accounts.forgotten.act')}</Button>
      </Form>
    </PageBody>
  );
}
