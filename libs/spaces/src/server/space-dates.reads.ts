import { Injectable } from '@nestjs/common';
import type { LocalizedText } from '@hiroba/kernel';
import { openToAll, Sql, sql } from '@hiroba/server';

/** A phase of a space that everybody may read, as calendars have it; cancelled ones were announced and are no longer among its phases. */
export interface DatedPhase {
  readonly spaceId: string;
  readonly slug: string;
  readonly spaceTitle: LocalizedText;
  readonly key: string;
  readonly title: LocalizedText;
  readonly opensAt: Date;
  readonly closesAt: Date | null;
  readonly cancelled: boolean;
  /** How many changes of the space there have been. */
  readonly sequence: number;
  readonly changedAt: Date;
}

/** At most so many spaces are in one calendar, the newest. */
const MOST = 200;

/** The dates of spaces, for calendars. */
@Injectable()
export class SpaceDatesReads {
  constructor(private readonly db: Sql) {}

  /** The phases of one space, or of all that everybody may read, in the order they open. Nothing for a space that is not for everybody. */
  forEverybody(organisationId: string, slug?: string): Promise<DatedPhase[]> {
    return this.db.rows(sql`
      with chosen as (
        select s.* from space s where s.organisation_id = ${organisationId} and s.state <> 'DRAFT' and ${openToAll}
          and (${slug ?? null}::text is null or s.id = (select space_id from space_slug where organisation_id = ${organisationId} and slug = ${slug ?? null}))
        order by s.published_at desc, s.id limit ${MOST}),
      acts as (
        select c.id as space_id, e.id, e.at, convert_from(e.leaf, 'UTF8')::jsonb -> 'data' as data from chosen c
        join log_entry e on e.organisation_id = c.organisation_id and e.subject_kind = 'space' and e.subject_id = c.id::text
        where e.type in ('space.published', 'phase.changed')),
      latest as (
        select distinct on (space_id, data ->> 'phase') space_id, data from acts where data ? 'phase' order by space_id, data ->> 'phase', id desc),
      everything as (
        select c.id as space_id, p ->> 'key' as key, p -> 'title' as title, p ->> 'opensAt' as opens, p ->> 'closesAt' as closes, false as cancelled
        from chosen c cross join lateral jsonb_array_elements(c.phases) p
        union all
        select l.space_id, l.data ->> 'phase', '{}', l.data -> 'from' ->> 0, nullif(l.data -> 'from' ->> 1, 'open'), true
        from latest l join chosen c on c.id = l.space_id
        where jsonb_typeof(l.data -> 'from') = 'array' and not exists (
          select 1 from jsonb_array_elements(c.phases) p where p ->> 'key' = l.data ->> 'phase'))
      select c.id as "spaceId", c.slug, c.title as "spaceTitle", e.key, e.title, e.opens::timestamptz as "opensAt", e.closes::timestamptz as "closesAt",
        e.cancelled, c.rev as sequence, (select max(a.at) from acts a where a.space_id = c.id) as "changedAt"
      from everything e join chosen c on c.id = e.space_id
      order by "opensAt", c.id, e.key`);
  }
}
