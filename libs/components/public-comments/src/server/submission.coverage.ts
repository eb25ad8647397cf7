import { firstIn, literal, sql } from '@hiroba/server';
import { countsOf, type CountedOpinion, type CountedSubmission } from '../domain/counting.ts';
import type { Gap, GapCode } from '../domain/coverage.ts';
import { sameTexts } from './grouping.reads.ts';
import type { GapsOf, NumbersOf } from './round.coverage.ts';

type GapRow = Readonly<Partial<Record<GapCode, number>>> & { readonly at: string };

const places: Readonly<Partial<Record<GapCode, string>>> = {
  SUBMISSION_UNREAD: 'desk/intake?show=UNREAD', CHARACTERS_UNCOVERED: 'desk/intake?show=ALL', LATE_UNDECIDED: 'desk/intake?show=LATE', REDACTION_UNCHECKED: 'desk/intake?show=ALL', SUGGESTION_OPEN: 'desk/opinions?show=ALL', CLAIM_OPEN: 'desk/intake?show=CLAIMED',
};

// Most texts are one range: only others are taken apart.
const lengthOf = (ranges: string): string => `case jsonb_array_length(${ranges}) when 0 then 0 when 1 then (${ranges}->0->>'to')::int - (${ranges}->0->>'from')::int
  else (select sum((e->>'to')::int - (e->>'from')::int) from jsonb_array_elements(${ranges}) e) end`;

/** SQL of the submissions `u` of a round that are to be answered. */
const answered = literal(`u.excluded is null and u.late is distinct from 'REFUSED'`);

/** What of the submissions of a round is not read, covered, decided or answered yet, as their rows say now. */
export const submissionGaps: GapsOf = async (em, { organisationId, id, profile }) => {
  const codes = profile.dispositions.map(({ code }) => code);
  const [reasons, changes] = [profile.dispositions.filter(({ needsReason }) => needsReason), profile.dispositions.filter(({ needsPlanChange }) => needsPlanChange)]
    .map((dispositions) => dispositions.map(({ code }) => code));
  const row = await firstIn<GapRow>(em, sql`
    select
      (select count(*) from submission u where u.organisation_id = ${organisationId} and u.round_id = ${id} and ${answered} and u.read_at is null)::int as "SUBMISSION_UNREAD",
      (select count(*) from submission u left join (
          select o.submission_id, sum(${literal(lengthOf('o.ranges'))}) as characters from opinion o where o.organisation_id = ${organisationId} and o.round_id = ${id} group by 1) o
        on o.submission_id = u.id where u.organisation_id = ${organisationId} and u.round_id = ${id} and ${answered} and u.read_at is not null and
        ${literal(lengthOf('u.no_opinion'))} + coalesce(o.characters, 0) <> char_length(u.body))::int as "CHARACTERS_UNCOVERED",
      (select count(*) from submission u where u.organisation_id = ${organisationId} and u.round_id = ${id} and u.late = 'PENDING')::int as "LATE_UNDECIDED",
      (select count(*) from redaction d join submission u on u.organisation_id = d.organisation_id and u.id = d.submission_id
        where u.organisation_id = ${organisationId} and u.round_id = ${id} and d.checked_at is null)::int as "REDACTION_UNCHECKED",
      (select count(*) from (${sameTexts(organisationId, id)}) same)::int as "SUGGESTION_OPEN",
      (select count(*) from not_mine_claim k where k.organisation_id = ${organisationId} and k.round_id = ${id} and k.decided_at is null)::int as "CLAIM_OPEN",
      (select format('/spaces/%s/public-comments/%s/%s', s.slug, c.id, r.id) from round r join component c on c.organisation_id = r.organisation_id and c.id = r.component_id
        join space s on s.organisation_id = c.organisation_id and s.id = c.space_id where r.organisation_id = ${organisationId} and r.id = ${id}) as at,
      open.*
    from (
      select (count(*) filter (where o.disposition is null or not o.disposition = any(${codes}::text[])))::int as "OPINION_UNDECIDED",
        (count(*) filter (where o.disposition is not null and o.reply = ''))::int as "REPLY_MISSING",
        (count(*) filter (where o.disposition = any(${reasons}::text[]) and o.reason = ''))::int as "REASON_MISSING",
        (count(*) filter (where o.disposition = any(${changes}::text[]) and o.plan_change = ''))::int as "PLAN_CHANGE_MISSING"
      from opinion o join submission u on u.organisation_id = o.organisation_id and u.id = o.submission_id
      where o.organisation_id = ${organisationId} and o.round_id = ${id} and ${answered}) open`);
  if (!row) return [];
  const { at, ...counts } = row;
  return (Object.entries(counts) as [GapCode, number][]).filter(([, count]) => count > 0)
    .map(([code, count]): Gap => ({ code, count, path: `${at}/${places[code] ?? 'desk/opinions?show=UNDECIDED'}` }));
};

/** The figures of a round by the published rules, as its rows say now; those that are counted alike come as one row. */
export const submissionNumbers: NumbersOf = async (em, { organisationId, id, profile }) => {
  const row = await firstIn<{ submissions: CountedSubmission[]; opinions: CountedOpinion[]; changes: number }>(em, sql`
    with counted as materialized (select u.id, u.channel, u.persons, u.child, coalesce(u.excluded, case when u.late in ('PENDING', 'REFUSED') then 'LATE' end) as excluded
      from submission u where u.organisation_id = ${organisationId} and u.round_id = ${id}),
    kinds as materialized (select channel, persons, child, excluded, count(*)::int as many, row_number() over ()::text as id from counted group by 1, 2, 3, 4),
    told as (select k.id, o.group_id, o.disposition, count(*)::int as many from opinion o join counted u on u.id = o.submission_id
      join kinds k on k.channel = u.channel and k.persons is not distinct from u.persons and k.child = u.child and k.excluded is not distinct from u.excluded
      where o.organisation_id = ${organisationId} and o.round_id = ${id} group by 1, 2, 3)
    select
      coalesce((select json_agg(json_build_object('id', id, 'channel', channel, 'persons', persons, 'child', child, 'excluded', excluded, 'many', many)) from kinds), '[]') as submissions,
      coalesce((select json_agg(json_build_object('submissionId', id, 'group', group_id, 'disposition', disposition, 'many', many)) from told), '[]') as opinions,
      (select count(distinct o.plan_change) from opinion o where o.organisation_id = ${organisationId} and o.round_id = ${id} and o.plan_change <> '')::int as changes`);
  const counts = countsOf(profile.channels, row?.submissions ?? [], row?.opinions ?? [], row?.changes ?? 0);
  const { known, unknown, submissions, opinions } = counts.total;
  return {
    persons: known, unknown, submissions, opinions, groups: counts.groups, planChanges: counts.planChanges,
    byChannel: counts.channels.map((each) => ({ channel: each.channel, persons: each.known, submissions: each.submissions, opinions: each.opinions })),
    byDisposition: profile.dispositions.map(({ code }) => ({ code, opinions: counts.dispositions[code] ?? 0 })),
  };
};
