import { BATCH, batches, firstId, literal, sql, type OpenDataSet, type Query, type ReadRows } from '@hiroba/server';
import type { RoundNumbers } from '../domain/coverage.ts';
import { countLines, type CountedBesides } from '../domain/open-files.ts';
import type { Publicity } from '../domain/opinion.ts';
import { publishedText, type Redaction } from '../domain/redaction.ts';
import type { ResultLine } from '../domain/result-table.ts';
import type { TextRange } from '../domain/text-ranges.ts';
import { checkedRedactions, cityCode, openRounds, partOfPlan, planChangeId, replyId, resultIsOut, TEXTS, togetherCount, type OpenRounds } from './open-rounds.ts';
import { openSet } from './round.export.ts';
import { roundInPlace } from './round.reads.ts';

interface Numbered {
  readonly round_id: string;
  readonly number: number;
}

// A kind of people of whom there are fewer would tell who they are.
const FEW = 3;

interface SubmissionRow extends Numbered {
  readonly excluded: string | null;
  readonly category: string | null;
}

const submissionsAfter = (scope: OpenRounds, { round_id: round, number }: Numbered): Query => sql`
  with page as (
    select u.*, r.zone, (select m.municipality_code from organisation m where m.id = r.organisation_id) as municipality_code from ${roundInPlace}
    join submission u on u.organisation_id = r.organisation_id and u.round_id = r.id
    where ${openRounds(scope)} and ${resultIsOut} and u.round_id >= ${round}::uuid and (u.round_id, u.number) > (${round}::uuid, ${number})
    order by u.round_id, u.number limit ${BATCH})
  select u.id, u.round_id, u.municipality_code, u.number, u.channel, to_char(u.received_at at time zone u.zone, 'YYYY-MM-DD') as received_on, u.category,
    u.notice_version, u.unit_id, u.persons, u.excluded,
    (select count(*)::int from opinion o where o.organisation_id = u.organisation_id and o.submission_id = u.id and u.excluded is null) as opinions,
    l.idx as log_index
  from page u
  left join log_entry l on l.organisation_id = u.organisation_id and l.subject_kind = 'submission' and l.subject_id = u.id::text and l.subject_rev = 1
  order by u.round_id, u.number`;

const kindsOf = ({ organisationId }: OpenRounds, roundId: string): Query => sql`
  select category from submission where organisation_id = ${organisationId} and round_id = ${roundId} and excluded is null and category is not null
  group by category having count(*) >= ${FEW}`;

async function* submissions(read: ReadRows, scope: OpenRounds): AsyncGenerator<object> {
  // The kinds of one round are counted once; rows come round by round.
  let [roundId, kinds]: [string, ReadonlySet<string>] = ['', new Set()];
  for await (const row of batches<SubmissionRow>(read, (last) => submissionsAfter(scope, last ?? { round_id: firstId, number: 0 }))) {
    if (row.round_id !== roundId) [roundId, kinds] = [row.round_id, new Set((await read<{ category: string }>(kindsOf(scope, row.round_id))).map(({ category }) => category))];
    yield { ...row, category: row.excluded === null && row.category !== null && kinds.has(row.category) ? row.category : null };
  }
}

/** An opinion as it lies in the database, with what is published of it. */
interface OpinionRow extends Numbered {
  readonly n: number;
  readonly body: string;
  readonly ranges: readonly TextRange[];
  readonly cuts: readonly Redaction[];
  readonly publicity: Publicity;
  readonly summary: string;
}

const published = ({ body, ranges, cuts, publicity, summary }: OpinionRow): string | null =>
  (publicity === 'WITHHELD' ? null : publicity === 'SUMMARY' ? summary : publishedText(body, ranges, cuts));

const inResult = literal(`round r
  join component c on c.organisation_id = r.organisation_id and c.id = r.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
  join submission u on u.organisation_id = r.organisation_id and u.round_id = r.id and u.excluded is null
  join opinion o on o.organisation_id = u.organisation_id and o.round_id = u.round_id and o.submission_id = u.id`);

const opinionsAfter = (scope: OpenRounds, { round_id: round, number, n }: Pick<OpinionRow, 'round_id' | 'number' | 'n'>, columns: Query): Query => sql`
  select o.round_id, o.place as number, o.n, u.body, o.ranges, o.publicity, o.summary, ${checkedRedactions} as cuts, ${togetherCount} as together, ${columns}
  from ${inResult}
  where ${openRounds(scope)} and ${resultIsOut} and o.round_id >= ${round}::uuid and (o.round_id, o.place, o.n) > (${round}::uuid, ${number}, ${n})
  order by o.round_id, o.place, o.n limit ${TEXTS}`;

