import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  Button,
  Form,
  links,
  PageBody,
  PageHead,
  seeOther,
  submit,
  TextField,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { NewPasswordField } from './fields.tsx';
import { changePasswordMutation } from './own-account.graphql.ts';
import { loadAccount } from './own-account.ts';
import { localeOf } from './way-on.ts';

/** Loads one's own account. */
export const loader = (args: LoaderFunctionArgs) => loadAccount(args);

/** Replaces the password. */
export const action = (args: ActionFunctionArgs) =>
  submit(
    args,
    changePasswordMutation,
    (form) => ({ currentPassword: textOf(form, 'currentPassword'), password: textOf(form, 'password') }),
    {
      onSuccess: () => seeOther(links(localeOf(args.params)).account(), 'accounts.passwordChanged'),
    },
  );

/** Choosing another password, or a first one. */
export default function PasswordPage() {
  const t = useT();
  const to = links(useLocale());
  const { person } = useLoaderData<typeof loader>();
  return (
    <PageBody>
      <PageHead
        title={t('accounts.passwordPage')}
        lead={t('accounts.passwordPage.lead')}
        crumbs={[{ label: t('accounts.account'), to: to.account() }]}
      />
      <Form>
        <input type="hidden" name="username" autoComplete="username" value={person.email ?? ''} />
        {person.hasPassword ? (
          <TextField
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            label={t('accounts.password.current')}
          />
        ) : null}
        <NewPasswordField />
        <Button weight="primary">{t('accounts.passwordPage.act')}</Button>
      </Form>
    </PageBody>
  );
}
