import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, RateLimit, type Caller } from '@hiroba/server';
import { setPassword } from '../domain/person.commands.ts';
import { passwordLength } from '../domain/person.ts';
import { personPolicy } from '../domain/person.policy.ts';
import { guessLimit } from './limits.ts';
import { MailLinks } from './mail-links.ts';
import { Passwords } from './passwords.ts';
import { lockPerson, readerOf } from './people.ts';
import type { Person } from './person.entity.ts';
import type { MailSent, SignedIn } from './results.type.ts';
import { Sessions } from './sessions.ts';

const namesOf = ({ displayName, email, handle }: Person): string[] => [displayName, email ?? '', handle ?? ''];

/** New passwords: each ends the person's sessions, so it spans both, and tells the owner by mail. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly commands: Commands,
    private readonly limits: RateLimit,
    private readonly links: MailLinks,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /** Sets a new password by the link of a mail; a refusal leaves the link as it was. */
  async reset(caller: Caller, token: string, password: string): Promise<MailSent | Refusal> {
    const length = passwordLength(password);
    if (length) return length;
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const link = await this.links.use(em, caller.organisationId, 'RESET', token);
      const person = link && (await lockPerson(em, caller.organisationId, link.personId));
      const reader = person && readerOf(person);
      if (!reader || !person.confirmedAt) return new Refusal('LINK_EXPIRED');
      const weak = await this.passwords.refusal(caller.organisationId, password, namesOf(person));
      if (weak) return weak;
      const hash = await this.passwords.hash(password);
      await transaction.write(person, setPassword(hash ?? ''), { viewer: caller, now: await transaction.now() });
      await this.sessions.end(em, caller.organisationId, person.id);
      await this.links.tell(em, reader, 'accounts.mail.passwordChanged');
      return { to: reader.email };
    });
  }

  /** Replaces the password of the signed-in person; all other sessions end, this one gets a new token. */
  async change(caller: Caller, current: string, password: string): Promise<SignedIn | Refusal> {
    const { organisationId, personId } = caller;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    const tooMany = await this.limits.take(guessLimit, `${organisationId} ${personId}`);
    if (tooMany) return tooMany;
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const person = await lockPerson(em, organisationId, personId);
      const reader = person && readerOf(person);
      if (!reader) return new Refusal('UNAUTHENTICATED');
      const at = { viewer: caller, now: await transaction.now() };
      const refusal = personPolicy.changePassword(at, person);
      if (refusal) return refusal;
      if (person.hasPassword && !(await this.passwords.matches(current, person.passwordHash))) {
        return new Refusal('WRONG_CREDENTIALS', 'currentPassword');
      }
      const weak = await this.passwords.refusal(caller.organisationId, password, namesOf(person));
      if (weak) return weak;
      const hash = await this.passwords.hash(password);
      await transaction.write(person, setPassword(hash ?? ''), at);
      await this.sessions.end(em, caller.organisationId, person.id, { except: caller.sessionId });
      await this.links.tell(em, reader, 'accounts.mail.passwordChanged');
      const cookie = await this.sessions.renew(em, caller, { mfa: false });
      return {
        mfaNeeded: person.hasSecondFactor && !caller.mfa,
        hasSecondFactor: person.hasSecondFactor,
        closesAt: person.closesAt,
        cookie,
      };
    });
  }
}
