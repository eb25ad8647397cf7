import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import {
  atMost,
  badInput,
  checkFirst,
  isId,
  join,
  keysOf,
  literal,
  Sql,
  sql,
  toPage,
  type Page,
  type Query,
} from '@hiroba/server';
import { LogLineReads, spaceAt, type LogLineRow } from '@hiroba/spaces/server';

/** A log entry with its exact bytes, their digest, and its number in the public log once it has one. */
export interface LogEntryRow extends LogLineRow {
  readonly leaf: string;
  readonly hash: string;
  readonly number: number | null;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly rev: number | null;
}

/** Which part of the public log is wanted. */
export interface LogEntriesAsked {
  /** The types of entries; all of them without it. */
  readonly types?: readonly string[] | undefined;
  /** The slug of a space. */
  readonly space?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** What the published log says of itself. */
export interface CheckpointRow {
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
  readonly note: string;
  readonly at: Date;
}

const more = literal(`, convert_from(e.leaf, 'UTF8') as leaf, encode(e.leaf_hash, 'hex') as hash, e.idx::int as number,
  e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.subject_rev as rev`);
// As the index of places reads it: where an entry has none, some other bytes of it, which are the id of nothing.
const placeBytes = literal(`substr(e.leaf, position('","space":"'::bytea in e.leaf) + 11, 36)`);
const place = literal(`(convert_from(e.leaf, 'UTF8')::jsonb ->> 'space')::uuid`);
// As the index of what names another thing reads it.
const named = literal(`e.type like 'mod.%' and substr(e.leaf, position('"target":{"id":"'::bytea in e.leaf) + 16, 36)`);
const newestFirst = literal('e.idx desc');

/** SQL that is true for the entries `e` of the public log of the viewer's city. */
const ofCity = ({ organisationId }: Viewer): Query => sql`e.organisation_id = ${organisationId} and e.log = 'public'`;
const numbered = literal('e.idx is not null');

/** SQL of entries as they are put into words; in a place, they happened in its space. */
const entries = (from: Query): Query => sql`
  select e.id as entry_id, e.at, coalesce((select c.space_id from component c where c.organisation_id = e.organisation_id and c.id = ${place}),
    ${place}) as space_id from ${from}`;

/** SQL of the names that a space and its components have in entries. */
const placesIn = (viewer: Viewer, slug: string): Query => sql`(
  select convert_to(at.id::text, 'UTF8') as key from (select ${spaceAt(viewer, slug)} as id) at where at.id is not null
  union all select convert_to(c.id::text, 'UTF8') from component c where c.organisation_id = ${viewer.organisationId} and c.space_id = ${spaceAt(viewer, slug)})`;

/** SQL of the numbers between which the entries of some time stand: few others are among them. */
const within = (viewer: Viewer, from: Date, until: Date): Query => sql`
  (select min(e.idx) as lowest, max(e.idx) as highest from log_entry e
   where ${ofCity(viewer)} and ${numbered} and e.at >= ${from} and e.at < ${until})`;

function before(after: string): Query {
  const [number] = keysOf(after, 1);
  if (!Number.isSafeInteger(number)) throw badInput('after');
  return sql`e.idx < ${number}::bigint`;
}

/** Reads the public log as people read it: ids and codes for everybody, words as far as the viewer may read them. */
@Injectable()
export class LogEntryReads {
  constructor(
    private readonly db: Sql,
    private readonly lines: LogLineReads,
  ) {}

  /** A page of the log, the newest first; one statement. */
  async page(viewer: Viewer, asked: LogEntriesAsked): Promise<Page<LogEntryRow>> {
    const { types, space, from, until, first, after } = asked;
    const conditions = [
      ofCity(viewer),
      numbered,
      ...(from && until
        ? [sql`e.at >= ${from} and e.at < ${until} and e.idx between times.lowest and times.highest`]
        : []),
      ...(after ? [before(after)] : []),
    ];
    const limit = literal(`limit ${checkFirst(first) + 1}`);
    const times = from && until ? sql`, ${within(viewer, from, until)} times` : literal('');
    const one = (condition: Query) => sql`
      select e.* from log_entry e${times} where ${join([...conditions, condition], ' and ')} order by e.idx desc ${limit}`;
    // Whatever is narrowed to several names is read along the index of each of them.
    const each = (keys: Query, condition: Query) => sql`${keys} k cross join lateral (${one(condition)}) e`;
    const typed = types ? sql`e.type = any(${types}::text[])` : literal('true');
    const all = space
      ? each(placesIn(viewer, space), sql`${placeBytes} = k.key and ${typed}`)
      : types
        ? each(sql`unnest(${types}::text[])`, literal('e.type = k'))
        : sql`(${one(literal('true'))}) e`;
    const rows = await this.db.rows<LogEntryRow>(
      this.lines.shown(viewer, sql`${entries(all)} order by ${newestFirst} ${limit}`, newestFirst, more),
    );
    return toPage(rows, first, ({ number }) => [number ?? 0]);
  }

