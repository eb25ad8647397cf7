import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  Button,
  CheckboxField,
  Form,
  isTicked,
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
  useT,
} from '@hiroba/ui';
import { signUpMutation, signUpQuery } from './accounts.graphql.ts';
import { MailField, NewPasswordField } from './fields.tsx';
import { askedNext, localeOf } from './way-on.ts';

/** Loads which version of the terms is in force. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { organisation } = await query(context, signUpQuery);
  const terms = organisation.legalPages.find(({ slug }) => slug === 'terms');
  return { next: askedNext(request), termsVersion: String(terms?.version ?? 0) };
}

/** Takes the sign-up; the answer is the same for every address. */
export function action(args: ActionFunctionArgs) {
  const locale = localeOf(args.params);
  const toVariables = (form: FormData) => ({
    input: {
      locale,
      email: textOf(form, 'email'),
      password: textOf(form, 'password'),
      displayName: textOf(form, 'displayName'),
      acceptTerms: isTicked(form, 'acceptTerms'),
      termsVersion: textOf(form, 'termsVersion'),
      next: askedNext(args.request) ?? null,
    },
  });
  return submit(args, signUpMutation, toVariables, { onSuccess: () => seeOther(links(locale).account('check-mail')) });
}

/** Getting an account: a name to be called by, an address, and that is nearly all. */
export default function SignUpPage() {
  const t = useT();
  const to = links(useLocale());
  const { next, termsVersion } = useLoaderData<typeof loader>();
  return (
    <PageBody>
      <PageHead title={t('accounts.signUp')} lead={t('accounts.signUp.lead')} />
      <Form>
        <TextField
          name="displayName"
          autoComplete="nickname"
          label={t('accounts.displayName')}
          hint={t('accounts.displayName.hint')}
        />
        <MailField hint={t('accounts.email.hint')} />
        <NewPasswordField optional />
        <input type="hidden" name="termsVersion" value={termsVersion} />
        <div className="grid gap-4">
          <p className="measure">
            {t('accounts.signUp.purpose')} <TextLink to={to.legal('privacy')}>{t('accounts.signUp.privacy')}</TextLink>
          </p>
          {termsVersion === '0' ? null : (
            <p>
              <TextLink to={to.legal('terms')}>{t('accounts.signUp.terms')}</TextLink>
            </p>
          )}
          <CheckboxField name="acceptTerms" label={t('accounts.signUp.accept')} />
        </div>
        <Button weight="primary">{t('accounts.signUp.act')}</Button>
      </Form>
      <p>
        {t('accounts.signUp.known')} <TextLink to={to.signIn(next)}>{t('accounts.signIn')}</TextLink>
      </p>
    </PageBody>
  );
}
