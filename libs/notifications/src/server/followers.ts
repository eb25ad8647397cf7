import type { EntityManager } from '@mikro-orm/postgresql';
import { rowsIn, sql, type Query } from '@hiroba/server';
import { usualFrequency } from '../domain/follow.ts';

/** SQL of the ids of those who follow one thing and want to be told: they hear at once of what others hear in a digest. */
export const followersOf = (organisationId: string, subjectId: Query): Query => sql`
  select f.person_id as id from follow f
  join notice_reader r on r.organisation_id = f.organisation_id and r.person_id = f.person_id and r.frequency <> 'NONE'
  where f.organisation_id = ${organisationId} and f.subject_id = ${subjectId}`;

/** What one thing became. */
export interface Became {
  readonly from: string;
  readonly kind: string;
  readonly into: readonly string[];
  readonly at: Date;
}

/** Whoever follows a thing follows what it became, once. */
export async function followAlong(
  em: EntityManager,
  organisationId: string,
  { from, kind, into, at }: Became,
): Promise<void> {
  await rowsIn(
    em,
    sql`
    insert into follow (organisation_id, person_id, subject_kind, subject_id, at)
    select f.organisation_id, f.person_id, ${kind}, i.id, ${at} from follow f cross join unnest(${into}::uuid[]) as i(id)
    where f.organisation_id = ${organisationId} and f.subject_id = ${from}::uuid on conflict do nothing`,
  );
}

/** People follow what they wrote: whoever has not said is told once a day. */
export async function followOwn(
  em: EntityManager,
  organisationId: string,
  { kind, id, at }: { readonly kind: string; readonly id: string; readonly at: Date },
  authors: Query,
): Promise<void> {
  await rowsIn(
    em,
    sql`
    with author as (select distinct w.id from (${authors}) w),
    reader as (
      insert into notice_reader (id, organisation_id, person_id, frequency, told_until, created_at)
      select gen_random_uuid(), ${organisationId}, id, ${usualFrequency}, ${at}, ${at} from author
      on conflict (organisation_id, person_id) where person_id is not null do nothing)
    insert into follow (organisation_id, person_id, subject_kind, subject_id, at)
    select ${organisationId}, id, ${kind}, ${id}::uuid, ${at} from author on conflict do nothing`,
  );
}
