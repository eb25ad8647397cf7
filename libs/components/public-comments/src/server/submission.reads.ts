import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { atMost, badInput, checkFirst, holdsIn, isId, join, keysOf, literal, mayEnterSpace, Sql, sql, toPage, type Page, type Query } from '@hiroba/server';
import type { Submission } from './submission.entity.ts';

/** A submission as lists of staff read it. */
export type SubmissionRow = Submission & { readonly sortKey: string };

/** Which submissions a list shows. */
export const submissionGroups = ['ALL', 'UNCHECKED', 'LATE', 'BUSY', 'EXCLUDED', 'UNREAD', 'CLAIMED'] as const;
export type SubmissionGroup = (typeof submissionGroups)[number];

const columns = literal(`u.id, u.organisation_id as "organisationId", u.component_id as "componentId", u.round_id as "roundId", u.number, u.channel,
  u.received_at as "receivedAt", u.signed_at as "signedAt", u.postmark_at as "postmarkAt", u.entered_at as "enteredAt", u.entered_by as "enteredBy",
  u.checked_by as "checkedBy", u.checked_at as "checkedAt", u.notice_version as "noticeVersion", u.locale, u.body, u.unit_id as "unitId", u.category, u.extra,
  u.child, u.persons, u.busy, u.late, u.excluded, u.excluded_reason as "excludedReason", u.withdrawn_at as "withdrawnAt", u.revisions,
  u.no_opinion as "noOpinion", u.read_at as "readAt", u.rev`);

const groups: Readonly<Record<SubmissionGroup, Query>> = {
  ALL: literal('true'),
  UNCHECKED: literal('u.entered_by is not null and u.checked_at is null and u.excluded is null'),
  LATE: literal(`u.late = 'PENDING'`),
  BUSY: literal('u.busy'),
  EXCLUDED: literal('u.excluded is not null'),
  UNREAD: literal('u.excluded is null and u.read_at is null'),
  CLAIMED: literal('exists (select from not_mine_claim k where k.organisation_id = u.organisation_id and k.submission_id = u.id and k.decided_at is null)'),
};

const inPlace = literal('submission u join round r on r.organisation_id = u.organisation_id and r.id = u.round_id');

/** SQL that is true where a viewer works on the rounds `r` in `c`: nobody else reads what is not published. */
export const worksOnRound = (viewer: Viewer): Query =>
  sql`(${mayEnterSpace(viewer)} and ${holdsIn(viewer, ['STAFF', 'AUDITOR'], literal('c.space_id'))})`;

const isInstant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/;

/** Questions about submissions, each one SQL statement. */
@Injectable()
export class SubmissionReads {
  constructor(private readonly db: Sql) {}

  /** One submission, for those who work on its round. */
  async one(viewer: Viewer, id: string): Promise<SubmissionRow | null> {
    if (!isId(id)) return null;
    const [row] = await this.db.shared<SubmissionRow>(this.#select(viewer, sql`u.id = ${id}`, sql``));
    return row ?? null;
  }

  /** A page of the submissions of a round as they came. */
  async list(viewer: Viewer, roundId: string, { first, after, group }: { first: number; after?: string | null; group: SubmissionGroup }): Promise<Page<SubmissionRow>> {
    checkFirst(first);
    if (!isId(roundId)) return { items: [], next: null };
    const conditions = [sql`u.round_id = ${roundId}`, groups[group]];
    if (after) {
      const [at, id] = keysOf(after, 2);
      if (typeof at !== 'string' || !isInstant.test(at) || typeof id !== 'string' || !isId(id)) throw badInput('after');
      conditions.push(sql`(u.received_at, u.id) > (${at}::timestamptz, ${id}::uuid)`);
    }
    const rows = await this.db.shared<SubmissionRow>(this.#select(viewer, join(conditions, ' and '), sql`order by u.received_at, u.id limit ${atMost(first + 1)}`));
    return toPage(rows, first, ({ sortKey, id }) => [sortKey, id]);
  }

  #select(viewer: Viewer, condition: Query, order: Query): Query {
    return sql`
      select ${columns}, u.received_at::text as "sortKey" from ${inPlace}
      join component c on c.organisation_id = r.organisation_id and c.id = r.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      where u.organisation_id = ${viewer.organisationId} and ${worksOnRound(viewer)} and ${condition} ${order}`;
  }
}
