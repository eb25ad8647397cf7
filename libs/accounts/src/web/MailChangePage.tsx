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
import { requestMailChangeMutation } from './own-account.graphql.ts';
import { loadAccount } from './own-account.ts';
import { localeOf } from './way-on.ts';

/** Loads one's own account. */
export const loader = (args: LoaderFunctionArgs) => loadAccount(args);

/** Mails a link to the new address. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, requestMailChangeMutation, (form) => ({ email: textOf(form, 'email') }), {
    onSuccess: () => seeOther(links(localeOf(args.params)).account('check-mail')),
  });

/** Moving the account to another address. */
export default function MailChangePage() {
  const t = useT();
  const to = links(useLocale());
  const { person } = useLoaderData<typeof loader>();
  return (
    <PageBody>
      <PageHead
        title={t('accounts.mailChange')}
        lead={t('accounts.mailChange.lead', { email: person.email ?? '' })}
        crumbs={[{ label: t('accounts.account'), to: to.account() }]}
      />
      <Form>
        <TextField
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          label={t('accounts.mailChange.new')}
        />
        <Button weight="primary">{t('accounts.mailChange.act')}</Button>
      </Form>
    </PageBody>
  );
}
