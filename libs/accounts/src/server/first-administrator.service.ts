import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { composed, isLocale, LONGEST_NAME, nameProblem, Refusal, together, type Role } from '@hiroba/kernel';
import { Commands, newId, rowsIn, sql, Vault, type Caller } from '@hiroba/server';
import { mailAddress } from '../domain/address.ts';
import { granted } from '../domain/role.commands.ts';
import { Passwords } from './passwords.ts';
import { lockPerson } from './people.ts';
import { grantInForce } from './person-summary.type.ts';
import type { SignedIn } from './results.type.ts';
import { RolesService } from './roles.service.ts';
import { Sessions } from './sessions.ts';
import { newCode } from './tokens.ts';

/** The key in the link that the operator is shown at the first start; worth nothing once there is an administrator. */
export const setupKey = (vault: Vault, organisationId: string): string =>
  vault.digest('first-administrator', organisationId);

/** What the first administrator types. */
export interface FirstAdministrator {
  readonly key: string;
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly locale: string;
}

/** The first administrator of an organisation: account and roles come into being together, and only once. */
@Injectable()
export class FirstAdministratorService {
  constructor(
    private readonly commands: Commands,
    private readonly vault: Vault,
    private readonly passwords: Passwords,
    private readonly roles: RolesService,
    private readonly sessions: Sessions,
  ) {}

  /** Makes the account with the roles of administrator and staff and signs it in; the second factor is set up next. */
  async create(caller: Caller, form: FirstAdministrator): Promise<SignedIn | Refusal> {
    const { organisationId } = caller;
    const key = Buffer.from(setupKey(this.vault, organisationId));
    const given = Buffer.from(form.key);
    if (given.length !== key.length || !timingSafeEqual(given, key)) return new Refusal('NOT_FOUND');
    const address = mailAddress(form.email);
    const displayName = composed(form.displayName);
    const problem = nameProblem(displayName);
    const wrong = together(
      problem ? new Refusal(problem, 'displayName', { max: LONGEST_NAME }) : undefined,
      address ? undefined : new Refusal('BAD_ADDRESS', 'email'),
      await this.passwords.refusal(organisationId, form.password, [displayName, address?.address ?? '']),
    );
    if (wrong || !address) return wrong ?? new Refusal('BAD_ADDRESS', 'email');
    const hash = await this.passwords.hash(form.password);
    const locale = isLocale(form.locale) ? form.locale : 'ja';
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      await rowsIn(em, sql`select 1 from organisation where id = ${organisationId} for no key update`);
      const held = await rowsIn(
        em,
        sql`
        select 1 from role_grant r where r.organisation_id = ${organisationId} and r.role = 'ADMIN' and r.space_id is null
          and ${grantInForce('r')} limit 1`,
      );
      if (held.length > 0) return new Refusal('NOT_FOUND');
      const [made] = await rowsIn<{ id: string }>(
        em,
        sql`
        insert into person (id, organisation_id, code, email, email_key, password_hash, display_name, locale, confirmed_at)
        values (${newId()}, ${organisationId}, ${newCode()}, ${address.address}, ${address.key}, ${hash}, ${displayName}, ${locale},
                clock_timestamp())
        on conflict (organisation_id, email_key) where closed_at is null do nothing returning id`,
      );
      const person = made && (await lockPerson(em, organisationId, made.id));
      if (!person) return new Refusal('TAKEN', 'email');
      const at = { viewer: caller, now: await transaction.now() };
      for (const role of ['ADMIN', 'STAFF'] satisfies Role[]) {
        await this.roles.write(
          transaction,
          person,
          granted({ role, spaceId: null, endsAt: null }, person.id, person.code, at.now, null),
          at,
          { quiet: true },
        );
      }
      return this.sessions.signIn(em, caller, person);
    });
  }
}
