import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  Button,
  Disclosure,
  Form,
  hiddenFields,
  links,
  PageBody,
  PageHead,
  Section,
  seeOther,
  submit,
  useLocale,
  useOutcome,
  useSite,
  useT,
} from '@hiroba/ui';
import { requestClosingMutation } from './own-account.graphql.ts';
import { loadAccount } from './own-account.ts';
import { localeOf } from './way-on.ts';

/** Loads one's own account. */
export const loader = (args: LoaderFunctionArgs) => loadAccount(args);

/** Mails the link that confirms the wish to leave. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, requestClosingMutation, () => ({}), {
    onSuccess: () => seeOther(links(localeOf(args.params)).account('check-mail')),
  });

/** Taking my data along, and leaving. */
export default function MyDataPage() {
  const t = useT();
  const to = links(useLocale());
  const refused = useOutcome() !== undefined;
  const { formToken } = useSite();
  const { person } = useLoaderData<typeof loader>();
  return (
    <PageBody>
      <PageHead
        title={t('accounts.data')}
        lead={t('accounts.data.lead')}
        crumbs={[{ label: t('accounts.account'), to: to.account() }]}
      />
      <Section title={t('accounts.data.take')} lead={t('accounts.data.takeLead')}>
        <form method="post" action={to.account('data', 'download')}>
          {formToken ? (
            <input type="hidden" name={hiddenFields.token} value={formToken} suppressHydrationWarning />
          ) : null}
          <Button>{t('accounts.data.act')}</Button>
        </form>
      </Section>
      {person.closesAt ? null : (
        <Section title={t('accounts.leave')}>
          <ul className="grid gap-2 list-disc pl-6">
            <li>{t('accounts.leave.erased')}</li>
            <li>{t('accounts.leave.stays')}</li>
            <li>{t('accounts.leave.week')}</li>
          </ul>
          <Disclosure summary={t('accounts.leave.summary')} open={refused}>
            <Form className="grid gap-4">
              <p className="measure">{t('accounts.leave.mail')}</p>
              <div>
                <Button weight="danger">{t('accounts.leave.act')}</Button>
              </div>
            </Form>
          </Disclosure>
        </Section>
      )}
    </PageBody>
  );
}
