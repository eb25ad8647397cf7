import type { ActionFunctionArgs } from 'react-router';
import {
  Button,
  Form,
  links,
  PageBody,
  PageHead,
  seeOther,
  submit,
  TextLink,
  textOf,
  useLocale,
  useOutcome,
  useT,
} from '@hiroba/ui';
import { resetMutation } from './accounts.graphql.ts';
import { NewPasswordField } from './fields.tsx';
import { localeOf } from './way-on.ts';

/** Sets the new password; signing in with it comes next. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, resetMutation, (form) => ({ token: args.params.token ?? '', password: textOf(form, 'password') }), {
    onSuccess: () => seeOther(links(localeOf(args.params)).signIn(), 'accounts.passwordSet'),
  });

/** Choosing a new password by the link of a mail. */
export default function ResetPage() {
  const t = useT();
  const to = links(useLocale());
  const expired = useOutcome()?.refusal.code === 'LINK_EXPIRED';
  return (
    <PageBody>
      <PageHead title={t('accounts.reset')} />
      <Form>
        <NewPasswordField />
        <Button weight="primary">{t('accounts.reset.act')}</Button>
      </Form>
      {expired ? (
        <p>
          <TextLink to={to.account('forgotten')}>{t('accounts.forgotten.act')}</TextLink>
        </p>
      ) : null}
    </PageBody>
  );
}
