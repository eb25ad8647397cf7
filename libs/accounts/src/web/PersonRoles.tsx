import { roles } from '@hiroba/kernel';
import {
  Button,
  DateField,
  Day,
  Deadline,
  Disclosure,
  Form,
  SelectField,
  useNow,
  useOutcome,
  useT,
  type Option,
} from '@hiroba/ui';
import type { RoleHolderFragment } from './gql/graphql.ts';

interface PersonRolesProps {
  readonly person: RoleHolderFragment;
  readonly places: readonly Option[];
}

/** One person with the roles they hold, and the forms to take and give. */
export function PersonRoles({ person, places }: PersonRolesProps) {
  const t = useT();
  const form = `grant-${person.code}`;
  const refused = useOutcome(form) !== undefined;
  const everywhere = { value: '', label: t('accounts.roles.everywhere') };
  const placeOf = (spaceId: string | null) =>
    [everywhere, ...places].find(({ value }) => value === (spaceId ?? ''))?.label ?? t('accounts.roles.onePlace');
  return (
    <li className="panel grid gap-4">
      <h2 className="heading-4">
        <bdi>{person.displayName}</bdi>
      </h2>
      <p>
        {person.email}
        <br />
        {t(
          person.confirmed
            ? person.hasSecondFactor
              ? 'accounts.factor.set'
              : 'accounts.factor.none'
            : 'accounts.roles.unconfirmed',
        )}
      </p>
      {person.grants.length > 0 ? (
        <ul className="grid gap-3">
          {person.grants.map(({ id, role, spaceId, startsAt, endsAt, granter }) => (
            <li key={id} className="grid gap-2">
              <span>
                <span className="font-700">{t(`accounts.role.${role}`)}</span> {placeOf(spaceId)}
                <Term startsAt={startsAt} endsAt={endsAt} />
                {granter ? (
                  <span className="block text-ink-soft">
                    {t('accounts.roles.by', {
                      name: granter.closed ? t('ui.person.gone') : (granter.displayName ?? ''),
                    })}
                  </span>
                ) : null}
              </span>
              <TakeAway
                grant={id}
                summary={t('accounts.roles.revokeNamed', {
                  role: t(`accounts.role.${role}`),
                  name: person.displayName ?? '',
                })}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Disclosure summary={t('accounts.roles.give', { name: person.displayName ?? '' })} open={refused}>
        <Form name={form}>
          <input type="hidden" name="person" value={person.code} />
          <SelectField
            name="role"
            label={t('accounts.roles.role')}
            options={roles.map((role) => ({ value: role, label: t(`accounts.role.${role}`) }))}
          />
          <SelectField name="spaceId" label={t('accounts.roles.scope')} options={[everywhere, ...places]} optional />
          <div className="grid items-end gap-6 sm:grid-cols-2">
            <DateField name="startsAt" label={t('accounts.roles.from')} hint={t('accounts.roles.from.hint')} optional />
            <DateField name="endsAt" label={t('accounts.roles.until')} hint={t('accounts.roles.until.hint')} optional />
          </div>
          <Button>{t('accounts.roles.act')}</Button>
        </Form>
      </Disclosure>
    </li>
  );
}

/** The way to take a role away, in two steps: a slip of the thumb takes nothing. */
function TakeAway({ grant, summary }: { readonly grant: string; readonly summary: string }) {
  const t = useT();
  const form = `revoke-${grant}`;
  const refused = useOutcome(form) !== undefined;
  return (
    <Disclosure summary={summary} open={refused}>
      <p>{t('accounts.roles.revokeText')}</p>
      <Form name={form} className="grid justify-items-start">
        <input type="hidden" name="grant" value={grant} />
        <Button small weight="danger">
          {t('accounts.roles.revoke')}
        </Button>
      </Form>
    </Disclosure>
  );
}

/** From when a role counts, and until when. */
function Term({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string | null }) {
  const t = useT();
  const now = useNow((from) => [startsAt, endsAt].map((at) => new Date(at ?? 0)).find((at) => at > from));
  return (
    <span className="flex flex-wrap gap-x-4 text-ink-soft">
      <span>
        {t(new Date(startsAt) > now ? 'accounts.roles.comes' : 'accounts.roles.since')}
        <Day at={startsAt} />
      </span>
      <span>{endsAt ? <Deadline at={endsAt} /> : t('accounts.roles.endless')}</span>
    </span>
  );
}
