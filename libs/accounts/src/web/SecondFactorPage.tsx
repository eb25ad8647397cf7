import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
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
  useT,
  withQuery,
} from '@hiroba/ui';
import { giveFactorMutation } from './own-account.graphql.ts';
import { loadAccount } from './own-account.ts';
import { askedNext, localeOf, wayOn } from './way-on.ts';

/** Leads those who have no second factor yet to setting it up. */
export async function loader(args: LoaderFunctionArgs) {
  const { person } = await loadAccount(args);
  const to = links(localeOf(args.params));
  if (!person.hasSecondFactor)
    throw redirect(withQuery(to.account('second-factor', 'set-up'), { next: askedNext(args.request) }));
  return null;
}

/** Gives the second factor for this session. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, giveFactorMutation, (form) => ({ code: textOf(form, 'code') }), {
    onSuccess: (entered) =>
      seeOther(wayOn(entered, localeOf(args.params), askedNext(args.request)), 'accounts.factorGiven'),
  });

/** The code of the authenticator app, or a recovery code. */
export default function SecondFactorPage() {
  const t = useT();
  return (
    <PageBody>
      <PageHead title={t('accounts.factor')} lead={t('accounts.factor.lead')} />
      <Form>
        <TextField
          name="code"
          inputMode="text"
          autoComplete="one-time-code"
          width="short"
          label={t('accounts.factor.code')}
          hint={t('accounts.factor.codeHint')}
        />
        <Button weight="primary">{t('accounts.factor.act')}</Button>
      </Form>
    </PageBody>
  );
}
