import { Injectable } from '@nestjs/common';
import { LONGEST_NAME, nameProblem, Refusal, type Situation } from '@hiroba/kernel';
import { Commands, RateLimit, type Caller } from '@hiroba/server';
import { mailAddress } from '../domain/address.ts';
import { editProfile, moveMail } from '../domain/person.commands.ts';
import { personPolicy } from '../domain/person.policy.ts';
import { profileRefusal, tidyProfile, type Profile } from '../domain/person.ts';
import { addressLimit } from './limits.ts';
import { MailLinks } from './mail-links.ts';
import { evenly } from './passwords.ts';
import { findByAddress, handleTaken, lockPerson, nameRefusal, orRefused, readerOf } from './people.ts';
import type { Person } from './person.entity.ts';
import type { MailSent } from './results.type.ts';
import { Sessions } from './sessions.ts';

/** Changes of one's own account that touch more than its row: the names of others, links, the old address. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly commands: Commands,
    private readonly limits: RateLimit,
    private readonly links: MailLinks,
    private readonly sessions: Sessions,
  ) {}

  /** Changes what a person says about themselves; those who work for the city may be named like it. */
  edit(caller: Caller, typed: Profile): Promise<Person | Refusal> {
    const profile = tidyProfile(typed);
    return orRefused(
      this.commands.transaction(caller, async (transaction) => {
        const { em } = transaction;
        const problem = nameProblem(profile.displayName);
        if (problem) return new Refusal(problem, 'displayName', { max: LONGEST_NAME });
        const refusal = profileRefusal(profile);
        if (refusal) return refusal;
        const person = caller.personId ? await lockPerson(em, caller.organisationId, caller.personId) : null;
        if (!person) return new Refusal('UNAUTHENTICATED');
        const reserved = caller.grants.length > 0 ? undefined : await nameRefusal(em, caller.organisationId, profile);
        if (reserved) return reserved;
        if (profile.handle && (await handleTaken(em, caller.organisationId, profile.handle, person.id)))
          return new Refusal('TAKEN', 'handle');
        const at: Situation = { viewer: caller, now: await transaction.now() };
        const decision = editProfile(profile)(at, person);
        return decision instanceof Refusal ? decision : transaction.write(person, decision, at);
      }),
      new Refusal('TAKEN', 'handle'),
    );
  }

  /** Mails a link to a new address; an address that is taken gets a notice instead, and the answer does not say which. */
  async requestMailChange(caller: Caller, email: string): Promise<MailSent | Refusal> {
    const to = mailAddress(email);
    if (!to) return new Refusal('BAD_ADDRESS', 'email');
    return evenly(() =>
      this.commands.transaction(caller, async (transaction) => {
        const { em } = transaction;
        const person = caller.personId ? await lockPerson(em, caller.organisationId, caller.personId) : null;
        const reader = person && readerOf(person);
        if (!reader) return new Refusal('UNAUTHENTICATED');
        const refusal = personPolicy.changeMail({ viewer: caller, now: await transaction.now() }, person);
        if (refusal) return refusal;
        if (to.key === person.emailKey) return new Refusal('NOTHING_CHANGED', 'email');
        const tooMany = await this.limits.take(addressLimit, `${caller.organisationId} ${to.key}`);
        if (tooMany) return tooMany;
        const owner = await findByAddress(em, caller.organisationId, to.key);
        const taken = owner && readerOf(owner);
        if (taken) await this.links.tell(em, taken, 'accounts.mail.taken');
        else await this.links.send(em, reader, 'CHANGE_MAIL', 'accounts.mail.changeMail', { to });
        return { to: to.address };
      }),
    );
  }

  /** Moves the account to the address that the link proves, tells the old one, and ends the other sessions. */
  confirmMailChange(caller: Caller, token: string): Promise<MailSent | Refusal> {
    const expired = new Refusal('LINK_EXPIRED');
    return orRefused(
      this.commands.transaction(caller, async (transaction) => {
        const { em } = transaction;
        const link = await this.links.use(em, caller.organisationId, 'CHANGE_MAIL', token);
        const person = link && (await lockPerson(em, caller.organisationId, link.personId));
        const reader = person && readerOf(person);
        if (!reader || !link.address || !link.addressKey) return expired;
        if (await findByAddress(em, caller.organisationId, link.addressKey)) return expired;
        await transaction.write(person, moveMail(link.address, link.addressKey), {
          viewer: caller,
          now: await transaction.now(),
        });
        await this.links.tell(em, reader, 'accounts.mail.mailChanged');
        await this.sessions.end(em, caller.organisationId, person.id, {
          except: caller.personId === person.id ? caller.sessionId : undefined,
        });
        return { to: link.address };
      }),
      expired,
    );
  }
}
