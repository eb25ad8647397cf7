import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  Button,
  Form,
  links,
  nextPath,
  PageBody,
  PageHead,
  query,
  seeOther,
  submit,
  TextLink,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { termsQuery } from './accounts.graphql.ts';
import { acceptTermsMutation } from './own-account.graphql.ts';
import { askedNext, localeOf } from './way-on.ts';

/** Loads which terms are in force; who is not signed in signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, organisation } = await query(args.context, termsQuery);
  const { pathname, search } = addressOf(args);
  if (!viewer.personId) throw redirect(links(localeOf(args.params)).signIn(`${pathname}${search}`));
  return {
    due: viewer.termsDue,
    version: organisation.legalPages.find(({ slug }) => slug === 'terms')?.version ?? 0,
  };
}

/** Accepts what was read, and goes back to where it was asked for. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, acceptTermsMutation, (form) => ({ version: Number(textOf(form, 'version')) || 0 }), {
    onSuccess: () =>
      seeOther(nextPath(askedNext(args.request), links(localeOf(args.params)).account()), 'accounts.termsAccepted'),
  });

/** Newer terms: to be read, and accepted by those who want to write. */
export default function TermsPage() {
  const t = useT();
  const to = links(useLocale());
  const { due, version } = useLoaderData<typeof loader>();
  if (!due)
    return (
      <PageBody>
        <PageHead title={t('accounts.terms.none')} />
        <p>
          <TextLink to={to.account()}>{t('accounts.terms.back')}</TextLink>
        </p>
      </PageBody>
    );
  return (
    <PageBody>
      <PageHead title={t('accounts.terms')} lead={t('accounts.terms.lead')} />
      <p>
        <TextLink to={to.legal('terms')}>{t('accounts.terms.read', { version })}</TextLink>
      </p>
      <Form>
        <input type="hidden" name="version" value={version} />
        <Button weight="primary">{t('accounts.terms.act')}</Button>
      </Form>
    </PageBody>
  );
}