const opinionRows = <R extends OpinionRow>(read: ReadRows, scope: OpenRounds, columns: Query): AsyncGenerator<R> =>
  batches<R>(read, (last) => opinionsAfter(scope, last ?? { round_id: firstId, number: 0, n: 0 }, columns), TEXTS);

const openColumns = sql`o.id, ${cityCode}, o.submission_id, o.disposition, ${replyId} as reply_id, ${planChangeId} as plan_change_id`;

async function* opinions(read: ReadRows, scope: OpenRounds): AsyncGenerator<object> {
  for await (const row of opinionRows(read, scope, openColumns)) {
    const cuts = row.cuts.filter(({ from, to }) => row.ranges.some((range) => from < range.to && to > range.from)).length;
    yield { ...row, text: published(row), redactions: row.publicity === 'FULL' ? cuts : 0 };
  }
}

const lineColumns = sql`${partOfPlan} as part, o.disposition, o.reply, o.reason, o.plan_change as "planChange", o.office`;
type LineRow = OpinionRow & Omit<ResultLine, 'path' | 'page' | 'text' | 'summarised'> & { readonly part: { readonly path: string; readonly page: number | null } | null };

/** The result of one round, line by line, as everybody reads it. */
export async function* resultLines(read: ReadRows, scope: OpenRounds): AsyncGenerator<ResultLine> {
  for await (const row of opinionRows<LineRow>(read, scope, lineColumns)) {
    yield { ...row, path: row.part?.path ?? null, page: row.part?.page ?? null, text: published(row), summarised: row.publicity === 'SUMMARY' };
  }
}

const repliesAfter = (scope: OpenRounds, after: string): Query => sql`
  select ${replyId} as id, o.round_id, ${cityCode}, o.disposition, o.reply as text, o.reason, o.office, count(*)::int as opinions
  from ${inResult} where ${openRounds(scope)} and ${resultIsOut} and ${replyId} > ${after}::uuid
  group by 1, 2, 3, 4, 5, 6, 7 order by 1 limit ${BATCH}`;

const changesAfter = (scope: OpenRounds, after: string): Query => sql`
  select ${planChangeId} as id, o.round_id, ${cityCode}, o.plan_change as text, count(*)::int as opinions
  from ${inResult} where ${openRounds(scope)} and ${resultIsOut} and o.plan_change <> '' and ${planChangeId} > ${after}::uuid
  group by 1, 2, 3, 4 order by 1 limit ${BATCH}`;

interface CountedRound extends CountedBesides {
  readonly id: string;
  readonly municipality_code: string | null;
  readonly result_version: number;
  readonly numbers: RoundNumbers;
}

const counted = literal('u.organisation_id = r.organisation_id and u.round_id = r.id');
const countsAfter = (scope: OpenRounds, after: string): Query => sql`
  select r.id, ${cityCode}, r.result_versions as result_version, n.snapshot::jsonb -> 'numbers' as numbers,
    coalesce((select json_agg(json_build_object('code', x.excluded, 'submissions', x.n) order by x.excluded) from (
      select u.excluded, count(*)::int as n from submission u where ${counted} and u.excluded is not null group by 1) x), '[]') as excluded,
    (select json_build_object('submissions', count(distinct u.id)::int, 'opinions', count(o.id)::int) from submission u
      left join opinion o on o.organisation_id = u.organisation_id and o.round_id = u.round_id and o.submission_id = u.id
      where ${counted} and u.child and u.excluded is null) as children
  from ${roundInPlace} join round_notice n on n.organisation_id = r.organisation_id and n.round_id = r.id and n.kind = 'RESULT' and n.n = r.result_versions
  where ${openRounds(scope)} and r.id > ${after}::uuid order by r.id limit ${BATCH}`;

async function* counts(read: ReadRows, scope: OpenRounds): AsyncGenerator<object> {
  for await (const { id, municipality_code, result_version, numbers, ...besides } of batches<CountedRound>(read, (last) => countsAfter(scope, last?.id ?? firstId))) {
    for (const line of countLines(numbers, besides)) {
      yield { id: [id, line.figure, line.code ?? '', line.unit].filter(Boolean).join('/'), round_id: id, municipality_code, result_version, ...line };
    }
  }
}

/** The open data of what came of rounds; of a submission its number, way and day, of an opinion its words as they are published, and of nobody a name. */
export const opinionExports: readonly OpenDataSet[] = [
  openSet('round_submissions', submissions),
  openSet('round_opinions', opinions),
  openSet('round_replies', (read, scope) => batches<{ id: string }>(read, (last) => repliesAfter(scope, last?.id ?? firstId))),
  openSet('round_plan_changes', (read, scope) => batches<{ id: string }>(read, (last) => changesAfter(scope, last?.id ?? firstId))),
  openSet('round_counts', counts),
];
