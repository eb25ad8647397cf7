import { literal, placeIsOut, sql, type OpenDataScope, type Query } from '@hiroba/server';

/** Of which rounds files are asked: those of a city, a space, a place, or one. */
export interface OpenRounds extends OpenDataScope {
  readonly componentId?: string;
  readonly roundId?: string;
}

/** Files of long texts are read so many rows at a time. */
export const TEXTS = 100;

/** SQL that is true for the rounds `r` in `c` and `s` that everybody reads, as far as they are asked for. */
export const openRounds = ({ organisationId, spaceId, componentId, roundId }: OpenRounds): Query => sql`
  r.organisation_id = ${organisationId} and r.rev > 0 and ${placeIsOut}
  and (${spaceId ?? null}::uuid is null or c.space_id = ${spaceId ?? null}::uuid)
  and (${componentId ?? null}::uuid is null or c.id = ${componentId ?? null}::uuid)
  and (${roundId ?? null}::uuid is null or r.id = ${roundId ?? null}::uuid)`;

/** The code of the city, in its own column of each file. */
export const cityCode = literal('(select m.municipality_code from organisation m where m.id = r.organisation_id) as municipality_code');

/** SQL that is true once what came of a round is published. */
export const resultIsOut = literal('r.result_versions > 0');

/** What tells one reply, or one change of the plan, from another: its words. */
export const replyId = literal(`md5(concat_ws(chr(31), o.round_id, o.disposition, o.reply, o.reason, o.office))::uuid`);
export const planChangeId = literal(`case when o.plan_change <> '' then md5(concat_ws(chr(31), o.round_id, o.plan_change))::uuid end`);

/** The parts of a text that are left out where it is published, as two people agreed. */
export const checkedRedactions = literal(`coalesce((select json_agg(json_build_object('from', d.from_point, 'to', d.to_point, 'reason', d.reason) order by d.from_point, d.id)
  from redaction d where d.organisation_id = o.organisation_id and d.submission_id = o.submission_id and d.checked_at is not null), '[]')`);

/** How many opinions were answered together with one, itself included: whoever heads a group keeps its size. */
export const togetherCount = literal(`case when o.group_id is null then 1 else
  (select h.together from opinion h where h.organisation_id = o.organisation_id and h.id = o.group_id) end`);

/** Where in the draft plan a submission `u` is about: the place and page of its part. */
export const partOfPlan = literal(`(select jsonb_build_object('path', e ->> 'path', 'page', (e ->> 'page')::int) from round_plan p, jsonb_array_elements(p.units) e
  where p.organisation_id = u.organisation_id and p.round_id = u.round_id and p.kind = 'DRAFT' and u.unit_id is not null and e ->> 'id' = u.unit_id::text
  order by p.n desc limit 1)`);
