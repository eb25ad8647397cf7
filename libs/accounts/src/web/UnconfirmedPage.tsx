import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { Button, Form, links, LinkButton, PageBody, PageHead, seeOther, submit, useLocale, useT } from '@hiroba/ui';
import { resendMutation } from './accounts.graphql.ts';
import { loadAccount } from './own-account.ts';
import { localeOf } from './way-on.ts';

/** Loads the address that waits to be confirmed. */
export const loader = async (args: LoaderFunctionArgs) => {
  const { person } = await loadAccount(args);
  return { email: person.email ?? '', confirmed: person.confirmedAt !== null };
};

/** Mails a new link. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, resendMutation, () => ({}), {
    onSuccess: () => seeOther(links(localeOf(args.params)).account('check-mail')),
  });

/** Why nothing can be published yet, and how to get the mail again. */
export default function UnconfirmedPage() {
  const t = useT();
  const to = links(useLocale());
  const { email, confirmed } = useLoaderData<typeof loader>();
  if (confirmed) {
    return (
      <PageBody>
        <PageHead title={t('accounts.confirmed')} lead={t('accounts.confirmed.lead')} />
        <p>
          <LinkButton to={to.home()} weight="primary">
            {t('accounts.toHome')}
          </LinkButton>
        </p>
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHead title={t('accounts.unconfirmed')} lead={t('accounts.unconfirmed.lead', { email })} />
      <Form>
        <Button weight="primary">{t('accounts.unconfirmed.act')}</Button>
      </Form>
    </PageBody>
  );
}