  /** One entry, by the id of its event or by its number. */
  async one(
    viewer: Viewer,
    by: { readonly id: string } | { readonly number: number },
  ): Promise<LogEntryRow | undefined> {
    if ('id' in by && !isId(by.id)) return undefined;
    const wanted = 'id' in by ? sql`e.event_id = ${by.id}::uuid` : sql`e.idx = ${by.number}::bigint`;
    const page = entries(sql`log_entry e where ${ofCity(viewer)} and ${wanted}`);
    return this.db.first<LogEntryRow>(this.lines.shown(viewer, page, newestFirst, more));
  }

  /** What is in the log about one thing, in the order in which it happened; one statement. */
  async history(
    viewer: Viewer,
    kind: string,
    id: string,
    first: number,
    after: string | null | undefined,
  ): Promise<Page<LogEntryRow>> {
    const [rev] = after ? keysOf(after, 1) : [0];
    if (typeof rev !== 'number' || !Number.isInteger(rev) || Math.abs(rev) > 1e9) throw badInput('after');
    const page = sql`${entries(sql`log_entry e where ${ofCity(viewer)} and e.subject_kind = ${kind} and e.subject_id = ${id} and e.subject_rev > ${rev}::int`)}
      order by e.subject_rev limit ${atMost(checkFirst(first) + 1)}`;
    const rows = await this.db.rows<LogEntryRow>(this.lines.shown(viewer, page, literal('e.subject_rev'), more));
    return toPage(rows, first, (row) => [row.rev ?? 0]);
  }

  /** What is in the log about other things and names this one, as decisions of moderation do; one statement. */
  async naming(
    viewer: Viewer,
    kind: string,
    id: string,
    first: number,
    after: string | null | undefined,
  ): Promise<Page<LogEntryRow>> {
    const [number] = after ? keysOf(after, 1) : [-1];
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw badInput('after');
    const target = JSON.stringify({ id, kind });
    const page = sql`${entries(sql`log_entry e where ${ofCity(viewer)} and ${numbered} and ${named} = convert_to(${id}, 'UTF8')
      and position(convert_to(${`"target":${target}`}, 'UTF8') in e.leaf) > 0 and e.idx > ${number}::bigint`)}
      order by e.idx limit ${atMost(checkFirst(first) + 1)}`;
    const rows = isId(id)
      ? await this.db.rows<LogEntryRow>(this.lines.shown(viewer, page, literal('e.idx'), more))
      : [];
    return toPage(rows, first, (row) => [row.number ?? 0]);
  }

  /** What the viewer did themselves, the newest first; one statement. */
  async mine(viewer: Viewer, first: number, after: string | null | undefined): Promise<Page<LogEntryRow>> {
    if (!viewer.personId) return { items: [], next: null };
    const [entry] = after ? keysOf(after, 1) : [String(Number.MAX_SAFE_INTEGER)];
    if (typeof entry !== 'string' || !/^\d{1,18}$/.test(entry)) throw badInput('after');
    const page = sql`${entries(sql`log_entry_context c join log_entry e on e.id = c.entry_id
      where c.actor_id = ${viewer.personId} and c.entry_id < ${entry}::bigint and ${ofCity(viewer)}`)}
      order by c.entry_id desc limit ${atMost(checkFirst(first) + 1)}`;
    const rows = await this.db.rows<LogEntryRow>(this.lines.shown(viewer, page, literal('e.id desc'), more));
    return toPage(rows, first, ({ entryId }) => [entryId]);
  }

  /** The number of the newest entry about a thing. */
  async newestAbout({ organisationId }: Viewer, kind: string, id: string): Promise<number | null> {
    const row = await this.db.first<{ number: number }>(sql`
      select idx::int as number from log_entry where organisation_id = ${organisationId} and log = 'public' and subject_kind = ${kind}
        and subject_id = ${id} and idx is not null order by subject_rev desc limit 1`);
    return row?.number ?? null;
  }

  /** The number of an entry; null while it has none, nothing where there is no such entry. */
  async number({ organisationId }: Viewer, eventId: string): Promise<number | null | undefined> {
    if (!isId(eventId)) return undefined;
    const row = await this.db.first<{ number: number | null }>(sql`
      select idx::int as number from log_entry where organisation_id = ${organisationId} and log = 'public' and event_id = ${eventId}`);
    return row?.number;
  }

  /** The first published size that an entry is in, with its number; nothing while there is none. */
  async included({ organisationId }: Viewer, eventId: string): Promise<{ number: number; size: number } | undefined> {
    return this.db.first(sql`
      select e.idx::int as number, p.size::int as size from log_entry e cross join lateral (
        select c.size from log_checkpoint c where c.organisation_id = e.organisation_id and c.log = e.log and c.size > e.idx order by c.size limit 1) p
      where e.organisation_id = ${organisationId} and e.log = 'public' and e.event_id = ${eventId}`);
  }

  /** The newest signed checkpoint. */
  async checkpoint({ organisationId }: Viewer): Promise<CheckpointRow | undefined> {
    return this.db.first<CheckpointRow>(sql`
      select l.origin, l.vkey, c.size::int as size, c.note, c.at from log l join log_checkpoint c on c.organisation_id = l.organisation_id and c.log = l.name
      where l.organisation_id = ${organisationId} and l.name = 'public' order by c.size desc limit 1`);
  }
}
