import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  Empty,
  formOf, links,
  PageBody,
  PageHead,
  query,
  RefusalStep,
  SearchForm,
  seeOther,
  submit,
  textOf,
  useLocale,
  useRefusal,
  useRefusalText,
  useT,
  withQuery,
} from '@hiroba/ui';
import { rolePolicy } from '../domain/role.policy.ts';
import { rolesQuery } from './accounts.graphql.ts';
import { grantRoleMutation, revokeRoleMutation } from './own-account.graphql.ts';
import type { Role } from './gql/graphql.ts';
import { PersonRoles } from './PersonRoles.tsx';
import { localeOf } from './way-on.ts';

/** Loads the people who were searched for, or all who hold a role. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams.get('q') ?? '';
  return { search, ...(await query(context, rolesQuery, { search })) };
}

/** Gives a role, or takes one. */
export async function action(args: ActionFunctionArgs) {
  const here = links(localeOf(args.params)).desk('roles');
  const back = (done: string) => ({
    onSuccess: () => seeOther(withQuery(here, { q: new URL(args.request.url).searchParams.get('q') }), done),
  });
  const toGrant = (form: FormData) => ({
    person: textOf(form, 'person'),
    role: textOf(form, 'role') as Role,
    spaceId: textOf(form, 'spaceId') || null,
  });
  const form = await formOf(args);
  const inner = { ...args, form };
  return form.has('grant')
    ? submit(inner, revokeRoleMutation, () => ({ id: textOf(form, 'grant') }), back('accounts.roleRevoked'))
    : submit(inner, grantRoleMutation, toGrant, back('accounts.roleGranted'));
}

/** Who may do what in this city, and the way to change it. */
export default function RolesPage() {
  const t = useT();
  const locale = useLocale();
  const wording = useRefusalText();
  const { search, people, spaces } = useLoaderData<typeof loader>();
  const refusal = useRefusal(rolePolicy.readHolders, undefined);
  const places = spaces.items.map(({ id, title }) => ({ value: id, label: localized(title, locale).text }));
  return (
    <PageBody wide>
      <PageHead
        title={t('accounts.roles')}
        lead={t('accounts.roles.lead')}
        crumbs={[{ label: t('accounts.roles.desk'), to: links(locale).desk() }]}
      />
      {refusal ? (
        <p className="measure">
          {wording(refusal)} <RefusalStep code={refusal.code} />
        </p>
      ) : (
        <>
          <SearchForm label={t('accounts.roles.search')} action={t('accounts.roles.searchAct')} defaultValue={search} />
          {people.length === 0 ? (
            <Empty>{t('accounts.roles.nobody')}</Empty>
          ) : (
            <ul className="grid gap-6">
              {people.map((person) => (
                <PersonRoles key={person.code} person={person} places={places} />
              ))}
            </ul>
          )}
        </>
      )}
    </PageBody>
  );
}
