import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { instantOf, localized, parseDate, plusDays, type CivilDate } from '@hiroba/kernel';
import {
  Empty,
  formOf,
  giveBack,
  links,
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
import { rolesQuery, zoneQuery } from './administration.graphql.ts';
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
  const form = await formOf(args);
  const inner = { ...args, form };
  if (form.has('grant'))
    return submit(inner, revokeRoleMutation, () => ({ id: textOf(form, 'grant') }), back('accounts.roleRevoked'));
  const { organisation } = await query(args.context, zoneQuery);
  const [from, until] = [dayTyped(form, 'startsAt'), dayTyped(form, 'endsAt')];
  if (from === 'NONE') return giveBack(form, { code: 'BAD_FORMAT', field: 'startsAt' });
  if (until === 'NONE') return giveBack(form, { code: 'BAD_FORMAT', field: 'endsAt' });
  const begins = (day: CivilDate) =>
    instantOf({ ...day, hour: 0, minute: 0, second: 0 }, organisation.zone).toISOString();
  const toGrant = () => ({
    person: textOf(form, 'person'),
    role: textOf(form, 'role') as Role,
    spaceId: textOf(form, 'spaceId') || null,
    startsAt: from ? begins(from) : null,
    endsAt: until ? begins(plusDays(until, 1)) : null,
  });
  return submit(inner, grantRoleMutation, toGrant, back('accounts.roleGranted'));
}

/** The day typed into a field; nothing where it was left empty. */
function dayTyped(form: FormData, name: string): CivilDate | 'NONE' | undefined {
  const typed = textOf(form, name).trim();
  const parsed = typed ? parseDate(typed) : undefined;
  if (!parsed) return undefined;
  return 'date' in parsed ? parsed.date : 'NONE';
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
