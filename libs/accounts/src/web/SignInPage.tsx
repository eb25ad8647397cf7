import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  Button,
  byForm,
  Disclosure,
  Form,
  links,
  PageBody,
  PageHead,
  query,
  seeOther,
  submit,
  TextField,
  TextLink,
  textOf,
  useLocale,
  useOutcome,
  useT,
} from '@hiroba/ui';
import { accountQuery, requestLinkMutation, signInMutation } from './accounts.graphql.ts';
import { MailField } from './fields.tsx';
import { askedNext, localeOf, wayOn } from './way-on.ts';

/** Loads who is here already: important acts ask for signing in again. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { viewer } = await query(context, accountQuery);
  return { next: askedNext(request), again: viewer.person !== null, email: viewer.person?.email ?? '' };
}

/** Signs in, or mails a link to do so. */
export const action = (args: ActionFunctionArgs) => {
  const locale = localeOf(args.params);
  const next = askedNext(args.request);
  return byForm<unknown>({
    main: (inner) =>
      submit(inner, signInMutation, (form) => ({ email: textOf(form, 'email'), password: textOf(form, 'password') }), {
        onSuccess: (entered) => seeOther(wayOn(entered, locale, next), 'accounts.signedIn'),
      }),
    link: (inner) =>
      submit(inner, requestLinkMutation, (form) => ({ email: textOf(form, 'email'), next: next ?? null }), {
        onSuccess: () => seeOther(links(locale).account('check-mail')),
      }),
  })(args);
};

/** Coming in: by password, or by a link in a mail. */
export default function SignInPage() {
  const t = useT();
  const to = links(useLocale());
  const refused = useOutcome('link') !== undefined;
  const { next, again, email } = useLoaderData<typeof loader>();
  return (
    <PageBody>
      <PageHead
        title={t(again ? 'accounts.signIn.again' : 'accounts.signIn')}
        lead={again ? t('accounts.signIn.againLead') : undefined}
      />
      <Form>
        <MailField defaultValue={email} />
        <TextField name="password" type="password" autoComplete="current-password" label={t('accounts.password')} />
        <Button weight="primary">{t('accounts.signIn.act')}</Button>
        <p>
          <TextLink to={to.account('forgotten')}>{t('accounts.forgotten')}</TextLink>
        </p>
      </Form>
      <Disclosure summary={t('accounts.signIn.byMail')} open={refused}>
        <p className="measure">{t('accounts.signIn.byMailLead')}</p>
        <Form name="link">
          <MailField defaultValue={email} />
          <Button>{t('accounts.signIn.byMailAct')}</Button>
        </Form>
      </Disclosure>
      {again ? null : (
        <p>
          {t('accounts.signIn.new')} <TextLink to={to.signUp(next)}>{t('accounts.signUp')}</TextLink>
        </p>
      )}
    </PageBody>
  );
}
