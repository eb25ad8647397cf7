import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Decision, Situation } from '@hiroba/kernel';
import { letGo, LIBRARIES, rowsIn, sql, type LetGo, type LibraryServer, type Transaction } from '@hiroba/server';
import type { Person } from './person.entity.ts';
import { sourcesOf } from './personal-data.ts';

/** Erases what is somebody's in all libraries, and the words behind their commitments. The public log says nothing of it here. */
@Injectable()
export class Forgetting {
  constructor(@Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[]) {}

  /** Empties an account as decided; what of the log was let go of with it. */
  async forget(
    transaction: Transaction,
    person: Person,
    decision: Decision<object>,
    at: Situation,
  ): Promise<readonly LetGo[]> {
    const { em } = transaction;
    const { organisationId, id, email } = person;
    for (const source of sourcesOf(this.libraries)) await source.erase?.(em, organisationId, id);
    await transaction.write(person, decision, at);
    for (const table of [sql`session`, sql`mail_token`, sql`recovery_code`, sql`known_device`])
      await rowsIn(em, sql`delete from ${table} where organisation_id = ${organisationId} and person_id = ${id}`);
    await rowsIn(em, sql`update log_entry_context set actor_id = null, params = '{}' where actor_id = ${id}`);
    await rowsIn(
      em,
      sql`
      delete from mail_outbox where organisation_id = ${organisationId} and (recipient = ${email} or names @> array[${id}::uuid])`,
    );
    return this.#words(em, organisationId, id, at.now);
  }

  /** Destroys the key of somebody whose words were let go of. Last of all: who is just writing holds their thing, and then asks for the key. */
  async destroyKey({ em }: Transaction, { organisationId, id }: Person): Promise<void> {
    await rowsIn(
      em,
      sql`
      update person_key set key_enc = null, destroyed_at = clock_timestamp()
      where organisation_id = ${organisationId} and id = ${id} and key_enc is not null`,
    );
  }

  async #words(em: EntityManager, organisationId: string, id: string, now: Date): Promise<readonly LetGo[]> {
    const roles = sql`select r.id::text from role_grant r where r.organisation_id = ${organisationId} and r.person_id = ${id}`;
    return [
      ...(await letGo(em, organisationId, now, sql`d.person_key_id = ${id}`)),
      ...(await letGo(
        em,
        organisationId,
        now,
        sql`e.organisation_id = ${organisationId} and e.subject_kind = 'role' and e.subject_id in (${roles})`,
      )),
    ];
  }
}
