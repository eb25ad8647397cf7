import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import {
  Button,
  Form,
  httpError,
  PageBody,
  PageHead,
  query,
  seeOther,
  submit,
  TextField,
  textOf,
  useT,
} from '@hiroba/ui';
import { firstAdministratorMutation, setUpStateQuery } from './administration.graphql.ts';
import { MailField, NewPasswordField } from './fields.tsx';
import { askedNext, localeOf, wayOn } from './way-on.ts';

/** There is one first administrator; afterwards this page is no more. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { organisation } = await query(context, setUpStateQuery);
  if (organisation.hasAdministrator) throw httpError(404, 'NOT_FOUND');
  return null;
}

/** Makes the first administrator with the key of the set-up link; the second factor comes next. */
export const action = (args: ActionFunctionArgs) => {
  const key = new URL(args.request.url).searchParams.get('key') ?? '';
  const toVariables = (form: FormData) => ({
    key,
    email: textOf(form, 'email'),
    password: textOf(form, 'password'),
    displayName: textOf(form, 'displayName'),
  });
  return submit(args, firstAdministratorMutation, toVariables, {
    onSuccess: (entered) => seeOther(wayOn(entered, localeOf(args.params), askedNext(args.request))),
  });
};

/** The account of the first administrator of a new city. */
export default function FirstAdministratorPage() {
  const t = useT();
  return (
    <PageBody>
      <PageHead title={t('accounts.firstAdministrator')} lead={t('accounts.firstAdministrator.lead')} />
      <Form>
        <TextField
          name="displayName"
          autoComplete="name"
          label={t('accounts.displayName')}
          hint={t('accounts.firstAdministrator.name')}
        />
        <MailField />
        <NewPasswordField />
        <Button weight="primary">{t('accounts.firstAdministrator.act')}</Button>
      </Form>
    </PageBody>
  );
}
