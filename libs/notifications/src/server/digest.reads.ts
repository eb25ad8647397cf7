import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { visitor } from '@hiroba/kernel';
import { literal, openToAll, rowsIn, sql, type Query } from '@hiroba/server';
import { LogLineReads, type LogLineRow } from '@hiroba/spaces/server';
import { toldAtOnce, type Frequency } from '../domain/follow.ts';

/** Somebody who is to be told now, and until when. */
export interface DueReader {
  readonly id: string;
  readonly personId: string | null;
  readonly subjectId: string | null;
  readonly frequency: Exclude<Frequency, 'NONE'>;
  readonly email: string | null;
  readonly contact: string | null;
  readonly locale: string;
  readonly from: Date;
  readonly until: Date;
}

/** That an entry is for a reader; the newest of each thing. */
export interface ForReader {
  readonly reader: string;
  readonly entryId: string;
}

/** Until when readers of each frequency are told. */
export type Untils = Readonly<Record<Exclude<Frequency, 'NONE'>, Date>>;

/** Readers as statements take them. */
export const rowsOf = (readers: readonly DueReader[]): string =>
  JSON.stringify(
    readers.map(({ id, personId, subjectId, from, until }) => ({
      id,
      person: personId,
      subject: subjectId,
      since: from,
      until,
    })),
  );

/** How many readers are told in one transaction. */
export const BATCH = 100;

/** SQL of the readers `r` who have not been told of what they could have been. */
export const isDue = (
  organisationId: string,
  { DAILY, WEEKLY }: Untils,
): Query => sql`(r.organisation_id = ${organisationId}
  and (r.person_id is not null or r.confirmed_at is not null)
  and ((r.frequency = 'DAILY' and r.told_until < ${DAILY}) or (r.frequency = 'WEEKLY' and r.told_until < ${WEEKLY})))`;

/** Questions behind mails that tell what happened; what they quote is read as everybody reads it, when they are written. */
@Injectable()
export class DigestReads {
  constructor(private readonly lines: LogLineReads) {}

  /** The next readers who are due, held until they have been told. */
  due(em: EntityManager, organisationId: string, untils: Untils): Promise<DueReader[]> {
    return rowsIn<DueReader>(
      em,
      sql`
      select r.id, r.person_id as "personId", r.subject_id as "subjectId", r.frequency, p.email, r.contact, coalesce(p.locale, r.locale, 'ja') as locale,
        r.told_until as from, case r.frequency when 'DAILY' then ${untils.DAILY}::timestamptz else ${untils.WEEKLY}::timestamptz end as until
      from notice_reader r
      left join person p on p.organisation_id = r.organisation_id and p.id = r.person_id and p.confirmed_at is not null and p.closed_at is null
      where ${isDue(organisationId, untils)} order by r.id limit ${BATCH} for update of r skip locked`,
    );
  }

  /** Which entries are for which of the readers: the newest of each thing, the newest first. */
  entriesFor(em: EntityManager, organisationId: string, readers: readonly DueReader[]): Promise<ForReader[]> {
    const rows = rowsOf(readers);
    const inTime = sql`l.organisation_id = ${organisationId} and l.list = 'ACTIVITY' and l.at >= r.since and l.at < r.until`;
    const followed = sql`f.organisation_id = ${organisationId} and f.person_id = r.person`;
    const columns = literal('l.entry_id, l.subject_id, l.space_id, l.at');
    const atOnce = sql`l.kind = any(${[...toldAtOnce]}::text[])`;
    return rowsIn<ForReader>(
      em,
      sql`
      with r as (select * from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, person uuid, subject uuid, since timestamptz, until timestamptz)),
      told as (
        select distinct on (r.id, coalesce(n.subject_id, n.entry_id::text)) r.id as reader, n.entry_id, n.at from r cross join lateral (
          select ${columns} from follow f join log_line l on l.space_id = f.subject_id and ${inTime} and l.at >= f.at
          where ${followed} and f.subject_kind = 'space'
            and not (${atOnce} and exists (select 1 from follow f where ${followed} and f.subject_id::text = l.subject_id))
          union all
          select ${columns} from follow f join log_line l on l.subject_id = f.subject_id::text and ${inTime} and l.at >= f.at
          where ${followed} and f.subject_kind <> 'space' and not ${atOnce}
          union all
          select ${columns} from log_line l where r.person is null and r.subject is not null and l.space_id = r.subject and ${inTime}
          union all
          select ${columns} from log_line l where r.person is null and r.subject is null and ${inTime}) n
        where (n.space_id is null or exists (
            select 1 from space s where s.organisation_id = ${organisationId} and s.id = n.space_id and s.state <> 'DRAFT' and ${openToAll}))
          and not exists (select 1 from log_entry_context x where x.entry_id = n.entry_id and x.actor_id = r.person)
        order by r.id, coalesce(n.subject_id, n.entry_id::text), n.at desc, n.entry_id desc)
      select reader, entry_id::text as "entryId" from told order by reader, at desc, entry_id desc`,
    );
  }

  /** Entries in words, as everybody reads them. */
  shown(em: EntityManager, organisationId: string, entryIds: readonly string[]): Promise<LogLineRow[]> {
    return rowsIn<LogLineRow>(
      em,
      this.lines.shown(
        visitor(organisationId),
        sql`
      select l.entry_id, l.at, l.space_id from log_line l
      where l.organisation_id = ${organisationId} and l.list = 'ACTIVITY' and l.entry_id = any(${entryIds}::bigint[])`,
      ),
    );
  }

  /** Notes until when readers have been told. */
  async told(em: EntityManager, organisationId: string, readers: readonly DueReader[]): Promise<void> {
    const rows = JSON.stringify(readers.map(({ id, until }) => ({ id, until })));
    await rowsIn(
      em,
      sql`
      update notice_reader r set told_until = x.until from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, until timestamptz)
      where r.organisation_id = ${organisationId} and r.id = x.id`,
    );
  }
}
