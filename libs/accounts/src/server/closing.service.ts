import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal, visitor, type Situation } from '@hiroba/kernel';
import {
  Commands,
  eraseCommitted,
  LIBRARIES,
  Log,
  newId,
  rowsIn,
  Sql,
  sql,
  type Caller,
  type LibraryServer,
  type Upkeep,
} from '@hiroba/server';
import { beginClosing, erase, erased, PERSON_REQUEST } from '../domain/person.commands.ts';
import { personPolicy } from '../domain/person.policy.ts';
import { MailLinks } from './mail-links.ts';
import { lockPerson, readerOf } from './people.ts';
import type { Person } from './person.entity.ts';
import { sourcesOf } from './personal-data.ts';
import type { MailSent } from './results.type.ts';
import { RolesService } from './roles.service.ts';
import { Sessions } from './sessions.ts';

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
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
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
      const refusal = await this.roles.leave(transaction, person, at, { dryRun: true });
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
      select id from person where organisation_id = ${organisationId} and closes_at <= clock_timestamp() and closed_at is null
      order by closes_at, id limit 100`);
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
      const { email } = person;
      for (const source of sourcesOf(this.libraries)) await source.erase?.(em, organisationId, id);
      await transaction.write(person, decision, at);
      await this.#forget(em, organisationId, id, email, at.now);
      await this.log.append(em, erased, {
        organisationId,
        at: at.now,
        subject: { kind: 'erasure', id: newId(), rev: 1 },
      });
      return person;
    });
  }

  async #forget(em: EntityManager, organisationId: string, id: string, email: string | null, at: Date): Promise<void> {
    for (const table of [sql`session`, sql`mail_token`, sql`recovery_code`, sql`known_device`]) {
      await rowsIn(em, sql`delete from ${table} where organisation_id = ${organisationId} and person_id = ${id}`);
    }
    await rowsIn(em, sql`update log_entry_context set actor_id = null, params = '{}' where actor_id = ${id}`);
    await rowsIn(
      em,
      sql`
      delete from mail_outbox where organisation_id = ${organisationId} and (recipient = ${email} or names @> array[${id}::uuid])`,
    );
    const roles = sql`select r.id::text from role_grant r where r.organisation_id = ${organisationId} and r.person_id = ${id}`;
    for (const which of [
      sql`d.person_key_id = ${id}`,
      sql`e.organisation_id = ${organisationId} and e.subject_kind = 'role' and e.subject_id in (${roles})`,
    ])
      await eraseCommitted(em, this.log, { organisationId, at, basis: PERSON_REQUEST, which });
    await rowsIn(
      em,
      sql`
      update person_key set key_enc = null, destroyed_at = clock_timestamp()
      where organisation_id = ${organisationId} and id = ${id} and key_enc is not null`,
    );
  }
}
