import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { Commands, RateLimit, rowsIn, Sql, sql, type Caller } from '@hiroba/server';
import { mailAddress } from '../domain/address.ts';
import { passwordBounds } from '../domain/person.ts';
import { addressLimit, guessLimit, knownGuessLimit, slowLimit } from './limits.ts';
import { MailLinks } from './mail-links.ts';
import { evenly, Passwords } from './passwords.ts';
import { findByAddress, lockPerson, readerOf } from './people.ts';
import { SignedOut, type MailSent, type SignedIn } from './results.type.ts';
import { Sessions } from './sessions.ts';

interface Known {
  id: string;
  hash: string | null;
  device: boolean;
}

const wrong = new Refusal('WRONG_CREDENTIALS');
const slowness = 1500;

/** Signing in and out: spans the person, their sessions and devices, and answers alike for known and unknown addresses. */
@Injectable()
export class SignInService {
  constructor(
    private readonly commands: Commands,
    private readonly db: Sql,
    private readonly limits: RateLimit,
    private readonly links: MailLinks,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /** Signs in by address and password; one answer for every reason why not. */
  async signIn(caller: Caller, email: string, password: string): Promise<SignedIn | Refusal> {
    const { organisationId, client = '' } = caller;
    const key = mailAddress(email)?.key;
    if (!key || password.length > passwordBounds.max) return wrong;
    const known = await this.db.first<Known>(sql`
      select p.id, p.password_hash as hash, d.device is not null as device
      from person p left join known_device d
        on d.organisation_id = p.organisation_id and d.person_id = p.id and d.device = ${client}
      where p.organisation_id = ${organisationId} and p.email_key = ${key} and p.closed_at is null`);
    const account = `${organisationId} ${key}`;
    const tooMany = await this.limits.take(known?.device ? knownGuessLimit : guessLimit, `${account} ${client}`);
    if (tooMany) return tooMany;
    // Guessing from many places is slowed down for strangers; the owner's device never waits and nobody is locked out.
    if (!known?.device && (await this.limits.take(slowLimit, account))) await setTimeout(slowness);
    const right = await this.passwords.matches(password, known?.hash);
    if (!right || !known?.hash) return wrong;
    const renewed = await this.passwords.renewed(password, known.hash);
    return this.commands.transaction(caller, async ({ em }) => {
      // The password may have been changed while this one was being compared.
      const same = await rowsIn(
        em,
        sql`update person set password_hash = ${renewed ?? known.hash}
            where organisation_id = ${organisationId} and id = ${known.id} and password_hash = ${known.hash} returning id`,
      );
      return same.length > 0 ? this.#enter(em, caller, known.id, wrong) : wrong;
    });
  }

  /** Mails a link to sign in with, if the address has a confirmed account; the answer does not say. */
  requestLink(caller: Caller, email: string, next: string | null): Promise<MailSent | Refusal> {
    return this.#mail(caller, email, 'SIGN_IN', next);
  }

  /** Mails a link to set a new password with, under the same rules. */
  requestReset(caller: Caller, email: string): Promise<MailSent | Refusal> {
    return this.#mail(caller, email, 'RESET', null);
  }

  async #mail(
    caller: Caller,
    email: string,
    purpose: 'SIGN_IN' | 'RESET',
    next: string | null,
  ): Promise<MailSent | Refusal> {
    const address = mailAddress(email);
    if (!address) return new Refusal('BAD_ADDRESS', 'email');
    return evenly(async () => {
      const tooMany = await this.limits.take(addressLimit, `${caller.organisationId} ${address.key}`);
      if (tooMany) return tooMany;
      return this.commands.transaction(caller, async ({ em }) => {
        const person = await findByAddress(em, caller.organisationId, address.key);
        const reader = person && readerOf(person);
        if (reader) {
          // Neither way confirms an account: whoever let the confirmation expire gets a new one, and nothing else.
          if (!person.confirmedAt) await this.links.send(em, reader, 'CONFIRM', 'accounts.mail.confirm', { next });
          else
            await this.links.send(
              em,
              reader,
              purpose,
              purpose === 'RESET' ? 'accounts.mail.reset' : 'accounts.mail.signIn',
              { next },
            );
        }
        return { to: address.address };
      });
    });
  }

  /** Signs in by the link of a mail. */
  byLink(caller: Caller, token: string): Promise<SignedIn | Refusal> {
    return this.commands.transaction(caller, async ({ em }) => {
      const expired = new Refusal('LINK_EXPIRED');
      const link = await this.links.use(em, caller.organisationId, 'SIGN_IN', token);
      return link ? this.#enter(em, caller, link.personId, expired) : expired;
    });
  }

  async #enter(em: EntityManager, caller: Caller, personId: string, otherwise: Refusal): Promise<SignedIn | Refusal> {
    const { organisationId, client } = caller;
    const person = await lockPerson(em, organisationId, personId);
    if (!person || person.closedAt) return otherwise;
    if (client) {
      await rowsIn(
        em,
        sql`
        insert into known_device (organisation_id, person_id, device) values (${organisationId}, ${personId}, ${client})
        on conflict (organisation_id, person_id, device) do update set last_seen_at = clock_timestamp()`,
      );
    }
    return this.sessions.signIn(em, caller, person);
  }

  /** Ends the session of this browser. */
  async signOut(caller: Caller): Promise<SignedOut | Refusal> {
    const { organisationId, personId, sessionId } = caller;
    if (!personId || !sessionId) return new SignedOut();
    return this.commands.transaction(caller, async ({ em }) => {
      await this.sessions.end(em, organisationId, personId, { only: sessionId });
      return new SignedOut();
    });
  }
}
