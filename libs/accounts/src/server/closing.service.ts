import { Injectable } from '@nestjs/common';
import { Refusal, visitor, type Situation } from '@hiroba/kernel';
import { Commands, Log, newId, Sql, sql, tellErased, type Caller, type Upkeep } from '@hiroba/server';
import { beginClosing, erase, erased, PERSON_REQUEST } from '../domain/person.commands.ts';
import { personPolicy } from '../domain/person.policy.ts';
import { ErasedList } from './erased-list.ts';
import { Forgetting } from './forgetting.service.ts';
import { MailLinks } from './mail-links.ts';
import { lockPerson, readerOf } from './people.ts';
import type { Person } from './person.entity.ts';
import type { MailSent } from './results.type.ts';
import { RolesService } from './roles.service.ts';
import { Sessions } from './sessions.ts';

// Up to three days, as an id that nobody knows has it: so that a role which ended does not tell a week ahead whose words are erased.
const withheldFor = sql`make_interval(secs => ('x' || substr(md5(p.id::text), 1, 7))::bit(28)::int % 259200)`;

/** Leaving: confirmed by mail, a week to return, then everything personal is erased across all libraries. */
@Injectable()
export class ClosingService implements Upkeep {
  constructor(
    private readonly commands: Commands,
    private readonly db: Sql,
    private readonly log: Log,
    private readonly links: MailLinks,
    private readonly roles: RolesService,
    private readonly sessions: Sessions,
    private readonly list: ErasedList,
    private readonly forgetting: Forgetting,
  ) {}

  /** Mails the link that confirms the wish to leave. */
  request(caller: Caller): Promise<MailSent | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const person = caller.personId ? await lockPerson(em, caller.organisationId, caller.personId) : null;
      const reader = person && readerOf(person);
      if (!reader) return new Refusal('UNAUTHENTICATED');
      const at: Situation = { viewer: caller, now: await transaction.now() };
      const refusal =
        personPolicy.close(at, person) ?? (await this.roles.leave(transaction, person, at, { dryRun: true }));
      if (refusal) return refusal;
      if (person.closesAt) return new Refusal('NOTHING_CHANGED');
      await this.links.send(em, reader, 'CLOSE', 'accounts.mail.close');
      return { to: reader.email };
    });
  }

  /** Starts the week by the link of the mail; all sessions end. */
  confirm(caller: Caller, token: string): Promise<MailSent | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const link = await this.links.use(em, caller.organisationId, 'CLOSE', token);
      const person = link && (await lockPerson(em, caller.organisationId, link.personId));
      const reader = person && readerOf(person);
      if (!reader) return new Refusal('LINK_EXPIRED');
      const at: Situation = { viewer: caller, now: await transaction.now() };
      const decision = beginClosing(at, person);
      if (decision instanceof Refusal) return decision;
      // Roles end now and not with the account: entries at one time would tell who held which, and what they wrote.
      const refusal = await this.roles.leave(transaction, person, at, { dryRun: false });
      if (refusal) return refusal;
      await transaction.write(person, decision, at);
      await this.sessions.end(em, caller.organisationId, person.id);
      await this.links.tell(em, reader, 'accounts.mail.closing');
      return { to: reader.email };
    });
  }

  /** Erases the accounts of every organisation whose week is over. */
  async upkeep(): Promise<void> {
    const organisations = await this.db.rows<{ id: string }>(sql`
      select distinct organisation_id as id from person where closes_at <= clock_timestamp() and closed_at is null`);
    for (const { id } of organisations) await this.closeDue(id);
  }

  /** Erases the accounts of an organisation whose week is over; returns how many. A job calls it, at any time and twice. */
  async closeDue(organisationId: string): Promise<number> {
    const due = await this.db.rows<{ id: string }>(sql`
      select p.id from person p where p.organisation_id = ${organisationId} and p.closes_at <= clock_timestamp() and p.closed_at is null
        and (p.closes_at + ${withheldFor} <= clock_timestamp() or not exists (
          select from role_grant r where r.organisation_id = p.organisation_id and r.person_id = p.id and r.ends_at > p.closes_at - interval '8 days'))
      order by p.closes_at, p.id limit 100`);
    const done = await Promise.all(due.map(({ id }) => this.#erase(visitor(organisationId), id)));
    return done.filter((result) => !(result instanceof Refusal)).length;
  }

  #erase(caller: Caller, id: string): Promise<Person | Refusal> {
    const { organisationId } = caller;
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const person = await lockPerson(em, organisationId, id);
      if (!person) return new Refusal('NOT_FOUND');
      const at: Situation = { viewer: caller, now: await transaction.now() };
      const decision = erase(at, person);
      if (decision instanceof Refusal) return decision;
      const refusal = await this.roles.leave(transaction, person, at, { dryRun: false });
      if (refusal) return refusal;
      // Before anything is erased: whoever is on the list too early is erased a moment later.
      await this.list.add(organisationId, id, 'ERASED', at.now);
      const gone = await this.forgetting.forget(transaction, person, decision, at);
      await tellErased(em, this.log, gone, { organisationId, at: at.now, basis: PERSON_REQUEST });
      await this.forgetting.destroyKey(transaction, person);
      await this.log.append(em, erased, {
        organisationId,
        at: at.now,
        subject: { kind: 'erasure', id: newId(), rev: 1 },
      });
      return person;
    });
  }
}
