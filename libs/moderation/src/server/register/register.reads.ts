import { Injectable } from '@nestjs/common';
import type { LocalizedText, Viewer } from '@hiroba/kernel';
import {
  atMost,
  badInput,
  checkFirst,
  isId,
  join,
  keysOf,
  placeIsOutFor,
  Sql,
  sql,
  toPage,
  type Page,
  type Query,
} from '@hiroba/server';
import { spaceAt } from '@hiroba/spaces/server';
import type { RegisterFilter } from '../../domain/register.ts';
import type { RegisteredDecisionType } from './register.types.ts';

/** A decision as its row has it: the title of its rule in the languages it was written in. */
export interface RegisteredRow extends Omit<RegisteredDecisionType, 'ruleTitle'> {
  readonly titles: LocalizedText;
}

/** SQL of the first instant of a month of a city, or of the month after it. */
const startOf = (organisationId: string, month: string, later: 0 | 1): Query => sql`
  ((${`${month}-01`}::timestamp + make_interval(months => ${later}::int)) at time zone (select o.zone from organisation o where o.id = ${organisationId}))`;

/** SQL of what a filter asks of rows `r` of the register; which space is meant is said by whoever asks. */
export const narrowed = (
  organisationId: string,
  { month, rule, kind, outcome }: RegisterFilter,
  space: Query | undefined,
): Query =>
  join(
    [
      sql`r.organisation_id = ${organisationId}`,
      ...(month === undefined
        ? []
        : [
            sql`r.decided_at >= ${startOf(organisationId, month, 0)} and r.decided_at < ${startOf(organisationId, month, 1)}`,
          ]),
      ...(rule === undefined ? [] : [sql`r.rule_id = ${rule}`]),
      ...(space === undefined ? [] : [sql`r.space_id = ${space}`]),
      ...(kind === undefined ? [] : [sql`r.kind = ${kind}`]),
      ...(outcome === undefined ? [] : [sql`r.outcome = ${outcome}`]),
    ],
    ' and ',
  );

function past(after: string): Query {
  const [at, id] = keysOf(after, 2);
  if (typeof at !== 'number' || Number.isNaN(new Date(at).getTime()) || typeof id !== 'string' || !isId(id))
    throw badInput('after');
  return sql`and (r.decided_at, r.decision_id) < (${new Date(at)}::timestamptz, ${id}::uuid)`;
}

/** SQL that is true for rows `r` of places that are not there for the viewer, which are looked up once. Wrapped, lest few places look like no rows. */
const isAway = (viewer: Viewer): Query => sql`coalesce(r.component_id = any (array(
  select c.id from component c join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
  where c.organisation_id = ${viewer.organisationId} and not ${placeIsOutFor(viewer)})), false)`;

/** SQL of a page of the register, the newest decision first, of places that are there for the viewer. */
const registerPage = (
  viewer: Viewer,
  filter: RegisterFilter,
  { first, after }: { readonly first: number; readonly after: string | null },
): Query => sql`
  with page as materialized (
    select r.decision_id, r.decided_at, r.thing, r.space_id, r.outcome from mod_register r
    where ${narrowed(viewer.organisationId, filter, filter.space === undefined ? undefined : spaceAt(viewer, filter.space))}
      and not ${isAway(viewer)} ${after === null ? sql`` : past(after)}
    order by r.decided_at desc, r.decision_id desc limit ${atMost(first + 1)})
  select m.id, m.decided_at as at, m.kind, page.thing, m.rule_id as rule, m.rule_version as version, pr.title as titles,
    m.reason_code as "reasonCode", m.ends_at as "endsAt", m.approver_id is not null as "secondPerson", m.automated_detection as automated,
    page.outcome, s.title as within, e.event_id as "entryId"
  from page
  join mod_decision m on m.organisation_id = ${viewer.organisationId} and m.id = page.decision_id
  join mod_policy_rule pr on pr.organisation_id = m.organisation_id and pr.id = m.rule_id and pr.version = m.rule_version
  join space s on s.organisation_id = m.organisation_id and s.id = page.space_id
  left join log_entry e on e.organisation_id = m.organisation_id and e.subject_kind = 'case' and e.subject_id = m.case_id::text
    and e.subject_rev = m.case_rev
  order by page.decided_at desc, page.decision_id desc`;

/** What everybody reads of decisions: which kind of thing, under which rule, when, and what became of it; no texts, no names. */
@Injectable()
export class RegisterReads {
  constructor(private readonly db: Sql) {}

  /** A page of the register, the newest first. */
  async page(
    viewer: Viewer,
    filter: RegisterFilter,
    first: number,
    after: string | null,
  ): Promise<Page<RegisteredRow>> {
    // How rare a rule or a kind is decides which index is the right one.
    const rows = await this.db.rows<RegisteredRow>(registerPage(viewer, filter, { first: checkFirst(first), after }), {
      planned: true,
    });
    return toPage(rows, first, ({ at, id }) => [at.getTime(), id]);
  }
}
