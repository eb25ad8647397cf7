import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import {
  atMost, badInput, checkFirst, holdsIn, isId, join, keysOf, literal, mayEnterSpace, placeIsOutFor, Sql, sql, toPage, type Page, type Query,
} from '@hiroba/server';
import type { RoundGroup } from './round-parts.type.ts';
import type { Round } from './round.entity.ts';

/** A round as lists and pages read it: one row, with the space it lives in. */
export type RoundRow = Round & {
  readonly spaceSlug: string;
  readonly spaceId: string;
  readonly sortKey: string;
};

/** What a list of rounds is asked for. */
export interface RoundListArguments {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly group?: RoundGroup | undefined;
}

/** How many rounds stand where. */
export interface RoundCounts {
  readonly announced: number;
  readonly open: number;
  readonly reviewing: number;
  readonly overdue: number;
  readonly answered: number;
  readonly drafts: number;
}

const columns = literal(`r.id, r.organisation_id as "organisationId", r.component_id as "componentId", r.stage, r.title, r.title_kana as "titleKana",
  r.summary, r.easy_summary as "easySummary", r.locale, r.subject_type as "subjectType", r.policy_field as "policyField", r.office, r.contact, r.ask,
  r.ways, r.places, r.profile, r.legal_basis as "legalBasis", r.clause, r.zone, r.opens_at as "opensAt", r.closes_at as "closesAt",
  r.short_period_reason as "shortPeriodReason", r.suspensions, r.response_due_at as "responseDueAt", r.overdue_reason as "overdueReason",
  r.author_ids as "authorIds", r.reference, r.drafted_at as "draftedAt", r.scheduled_at as "scheduledAt", r.tail_closed_at as "tailClosedAt",
  r.answered_at as "answeredAt", r.ended_at as "endedAt", r.disposed_at as "disposedAt", r.changed_at as "changedAt", r.review, r.notice_versions as "noticeVersions",
  r.result_versions as "resultVersions", r.exemption, r.equivalent, r.return_reason as "returnReason", r.rev`);

/** A round `r` with its component `c` and its space `s`. */
export const roundInPlace = literal(`round r
  join component c on c.organisation_id = r.organisation_id and c.id = r.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id`);

const working = (viewer: Viewer): Query => holdsIn(viewer, ['STAFF', 'AUDITOR'], literal('c.space_id'));

/** SQL that is true for the rounds `r` in `c` and `s` that a viewer may read: the twin of `roundPolicy.read`. */
export const readableRound = (viewer: Viewer): Query =>
  sql`(${mayEnterSpace(viewer)} and ((r.rev > 0 and ${placeIsOutFor(viewer)}) or ${working(viewer)}))`;

const closed = (now: Date): Query =>
  sql`((r.stage = 'SCHEDULED' and r.closes_at <= ${now}) or r.stage in ('ANALYSIS', 'RESPONSE_REVIEW'))`;

/** SQL that is true for the rounds of a group at an instant: the twin of `statusOf`. */
export const inGroup = (group: RoundGroup, now: Date): Query => ({
  DRAFTS: literal('r.rev = 0'),
  ANNOUNCED: sql`(r.stage = 'SCHEDULED' and r.opens_at > ${now})`,
  OPEN: sql`(r.stage = 'SCHEDULED' and r.opens_at <= ${now} and r.closes_at > ${now})`,
  REVIEWING: closed(now),
  OVERDUE: sql`(${closed(now)} and r.response_due_at <= ${now})`,
  ANSWERED: literal(`(r.rev > 0 and r.stage not in ('SCHEDULED', 'ANALYSIS', 'RESPONSE_REVIEW'))`),
}[group]);

const sortedBy = literal('coalesce(r.opens_at, r.drafted_at)');
const isInstant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/;

/** Questions about rounds, each one SQL statement. */
@Injectable()
export class RoundReads {
  constructor(private readonly db: Sql) {}

  #select(viewer: Viewer, condition: Query, order: Query): Query {
    return sql`
      select ${columns}, s.slug as "spaceSlug", c.space_id as "spaceId", (${sortedBy})::text as "sortKey" from ${roundInPlace}
      where r.organisation_id = ${viewer.organisationId} and ${readableRound(viewer)} and ${condition} ${order}`;
  }

  /** One round, if the viewer may read it. */
  async one(viewer: Viewer, id: string): Promise<RoundRow | null> {
    if (!isId(id)) return null;
    const [row] = await this.db.shared<RoundRow>(this.#select(viewer, sql`r.id = ${id}`, sql``));
    return row ?? null;
  }

  /** A page of the rounds of a component, the newest first. */
  async list(viewer: Viewer, componentId: string, now: Date, { first, after, group }: RoundListArguments): Promise<Page<RoundRow>> {
    checkFirst(first);
    const conditions = [sql`r.component_id = ${componentId}`, group ? inGroup(group, now) : literal('r.rev > 0')];
    if (after) {
      const [key, id] = keysOf(after, 2);
      if (typeof key !== 'string' || !isInstant.test(key) || typeof id !== 'string' || !isId(id)) throw badInput('after');
      conditions.push(sql`(${sortedBy}, r.id) < (${key}::timestamptz, ${id}::uuid)`);
    }
    const rows = await this.db.shared<RoundRow>(this.#select(
      viewer, join(conditions, ' and '), sql`order by ${sortedBy} desc, r.id desc limit ${atMost(first + 1)}`));
    return toPage(rows, first, ({ sortKey, id }) => [sortKey, id]);
  }

  /** How many rounds of a component stand where. */
  async counts(viewer: Viewer, componentId: string, now: Date): Promise<RoundCounts> {
    const many = (group: RoundGroup): Query => sql`(count(*) filter (where ${inGroup(group, now)}))::int`;
    const row = await this.db.first<RoundCounts>(sql`
      select ${many('ANNOUNCED')} as announced, ${many('OPEN')} as open, ${many('REVIEWING')} as reviewing, ${many('OVERDUE')} as overdue,
        ${many('ANSWERED')} as answered, ${many('DRAFTS')} as drafts
      from ${roundInPlace} where r.organisation_id = ${viewer.organisationId} and r.component_id = ${componentId} and ${readableRound(viewer)}`);
    return row ?? { announced: 0, open: 0, reviewing: 0, overdue: 0, answered: 0, drafts: 0 };
  }
}
