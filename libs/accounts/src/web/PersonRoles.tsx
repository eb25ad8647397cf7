import { roles } from '@hiroba/kernel';
import { Button, Disclosure, Form, SelectField, useOutcome, useT, type Option } from '@hiroba/ui';
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
          {person.grants.map(({ id, role, spaceId }) => (
            <li key={id} className="flex flex-wrap items-center gap-4">
              <span>
                <span className="font-700">{t(`accounts.role.${role}`)}</span> {placeOf(spaceId)}
              </span>
              <Form name={`revoke-${id}`} className="grid">
                <input type="hidden" name="grant" value={id} />
                <Button
                  small
                  weight="danger"
                  aria-label={t('accounts.roles.revokeNamed', {
                    role: t(`accounts.role.${role}`),
                    name: person.displayName ?? '',
                  })}
                >
                  {t('accounts.roles.revoke')}
                </Button>
              </Form>
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
          <Button>{t('accounts.roles.act')}</Button>
        </Form>
      </Disclosure>
    </li>
  );
}
