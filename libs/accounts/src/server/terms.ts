import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, literal, sql, type Caller, type Query } from '@hiroba/server';
import { acceptTerms } from '../domain/person.commands.ts';
import { lockPerson } from './people.ts';
import type { Person } from './person.entity.ts';

const latest = (organisationId: Query): Query => sql`(select max(version) from legal_page t
  where t.organisation_id = ${organisationId} and t.slug = 'terms')`;

/** SQL that is true where the city has newer terms than those person `alias` accepted. */
export const termsDue = (alias: string): Query => {
  const accepted = literal(
    `case when ${alias}.terms_version ~ '^[0-9]{1,9}$' then ${alias}.terms_version::int else 0 end`,
  );
  return sql`coalesce(${latest(literal(`${alias}.organisation_id`))} > ${accepted}, false)`;
};

/** Accepting newer terms: what the person read must be what is in force. */
@Injectable()
export class Terms {
  constructor(private readonly commands: Commands) {}

  /** Notes that somebody accepts a version of the terms. */
  accept(caller: Caller, version: number): Promise<Person | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const person = caller.personId ? await lockPerson(em, caller.organisationId, caller.personId) : null;
      if (!person) return new Refusal('UNAUTHENTICATED');
      const inForce = await firstIn<{ version: number | null }>(
        em,
        sql`select ${latest(sql`${caller.organisationId}::uuid`)} as version`,
      );
      const at = { viewer: caller, now: await transaction.now() };
      const decision = acceptTerms(version, inForce?.version ?? null)(at, person);
      return decision instanceof Refusal ? decision : transaction.write(person, decision, at);
    });
  }
}
