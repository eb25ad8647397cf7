import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import {
  atMost,
  checkFirst,
  Clock,
  holdsIn,
  join,
  keysOf,
  literal,
  Sql,
  sql,
  toPage,
  type Page,
  type Query,
} from '@hiroba/server';
import { priorityTerms, type Points } from '../../domain/desk/priority.ts';
import { Withholdables } from '../withholdable.ts';
import type { QueueCountType, QueueItemType } from './desk.types.ts';

/** Why a case waits: what the queue is narrowed by. */
export const asksFor = ['REPORTED', 'WARNED', 'APPEALED', 'HELD'] as const;
export type AsksFor = (typeof asksFor)[number];

/** Which part of the queue is asked for. */
export interface QueueFilter {
  readonly asks: AsksFor | null;
  /** Only what the viewer has taken. */
  readonly mine: boolean;
}

interface Asked {
  readonly filter: QueueFilter;
  readonly now: Date;
}

interface QueueRow extends Omit<QueueItemType, 'points'> {
  readonly points: Partial<Points>;
  readonly priority: number;
}

const readers = ['MODERATOR', 'AUDITOR'] as const;

/** SQL of cases `mk` that wait, with their thing, component `c` and space `s`, as far as the viewer may see them. */
const waiting = (viewer: Viewer, withholdables: Withholdables, { filter: { asks, mine }, now }: Asked): Query => {
  const { organisationId, personId } = viewer;
  const things = withholdables.all.map(
    (of) => sql`select j.title, j.text, j.locale, j.path, j."authorIds"::jsonb as authors
      from (${of.judged(organisationId, literal('mk.target_id'))}) j where mk.target_kind = ${of.kind}`,
  );
  const none = sql`select null::text, null::text, null::text, null::text, null::jsonb where false`;
  return sql`
    from mod_case mk
    join component c on c.organisation_id = mk.organisation_id and c.id = mk.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    cross join lateral (${join([...things, none], ' union all ')}) thing (title, text, locale, path, authors)
    where mk.organisation_id = ${organisationId} and mk.due_at is not null and ${holdsIn(viewer, readers, literal('s.id'))}
      and ${asks ? sql`mk.asks = ${asks}` : literal('true')}
      and ${mine ? sql`mk.lease_by = ${personId ?? null} and mk.lease_until > ${now}` : literal('true')}`;
};

const inOrder = literal('order by mk.priority desc, mk.id desc');

/** SQL of a page of the queue, the most urgent first. */
const queuePage = (
  viewer: Viewer,
  withholdables: Withholdables,
  { first, after, ...asked }: Asked & { readonly first: number; readonly after: string | null },
): Query => {
  const from = after === null ? undefined : keysOf(after, 2);
  return sql`
    select mk.id, mk.target_kind as "subjectKind", mk.target_id as "subjectId", thing.title, left(thing.text, 240) as excerpt, thing.locale,
      thing.path, s.title as within, mk.asks, mk.priority, mk.points, mk.due_at as "dueAt",
      case when mk.lease_until > ${asked.now} then case when mk.lease_by = ${viewer.personId ?? null} then 'MINE' else 'OTHERS' end end as lease,
      (select count(*)::int from mod_report r where r.organisation_id = mk.organisation_id and r.case_id = mk.id and r.decision_id is null) as reports
    ${waiting(viewer, withholdables, asked)}
      and ${from ? sql`(mk.priority, mk.id) < (${Number(from[0])}::int, ${String(from[1])}::uuid)` : literal('true')}
    ${inOrder} limit ${atMost(first + 1)}`;
};

/** SQL of the first case after another that the viewer could take: nobody has it, and they did not write or report it. */
export const nextFree = (
  viewer: Viewer,
  withholdables: Withholdables,
  { after, ...asked }: Asked & { readonly after: string | null },
): Query => sql`
  select mk.id as "caseId", mk.target_kind as kind, mk.target_id as id
  ${waiting(viewer, withholdables, asked)}
    and (mk.lease_until is null or mk.lease_until <= ${asked.now} or mk.lease_by = ${viewer.personId ?? null})
    and not (thing.authors ? ${viewer.personId ?? ''}::text)
    and not exists (select from mod_report r where r.organisation_id = mk.organisation_id and r.case_id = mk.id and r.reporter_id = ${viewer.personId ?? null})
    and ${
      after === null
        ? literal('true')
        : sql`(mk.priority, mk.id) < (select a.priority, a.id from mod_case a where a.organisation_id = ${viewer.organisationId} and a.id = ${after}::uuid)`
    }
  ${inOrder} limit 1`;

/** What those who moderate read of the queue. */
@Injectable()
export class QueueReads {
  constructor(
    private readonly db: Sql,
    private readonly clock: Clock,
    private readonly withholdables: Withholdables,
  ) {}

  /** A page of what waits, the most urgent first; nothing for those who moderate nowhere. */
  async page(viewer: Viewer, filter: QueueFilter, first: number, after: string | null): Promise<Page<QueueItemType>> {
    if (!viewer.personId) return { items: [], next: null };
    const now = await this.clock.nearly(this.db);
    const rows = await this.db.rows<QueueRow>(
      queuePage(viewer, this.withholdables, { filter, now, after, first: checkFirst(first) }),
    );
    const page = toPage(rows, first, ({ priority, id }) => [priority, id]);
    return { ...page, items: page.items.map(({ points, ...row }) => ({ ...row, points: named(points) })) };
  }

  /** How much waits, by why, and how much of it the viewer has taken. */
  async counts(viewer: Viewer): Promise<QueueCountType[]> {
    if (!viewer.personId || !viewer.grants.some(({ role }) => readers.some((one) => one === role))) return [];
    const now = await this.clock.nearly(this.db);
    const mine = sql`mk.lease_by = ${viewer.personId} and mk.lease_until > ${now}`;
    const ofViewer = sql`mk.organisation_id = ${viewer.organisationId} and mk.due_at is not null`;
    // Whoever looks after the whole city need not be asked of each case whether it is theirs, and an index has the numbers.
    const isEverywhere =
      viewer.mfa && viewer.grants.some(({ role, spaceId }) => !spaceId && readers.some((one) => one === role));
    const within = sql`mk.component_id in (select c.id from component c where c.organisation_id = ${viewer.organisationId}
      and ${holdsIn(viewer, readers, literal('c.space_id'))})`;
    const rows = await this.db.rows<QueueCountType>(sql`
      select mk.asks as key, count(*)::int as many from mod_case mk
      where ${ofViewer} and ${isEverywhere && !viewer.suspended ? literal('true') : within} group by mk.asks
      union all select 'MINE', count(*)::int from mod_case mk where ${ofViewer} and ${mine}`);
    const of = (key: string) => rows.find((row) => row.key === key)?.many ?? 0;
    return [
      { key: 'ALL', many: asksFor.reduce((sum, key) => sum + of(key), 0) },
      ...asksFor.map((key) => ({ key, many: of(key) })),
      { key: 'MINE', many: of('MINE') },
    ];
  }
}

/** The points of a case by their terms, those that count for nothing left out. */
export const named = (points: Partial<Points>): QueueItemType['points'] =>
  priorityTerms.flatMap((term) => (points[term] ? [{ term, tenths: points[term] }] : []));
