import { BATCH, batches, firstId, sql, type OpenDataSet, type Query, type ReadRows } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { exclusions } from '../domain/counting.ts';
import { columnsOf, openFileNames, openFiles, type OpenFileName } from '../domain/open-files.ts';
import { publicities } from '../domain/opinion.ts';
import { unitKinds } from '../domain/plan.ts';
import { noticeKinds } from '../domain/procedure.ts';
import { bases, profiles, type Profile } from '../domain/profile.ts';
import { channels, roundMoves, subjectTypes } from '../domain/round.ts';
import { cityCode, openRounds, type OpenRounds } from './open-rounds.ts';
import { roundInPlace } from './round.reads.ts';

/** A set of open data about rounds. */
export const openSet = (name: OpenFileName, rows: OpenDataSet['rows']): OpenDataSet =>
  ({ name, titleKey: `public-comments.openData.${name}`, columns: columnsOf(name), rows });

const roundsAfter = (scope: OpenRounds, after: string): Query => sql`
  select r.id, ${cityCode}, r.reference, format('%s/%s/spaces/%s/public-comments/%s/%s', ${scope.origin}::text, ${scope.locale}::text, s.slug, c.id, r.id) as url,
    c.space_id, c.id as component_id, r.title, r.title_kana, r.summary, r.locale, r.subject_type, r.policy_field, r.office, r.profile ->> 'basis' as basis, r.legal_basis,
    r.clause, r.exemption, r.equivalent, r.stage, r.opens_at, r.closes_at, r.short_period_reason, r.response_due_at, r.overdue_reason, r.scheduled_at, r.tail_closed_at,
    r.answered_at, r.ended_at, r.changed_at as updated_at, r.notice_versions, r.result_versions, l.idx as log_index
  from ${roundInPlace}
  left join log_entry l on l.organisation_id = r.organisation_id and l.subject_kind = 'round' and l.subject_id = r.id::text and l.subject_rev = 1
  where ${openRounds(scope)} and r.id > ${after}::uuid order by r.id limit ${BATCH}`;

const noticesAfter = (scope: OpenRounds, { round_id: round, notice_kind: kind, version }: Versioned): Query => sql`
  select format('%s/%s/%s', r.id, n.kind, n.n) as id, r.id as round_id, ${cityCode}, n.kind as notice_kind, n.n as version, n.published_at, n.reason, n.material, n.sha256
  from ${roundInPlace} join round_notice n on n.organisation_id = r.organisation_id and n.round_id = r.id
  where ${openRounds(scope)} and (r.id, n.kind, n.n) > (${round}::uuid, ${kind}, ${version}) order by r.id, n.kind, n.n limit ${BATCH}`;

interface Versioned {
  readonly round_id: string;
  readonly notice_kind: string;
  readonly version: number;
}

const unitsAfter = (scope: OpenRounds, { round_id: round, plan, position }: Placed): Query => sql`
  select format('%s/%s/%s', r.id, p.kind, e.unit ->> 'id') as id, r.id as round_id, ${cityCode}, p.kind as plan, p.n as version, e.position::int, e.unit ->> 'id' as unit_id,
    e.unit ->> 'kind' as unit_kind, (e.unit ->> 'level')::int as level, e.unit ->> 'path' as path, (e.unit ->> 'page')::int as page, e.unit ->> 'text' as text
  from ${roundInPlace}
  join lateral (select distinct on (p.kind) p.* from round_plan p where p.organisation_id = r.organisation_id and p.round_id = r.id
    and (p.kind = 'DRAFT' or r.stage in ('RESULT_PUBLISHED', 'ADOPTED', 'ARCHIVED')) order by p.kind, p.n desc) p on true
  cross join lateral jsonb_array_elements(p.units) with ordinality e(unit, position)
  where ${openRounds(scope)} and r.id >= ${round}::uuid and (r.id, p.kind, e.position) > (${round}::uuid, ${plan}, ${position}) order by r.id, p.kind, e.position limit ${BATCH}`;

interface Placed {
  readonly round_id: string;
  readonly plan: string;
  readonly position: number;
}

type Labels = Readonly<Record<string, string>>;
const labels = (key: string) => ({ label_ja: (ja as Labels)[key] ?? null, label_en: (en as Labels)[key] ?? null });
const coded = (column: string, words: string, codes: readonly string[]) =>
  codes.map((code) => ({ id: `${column}/${code}`, round_id: null, column, code, ...labels(`public-comments.${words}.${code}`) }));

/** The codes that every round uses. */
const fixedCodes = [
  ...coded('stage', 'stage', roundMoves.states), ...coded('subject_type', 'subject', subjectTypes), ...coded('basis', 'basis', bases), ...coded('channel', 'channel', channels),
  ...coded('excluded', 'exclusion', exclusions), ...coded('exemption', 'exemption', [...profiles.STRICT.exemptions, ...profiles.MUNICIPAL.exemptions]),
  ...coded('publicity', 'openPublicity', publicities), ...coded('notice_kind', 'notice', noticeKinds), ...coded('unit_kind', 'unitKind', unitKinds),
  ...coded('plan', 'openPlan', ['DRAFT', 'FINAL']),
  ...coded('figure', 'figure', ['RECEIVED', 'COUNTED', 'EXCLUDED', 'CHANNEL', 'CHILDREN', 'DISPOSITION', 'ANONYMOUS']),
  ...coded('unit', 'countUnit', ['PERSON', 'SUBMISSION', 'OPINION', 'GROUP', 'PLAN_CHANGE']),
];

async function* codeRows(read: ReadRows, scope: OpenRounds): AsyncGenerator<object> {
  yield* fixedCodes;
  const rounds = batches<{ id: string; profile: Profile }>(read, (last) => sql`
    select r.id, r.profile from ${roundInPlace} where ${openRounds(scope)} and r.id > ${last?.id ?? firstId}::uuid order by r.id limit ${BATCH}`);
  for await (const { id, profile } of rounds) {
    for (const [column, list] of [['disposition', profile.dispositions], ['category', profile.categories]] as const) {
      for (const { code, label } of list) yield { id: `${id}/${column}/${code}`, round_id: id, column, code, label_ja: label.ja ?? null, label_en: label.en ?? null };
    }
  }
}

async function* columnRows(): AsyncGenerator<object> {
  for (const file of openFileNames) {
    for (const [column, kind] of Object.entries(openFiles[file])) yield { id: `${file}/${column}`, file, column, kind, ...labels(`public-comments.column.${column}`) };
  }
}

/** The open data of rounds themselves: what was asked when, what was published of it, and what codes and columns mean. */
export const roundExports: readonly OpenDataSet[] = [
  openSet('rounds', (read, scope) => batches<{ id: string }>(read, (last) => roundsAfter(scope, last?.id ?? firstId))),
  openSet('round_notices', (read, scope) =>
    batches<Versioned>(read, (last) => noticesAfter(scope, last ?? { round_id: firstId, notice_kind: '', version: 0 }))),
  openSet('round_units', (read, scope) => batches<Placed>(read, (last) => unitsAfter(scope, last ?? { round_id: firstId, plan: '', position: 0 }))),
  openSet('round_codes', codeRows),
  openSet('round_columns', columnRows),
];
