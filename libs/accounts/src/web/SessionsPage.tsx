import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  Button,
  DateTime,
  Form,
  links,
  PageBody,
  PageHead,
  query,
  seeOther,
  submit,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { sessionsQuery } from './accounts.graphql.ts';
import { revokeSessionMutation } from './own-account.graphql.ts';
import { localeOf } from './way-on.ts';

/** Loads the browsers one is signed in with. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { viewer, mySessions } = await query(context, sessionsQuery);
  const to = links(localeOf(params));
  if (!viewer.personId) throw redirect(to.signIn(to.account('sessions')));
  return mySessions;
}

/** Ends one of them. */
export const action = (args: ActionFunctionArgs) => {
  const to = links(localeOf(args.params));
  return submit(args, revokeSessionMutation, (form) => ({ id: textOf(form, 'session') }), {
    onSuccess: ({ current }) =>
      current ? seeOther(to.home(), 'accounts.signedOut') : seeOther(to.account('sessions'), 'accounts.sessionEnded'),
  });
};

/** Where I am signed in, and the way to end it elsewhere. */
export default function SessionsPage() {
  const t = useT();
  const to = links(useLocale());
  const sessions = useLoaderData<typeof loader>();
  return (
    <PageBody>
      <PageHead
        title={t('accounts.sessions')}
        lead={t('accounts.sessions.lead')}
        crumbs={[{ label: t('accounts.account'), to: to.account() }]}
      />
      <ul className="grid gap-4">
        {sessions.map(({ id, label, createdAt, lastSeenAt, current }) => (
          <li key={id} className="panel grid gap-3">
            <p className="font-700">{label ?? t(current ? 'accounts.sessions.this' : 'accounts.sessions.other')}</p>
            <p>
              {t('accounts.sessions.since')} <DateTime at={createdAt} />
              <br />
              {t('accounts.sessions.seen')} <DateTime at={lastSeenAt} />
            </p>
            <Form name={id} className="grid justify-items-start gap-4">
              <input type="hidden" name="session" value={id} />
              <Button small>{t(current ? 'accounts.signOut.act' : 'accounts.sessions.end')}</Button>
            </Form>
          </li>
        ))}
      </ul>
    </PageBody>
  );
}
