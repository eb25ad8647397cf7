import type { EntityManager } from '@mikro-orm/postgresql';
import { rowsIn, sql, type Query } from '@hiroba/server';

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
