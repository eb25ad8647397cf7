import { Injectable } from '@nestjs/common';
import { visitor, type Role } from '@hiroba/kernel';
import { Commands, fromBase32, insertMany, newId, rowsIn, sql, Vault, type Caller, type Transaction } from '@hiroba/server';
import { mailAddress } from '../domain/address.ts';
import { granted } from '../domain/role.commands.ts';
import { lockPerson } from './people.ts';
import type { Person } from './person.entity.ts';
import { RolesService } from './roles.service.ts';
import { Sessions, type SessionCookie } from './sessions.ts';
import { hashOf, newCode } from './tokens.ts';

/** A person who is there from the beginning: in the demo city, in a test's world. */
export interface SeededPerson {
  readonly organisationId: string;
  readonly email: string;
  readonly displayName: string;
  readonly passwordHash?: string | null;
  readonly handle?: string | null;
  readonly about?: string;
  readonly office?: string | null;
  readonly locale?: string;
  readonly joinedAt?: Date;
  /** Base32 secret of a second factor that is already set up. */
  readonly termsVersion?: string;
  readonly totpSecret?: string;
  readonly roles?: readonly { readonly role: Role; readonly spaceId?: string | null }[];
  readonly confirmed?: boolean;
}

/** One of many made-up people: an account that nobody can sign in to. */
export interface CrowdedPerson {
  readonly id: string;
  readonly code: string;
  readonly email: string;
  readonly displayName: string;
  readonly joinedAt: Date;
}

/** Puts people into an installation without mail and waiting; the demo city and tests use it, nothing reachable from outside does. */
@Injectable()
export class AccountSeeds {
  constructor(
    private readonly commands: Commands,
    private readonly vault: Vault,
    private readonly roles: RolesService,
    private readonly sessions: Sessions,
  ) {}

  /** Adds a person with their roles; returns their id and account code. */
  async person(seed: SeededPerson): Promise<{ readonly id: string; readonly code: string }> {
    const address = mailAddress(seed.email);
    if (!address) throw new Error(`${seed.email} is no mail address`);
    const { organisationId, joinedAt = new Date(), confirmed = true } = seed;
    const ids = { id: newId(), code: newCode() };
    const secret = seed.totpSecret ? fromBase32(seed.totpSecret) : undefined;
    const sealed = secret ? this.vault.seal('totp', secret) : null;
    await this.commands.transaction(visitor(organisationId), async (transaction) => {
      const { em } = transaction;
      await rowsIn(
        em,
        sql`
        insert into person (id, organisation_id, code, email, email_key, password_hash, display_name, handle, locale, about, office,
                            created_at, confirmed_at, totp_secret_enc, terms_version)
        values (${ids.id}, ${organisationId}, ${ids.code}, ${address.address}, ${address.key}, ${seed.passwordHash ?? null},
                ${seed.displayName}, ${seed.handle ?? null}, ${seed.locale ?? 'ja'}, ${seed.about ?? ''}, ${seed.office ?? null},
                ${joinedAt}, ${confirmed ? joinedAt : null}, ${sealed}, ${seed.termsVersion ?? null})`,
      );
      const person = (await lockPerson(em, organisationId, ids.id)) as Person;
      const at = { viewer: transaction.caller, now: await transaction.now() };
      for (const { role, spaceId = null } of seed.roles ?? []) {
        await this.roles.write(
          transaction,
          person,
          granted({ role, spaceId, endsAt: null }, ids.id, ids.code, at.now, null),
          at,
          { quiet: true },
        );
      }
      return ids;
    });
    return ids;
  }

  /** Adds many people at once. */
  crowd({ em, caller: { organisationId } }: Transaction, people: readonly CrowdedPerson[]): Promise<void> {
    return insertMany(em, 'person', people.map(({ id, code, email, displayName, joinedAt }) => ({
      id, organisation_id: organisationId, code, email, email_key: email.toLowerCase(), display_name: displayName, locale: 'ja', about: '',
      created_at: joinedAt, confirmed_at: joinedAt, rev: 0,
    })));
  }

  /** A session as if the person had just signed in, with the second factor given where asked; the token goes into the cookie. */
  async session(
    organisationId: string,
    personId: string,
    { mfa = false }: { readonly mfa?: boolean } = {},
  ): Promise<SessionCookie> {
    const caller: Caller = visitor(organisationId);
    const cookie = await this.commands.transaction<SessionCookie>(caller, async ({ em }) => {
      const opened = await this.sessions.open(em, caller, personId);
      if (mfa)
        await rowsIn(em, sql`update session set mfa_at = clock_timestamp() where token_hash = ${hashOf(opened.token)}`);
      return opened;
    });
    if (!('token' in cookie)) throw new Error('no session');
    return cookie;
  }
}
