import { Injectable } from '@nestjs/common';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { Refusal, type Rule } from '@hiroba/kernel';
import {
  Commands,
  firstIn,
  matchTotp,
  newRecoveryCodes,
  newTotpSecret,
  otpauthUri,
  RateLimit,
  recoveryCodeHash,
  rowsIn,
  sql,
  toBase32,
  Vault,
  type Caller,
  type Transaction,
} from '@hiroba/server';
import { acceptCode, dropFactor, prepareFactor, startFactor } from '../domain/person.commands.ts';
import { personPolicy } from '../domain/person.policy.ts';
import type { PersonFacts } from '../domain/person.ts';
import { codeLimit } from './limits.ts';
import { MailLinks } from './mail-links.ts';
import { readerOf } from './people.ts';
import { Person } from './person.entity.ts';
import type { RecoveryCodes, SecondFactorSecret, SignedIn } from './results.type.ts';
import { Sessions } from './sessions.ts';

const wrong = new Refusal('WRONG_CREDENTIALS', 'code');

/** The second factor: codes, their single use and the recovery codes span the person and the session. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly commands: Commands,
    private readonly limits: RateLimit,
    private readonly vault: Vault,
    private readonly links: MailLinks,
    private readonly sessions: Sessions,
  ) {}

  /** Makes a secret for an authenticator app; it replaces the old one only once a code of it was given. */
  start(caller: Caller): Promise<SecondFactorSecret | Refusal> {
    return this.#own(caller, personPolicy.setUpFactor, async (transaction, person, now) => {
      const secret = newTotpSecret();
      const sealed = this.vault.seal('totp', secret);
      await transaction.write(person, prepareFactor(sealed), { viewer: caller, now });
      const row = await firstIn<{ name: Record<string, string> }>(
        transaction.em,
        sql`select name from organisation where id = ${caller.organisationId}`,
      );
      const issuer = row?.name[person.locale] ?? row?.name.ja ?? 'Hiroba';
      return { secret: toBase32(secret), uri: otpauthUri({ secret, issuer, account: person.email ?? person.code }) };
    });
  }

  /** Puts the prepared secret into force by its first code, and gives the recovery codes, this once. */
  async confirm(caller: Caller, code: string): Promise<RecoveryCodes | Refusal> {
    const tooMany = await this.#limited(caller);
    if (tooMany) return tooMany;
    return this.#own(caller, personPolicy.setUpFactor, async (transaction, person, now) => {
      const { em } = transaction;
      if (!person.totpPendingEnc) return new Refusal('WRONG_STATE');
      const step = matchTotp(this.vault.open('totp', person.totpPendingEnc), code, now);
      if (step === undefined) return wrong;
      await transaction.write(person, startFactor(person.totpPendingEnc, step), { viewer: caller, now });
      const codes = newRecoveryCodes();
      await this.#replaceRecoveryCodes(em, person, codes);
      await this.sessions.end(em, caller.organisationId, person.id, { except: caller.sessionId });
      const reader = readerOf(person);
      if (reader) await this.links.tell(em, reader, 'accounts.mail.factorSet');
      return { codes, cookie: await this.sessions.renew(em, caller, { mfa: true }) };
    });
  }

  /** Gives the second factor for this session: a code of the app, or a recovery code; each works once. */
  async give(caller: Caller, code: string): Promise<SignedIn | Refusal> {
    const tooMany = await this.#limited(caller);
    if (tooMany) return tooMany;
    return this.#own(
      caller,
      () => undefined,
      async (transaction, person, now) => {
        const { em } = transaction;
        if (!person.totpSecretEnc) return new Refusal('WRONG_STATE');
        const step = matchTotp(
          this.vault.open('totp', person.totpSecretEnc),
          code,
          now,
          person.totpLastStep ?? undefined,
        );
        if (step !== undefined) await transaction.write(person, acceptCode(step), { viewer: caller, now });
        else if (!(await this.#spend(em, person, code))) return wrong;
        const cookie = await this.sessions.renew(em, caller, { mfa: true });
        return { mfaNeeded: false, hasSecondFactor: true, closesAt: person.closesAt, cookie };
      },
    );
  }

  /** Does without the second factor from now on; nobody who holds a role may. */
  remove(caller: Caller): Promise<Person | Refusal> {
    return this.#own(caller, personPolicy.removeFactor, async (transaction, person, now) => {
      if (!person.hasSecondFactor) return new Refusal('NOTHING_CHANGED');
      await transaction.write(person, dropFactor, { viewer: caller, now });
      await this.#replaceRecoveryCodes(transaction.em, person, []);
      const reader = readerOf(person);
      if (reader) await this.links.tell(transaction.em, reader, 'accounts.mail.factorRemoved');
      return person;
    });
  }

  async #limited(caller: Caller): Promise<Refusal | undefined> {
    return caller.personId ? this.limits.take(codeLimit, caller.personId) : new Refusal('UNAUTHENTICATED');
  }

  #own<T>(
    caller: Caller,
    rule: Rule<PersonFacts>,
    work: (transaction: Transaction, person: Person, now: Date) => Promise<T | Refusal>,
  ): Promise<T | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const where = { id: caller.personId ?? '', organisationId: caller.organisationId, closedAt: null };
      const person = caller.personId
        ? await transaction.em.findOne(Person, where, { lockMode: LockMode.PESSIMISTIC_WRITE })
        : null;
      if (!person) return new Refusal('UNAUTHENTICATED');
      const now = await transaction.now();
      return rule({ viewer: caller, now }, person) ?? work(transaction, person, now);
    });
  }

  async #spend(em: EntityManager, person: Person, typed: string): Promise<boolean> {
    const spent = await rowsIn(
      em,
      sql`
      delete from recovery_code where organisation_id = ${person.organisationId} and person_id = ${person.id}
        and hash = ${recoveryCodeHash(typed)} returning 1`,
    );
    return spent.length > 0;
  }

  async #replaceRecoveryCodes(em: EntityManager, person: Person, codes: readonly string[]): Promise<void> {
    await rowsIn(
      em,
      sql`delete from recovery_code where organisation_id = ${person.organisationId} and person_id = ${person.id}`,
    );
    for (const code of codes) {
      await rowsIn(
        em,
        sql`
        insert into recovery_code (organisation_id, person_id, hash)
        values (${person.organisationId}, ${person.id}, ${recoveryCodeHash(code)})`,
      );
    }
  }
}
