import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { atMost, badInput, checkFirst, holdsIn, isId, join, keysOf, literal, mayEnterSpace, placeIsOutFor, Sql, sql, toPage, type Page, type Query } from '@hiroba/server';
import type { Vote } from './vote.entity.ts';

/** A vote as lists and pages read it: one row with the address of its space. */
export type VoteRow = Vote & { readonly spaceSlug: string; readonly sortKey: string };

const columns = literal(`v.id, v.organisation_id as "organisationId", v.component_id as "componentId", v.title, v.intro, v.office, v.type, v.method,
  v.parameters, v.secrecy, v.electorate, v.electorate_mode as "electorateMode", v.tie_rule as "tieRule", v.lot_source as "lotSource",
  v.unique_limit as "uniqueLimit", v.paper, v.reference, v.opens_at as "opensAt", v.closes_at as "closesAt", v.announced_at as "announcedAt",
  v.frozen_at as "frozenAt", v.ballots_at as "ballotsAt", v.tallied_at as "talliedAt", v.result_at as "resultAt", v.object_until as "objectUntil",
  v.final_at as "finalAt", v.voided_at as "voidedAt", v.document, v.rule_hash as "ruleHash", v.eligible, v.ballots, v.blank, v.superseded,
  v.unique_permille as "uniquePermille", v.ballots_hash as "ballotsHash", v.result_hash as "resultHash", v.package_hash as "packageHash",
  v.run_by as "runBy", v.preview, v.version, v.correction_due as "correctionDue", v.rev`);

const inPlace = literal(`vote v
  join component c on c.organisation_id = v.organisation_id and c.id = v.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id`);

/** SQL that is true for the votes `v` in `c` and `s` that a viewer may know of: the twin of `votePolicy.read`. */
export const knownVote = (viewer: Viewer): Query => sql`(${mayEnterSpace(viewer)}
  and ((v.rev > 0 and ${placeIsOutFor(viewer)}) or ${holdsIn(viewer, ['STAFF', 'AUDITOR'], literal('c.space_id'))}))`;

const isInstant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/;

/** Questions about votes, each one SQL statement. */
@Injectable()
export class VoteReads {
  constructor(private readonly db: Sql) {}

  #select(viewer: Viewer, sortKey: Query, condition: Query, order: Query): Query {
    return sql`
      select ${columns}, s.slug as "spaceSlug", ${sortKey} as "sortKey" from ${inPlace}
      where v.organisation_id = ${viewer.organisationId} and ${knownVote(viewer)} and ${condition} ${order}`;
  }

  /** One vote, if the viewer may know of it. */
  async one(viewer: Viewer, id: string): Promise<VoteRow | null> {
    if (!isId(id)) return null;
    const [row] = await this.db.shared<VoteRow>(this.#select(viewer, sql`''`, sql`v.id = ${id}`, sql``));
    return row ?? null;
  }

  /** A page of the votes of a component, the newest first; or of the drafts that its staff work on. */
  async list(viewer: Viewer, componentId: string, { first, after, drafts }: { first: number; after?: string | null; drafts: boolean }): Promise<Page<VoteRow>> {
    checkFirst(first);
    const key = drafts ? literal('v.id') : literal('v.announced_at');
    const conditions = [sql`v.component_id = ${componentId}`, literal(drafts ? 'v.rev = 0' : 'v.rev > 0')];
    if (after) {
      const [at, id] = keysOf(after, 2);
      if (typeof at !== 'string' || !(drafts ? isId(at) : isInstant.test(at)) || typeof id !== 'string' || !isId(id)) throw badInput('after');
      conditions.push(drafts ? sql`v.id > ${id}::uuid` : sql`(v.announced_at, v.id) < (${at}::timestamptz, ${id}::uuid)`);
    }
    const order = sql`order by ${drafts ? literal('v.id') : literal('v.announced_at desc, v.id desc')} limit ${atMost(first + 1)}`;
    const rows = await this.db.shared<VoteRow>(this.#select(viewer, sql`(${key})::text`, join(conditions, ' and '), order));
    return toPage(rows, first, ({ sortKey, id }) => [sortKey, id]);
  }
}
