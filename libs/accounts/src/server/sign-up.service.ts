import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { composed, isLocale, LONGEST_NAME, nameProblem, Refusal, together } from '@hiroba/kernel';
import { Commands, newId, RateLimit, rowsIn, Sql, sql, type Caller } from '@hiroba/server';
import { mailAddress, type Address } from '../domain/address.ts';
import { confirm } from '../domain/person.commands.ts';
import { addressLimit } from './limits.ts';
import { MailLinks } from './mail-links.ts';
import { Passwords } from './passwords.ts';
import { findByAddress, lockPerson, nameRefusal, readerOf } from './people.ts';
import { MailSent, SignedIn } from './results.type.ts';
import { Sessions } from './sessions.ts';
import { newCode } from './tokens.ts';

/** What somebody types to get an account. */
export interface SignUp {
  readonly email: string;
  /** Empty: sign in by mail links only. */
  readonly password: string;
  readonly displayName: string;
  readonly acceptTerms: boolean;
  readonly termsVersion: string;
  readonly locale: string;
  /** Where to go on to after the confirmation. */
  readonly next: string | null;
}

const TERMS = /^[\w.-]{0,20}$/;

/** Getting an account: it spans the person, their link and their mail, and tells nobody which addresses are known. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly commands: Commands,
    private readonly db: Sql,
    private readonly limits: RateLimit,
    private readonly links: MailLinks,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /** Takes a sign-up; the owner of the address gets a mail, whether the address is new or not. */
  async signUp(caller: Caller, form: SignUp): Promise<MailSent | Refusal> {
    const address = mailAddress(form.email);
    const displayName = composed(form.displayName);
    const problem = nameProblem(displayName);
    const wrong = together(
      problem ? new Refusal(problem, 'displayName', { max: LONGEST_NAME }) : undefined,
      address ? undefined : new Refusal('BAD_ADDRESS', 'email'),
      form.password === ''
        ? undefined
        : await this.passwords.refusal(caller.organisationId, form.password, [displayName, address?.address ?? '']),
      TERMS.test(form.termsVersion) ? undefined : new Refusal('BAD_USER_INPUT', 'termsVersion'),
      form.acceptTerms ? undefined : new Refusal('MUST_ACCEPT', 'acceptTerms'),
    );
    if (wrong || !address) return wrong ?? new Refusal('BAD_ADDRESS', 'email');
    const tooMany = await this.limits.take(addressLimit, `${caller.organisationId} ${address.key}`);
    if (tooMany) return tooMany;
    const hash = await this.passwords.hash(form.password === '' ? null : form.password);
    return this.commands.transaction(caller, async ({ em }) => {
      const reserved = await nameRefusal(em, caller.organisationId, { displayName, handle: null });
      if (reserved) return reserved;
      await this.#welcome(em, caller.organisationId, address, { ...form, displayName }, hash);
      return { to: address.address };
    });
  }

  // The newest sign-up for an address wins until one of them is confirmed; nothing of it is public before.
  async #welcome(
    em: EntityManager,
    organisationId: string,
    { address, key }: Address,
    form: SignUp,
    hash: string | null,
  ): Promise<void> {
    const locale = isLocale(form.locale) ? form.locale : 'ja';
    const [made] = await rowsIn<{ id: string }>(
      em,
      sql`
      insert into person (id, organisation_id, code, email, email_key, password_hash, display_name, locale, terms_version)
      values (${newId()}, ${organisationId}, ${newCode()}, ${address}, ${key}, ${hash}, ${form.displayName}, ${locale}, ${form.termsVersion})
      on conflict (organisation_id, email_key) where closed_at is null do update
        set email = excluded.email, password_hash = excluded.password_hash, display_name = excluded.display_name,
            locale = excluded.locale, terms_version = excluded.terms_version
        where person.confirmed_at is null
      returning id`,
    );
    if (made) {
      await this.sessions.end(em, organisationId, made.id);
      await this.links.send(
        em,
        { organisationId, id: made.id, email: address, locale },
        'CONFIRM',
        'accounts.mail.confirm',
        { next: form.next },
      );
      return;
    }
    const owner = await findByAddress(em, organisationId, key);
    const reader = owner && readerOf(owner);
    if (reader) await this.links.send(em, reader, 'SIGN_IN', 'accounts.mail.known', { next: form.next });
  }

  /** Mails a new confirmation link to the signed-in person. */
  resend(caller: Caller): Promise<MailSent | Refusal> {
    return this.commands.transaction(caller, async ({ em }) => {
      const person = caller.personId ? await lockPerson(em, caller.organisationId, caller.personId) : null;
      const reader = person && readerOf(person);
      if (!reader) return new Refusal('UNAUTHENTICATED');
      if (person.confirmedAt) return new Refusal('NOTHING_CHANGED');
      const tooMany = await this.limits.take(addressLimit, `${caller.organisationId} ${person.emailKey}`);
      if (tooMany) return tooMany;
      await this.links.send(em, reader, 'CONFIRM', 'accounts.mail.confirm');
      return { to: reader.email };
    });
  }

  /** Proves an address by the link mailed to it, and signs its owner in. */
  confirm(caller: Caller, token: string): Promise<SignedIn | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const link = await this.links.use(em, caller.organisationId, 'CONFIRM', token);
      const person = link && (await lockPerson(em, caller.organisationId, link.personId));
      if (!person) return new Refusal('LINK_EXPIRED');
      const at = { viewer: caller, now: await transaction.now() };
      const decision = confirm(at, person);
      if (decision instanceof Refusal) return decision;
      await transaction.write(person, decision, at);
      return this.sessions.signIn(em, caller, person);
    });
  }
}
