import { Injectable } from '@nestjs/common';
import type { ActorKind, Viewer } from '@hiroba/kernel';
import {
  atMost,
  badInput,
  checkFirst,
  join,
  keysOf,
  literal,
  mayEnterSpace,
  openToAll,
  Sql,
  sql,
  toPage,
  type EntryAsked,
  type LogList,
  type Page,
  type Query,
} from '@hiroba/server';
import { GatheredReads, type WordsByLanguage } from './gathered.reads.ts';
import { readableSpace } from './space.reads.ts';

/** A log entry as a list shows it. */
export interface LogLineRow {
  readonly id: string;
  readonly entryId: string;
  readonly at: Date;
  readonly type: string;
  readonly actor: ActorKind | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Whether it is about something that has words of its own. */
  readonly named: boolean;
  readonly title: WordsByLanguage | null;
  readonly path: string | null;
  readonly office: string | null;
  readonly within: WordsByLanguage | null;
}

/** Which part of a list is wanted. */
export interface LogLinesAsked {
  readonly list: LogList;
  readonly kind?: string | undefined;
  /** The slug of a space. */
  readonly space?: string | undefined;
  /** The code of a person. */
  readonly person?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly first: number;
  readonly after?: string | undefined;
}

const entry: EntryAsked = {
  subjectId: literal('e.subject_id::uuid'),
  type: literal('e.type'),
  data: literal(`leaf.j -> 'data'`),
};

/** Reads log entries in the lists in which they are shown, one statement a page. */
@Injectable()
export class LogLineReads {
  constructor(
    private readonly db: Sql,
    private readonly gathered: GatheredReads,
  ) {}

  /** A page of a list, the newest first. */
  async page(viewer: Viewer, asked: LogLinesAsked, now: Date | undefined): Promise<Page<LogLineRow>> {
    const { list, kind, space, person, from, until, first, after } = asked;
    const conditions = [
      sql`l.organisation_id = ${viewer.organisationId} and l.list = ${list} and ${isThere(viewer)}`,
      ...(kind === undefined ? [] : [sql`l.kind = ${kind}`]),
      ...(space === undefined ? [] : [sql`l.space_id = ${spaceAt(viewer, space)}`]),
      ...(person === undefined || !now
        ? []
        : [sql`l.subject_id in (${this.gathered.idsOfPerson(viewer, person, now)})`]),
      ...(from ? [sql`l.at >= ${from}`] : []),
      ...(until ? [sql`l.at < ${until}`] : []),
      ...(after === undefined ? [] : [past(after)]),
    ];
    const rows = await this.db.rows<LogLineRow>(
      this.shown(
        viewer,
        sql`
      select l.entry_id, l.at, l.space_id from log_line l where ${join(conditions, ' and ')}
      order by l.at desc, l.entry_id desc limit ${atMost(checkFirst(first) + 1)}`,
      ),
      { planned: person !== undefined },
    );
    return toPage(rows, first, ({ at, entryId }) => [at.getTime(), entryId]);
  }

  /** SQL of log entries in words, by a page of their `entry_id`, `at` and `space_id`, in its order; with further columns of `e`. */
  shown(viewer: Viewer, page: Query, order = literal('page.at desc, page.entry_id desc'), more = literal('')): Query {
    const parts = this.gathered.subjects(viewer, entry);
    const things = parts.map(
      ({ kind, title, path, office, from }) => sql`
      select ${title} as title, ${path} as path, ${office ?? literal('null::text')} as office ${from} and e.subject_kind = ${kind}`,
    );
    return sql`
      with page as materialized (${page})
      select e.event_id as id, e.id::text as "entryId", page.at, e.type, leaf.j -> 'actor' ->> 'kind' as actor, leaf.j -> 'data' as data,
        coalesce(e.subject_kind = any(${parts.map(({ kind }) => kind)}::text[]), false) as named, thing.title, thing.path, thing.office,
        (select s.title from space s where s.organisation_id = e.organisation_id and s.id = page.space_id and e.subject_kind <> 'space'
          and ${readableSpace(viewer)}) as within ${more}
      from page join log_entry e on e.id = page.entry_id
      cross join lateral (select convert_from(e.leaf, 'UTF8')::jsonb as j) leaf
      left join lateral (${join([sql`select null::jsonb as title, null::text as path, null::text as office where false`, ...things], ' union all ')}) thing on true
      order by ${order}`;
  }
}

/** SQL that is true for the lines `l` that belong to no space which is not there for the viewer; those spaces are looked up once. */
const isThere = (viewer: Viewer): Query => sql`(l.space_id is null or l.space_id <> all (array(
  select s.id from space s where s.organisation_id = ${viewer.organisationId} and not ${openToAll} and not ${mayEnterSpace(viewer)})))`;

/** SQL of the id of the space at an address, where it is there for the viewer. */
export const spaceAt = (viewer: Viewer, slug: string): Query => sql`(
  select s.id from space_slug k join space s on s.organisation_id = k.organisation_id and s.id = k.space_id
  where k.organisation_id = ${viewer.organisationId} and k.slug = ${slug} and ${readableSpace(viewer)})`;

function past(after: string): Query {
  const [at, id] = keysOf(after, 2);
  if (
    typeof at !== 'number' ||
    Number.isNaN(new Date(at).getTime()) ||
    typeof id !== 'string' ||
    !/^\d{1,18}$/.test(id)
  )
    throw badInput('after');
  return sql`(l.at, l.entry_id) < (${new Date(at)}::timestamptz, ${id}::bigint)`;
}
