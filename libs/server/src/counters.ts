import type pg from 'pg';
import { join, literal, sql, type Query } from './sql.ts';

/** How a counter follows from rows, for when it must be made anew; SQL that gives `organisation_id`, `subject_id` and `n`. */
export interface CounterSource {
  readonly counter: string;
  readonly rows: Query;
}

/**
 * A table that lists are sorted by: one row for each thing, with copies of folded counters in indexed columns. The publisher
 * keeps the copies, and they can be made anew. The table has `organisation_id`, its key, and the facts it is walked by.
 */
export interface Ranking {
  readonly table: string;
  /** The column that names the counted thing. */
  readonly key: string;
  /** Which counter is copied into which column. */
  readonly columns: Readonly<Record<string, string>>;
  /** The columns that say among what a thing is sorted. */
  readonly facts: readonly string[];
  /** SQL of the rows that belong here: `organisation_id`, `id`, and the facts. */
  readonly members: Query;
}

/** A counter that does not say what the rows say. */
export interface CounterDifference {
  readonly counter: string;
  readonly subjectId: string;
  readonly counted: number;
  readonly rows: number;
}

const named = ({ counter, rows }: CounterSource): Query =>
  sql`select r.organisation_id, ${counter}::text as counter, r.subject_id, r.n::bigint as n from (${rows}) r`;

const fromRows = (sources: readonly CounterSource[]): Query => join(sources.map(named), ' union all ');

async function rowsOf<R>(client: pg.Client | pg.PoolClient, query: Query): Promise<R[]> {
  const { text, values } = query.compile();
  return (await client.query(text, values)).rows as R[];
}

/** SQL of what is counted of a thing: what is folded and what still waits; the three pieces are expressions. */
export const countedOf = (organisation: Query, counter: Query, subject: Query): Query => sql`(
  coalesce((select n from counter where organisation_id = ${organisation} and counter = ${counter} and subject_id = ${subject}), 0)
  + coalesce((select sum(n) from counter_delta where organisation_id = ${organisation} and counter = ${counter} and subject_id = ${subject}), 0))`;

/** SQL that copies folded counters into a ranking; `folded` gives `organisation_id`, `counter`, `subject_id`, `n`. */
export function copyIntoRanking({ table, key, columns }: Ranking, folded: Query): Query {
  const copied = Object.entries(columns);
  const names = copied.map(([counter]) => counter);
  const set = copied.map(([, column]) => `${column} = coalesce(f.${column}, r.${column})`).join(', ');
  const picked = copied.map(([counter, column]) => sql`max(n) filter (where counter = ${counter}::text) as ${literal(column)}`);
  return sql`update ${literal(`${table} r set ${set}`)} from (
    select organisation_id, subject_id, ${join(picked, ', ')} from ${folded} where counter = any(${names}::text[]) group by 1, 2) f
    where r.organisation_id = f.organisation_id and r.${literal(key)} = f.subject_id`;
}

/** Where counters, folded or not, differ from the rows they count. */
export function counterDifferences(client: pg.Client | pg.PoolClient, sources: readonly CounterSource[]): Promise<CounterDifference[]> {
  const names = sources.map(({ counter }) => counter);
  return rowsOf(client, sql`
    with counted as (
      select organisation_id, counter, subject_id, sum(n)::bigint as n from (
        select organisation_id, counter, subject_id, n from counter where counter = any(${names}::text[])
        union all select organisation_id, counter, subject_id, n from counter_delta where counter = any(${names}::text[])) c
      group by 1, 2, 3),
    stored as (${fromRows(sources)})
    select counter, subject_id as "subjectId", coalesce(counted.n, 0)::int as counted, coalesce(stored.n, 0)::int as rows
    from counted full join stored using (organisation_id, counter, subject_id)
    where coalesce(counted.n, 0) <> coalesce(stored.n, 0) order by 1, 2`);
}

/** Where a ranking differs from the folded counters it copies, or has no row for a thing (counted: -1). */
export async function rankingDifferences(client: pg.Client | pg.PoolClient, rankings: readonly Ranking[]): Promise<CounterDifference[]> {
  const differences: CounterDifference[] = [];
  for (const { table, key, columns, facts, members } of rankings) {
    const isIn = facts.map((fact) => sql`and r.${literal(fact)} = m.${literal(fact)}`);
    for (const [counter, column] of Object.entries(columns)) {
      differences.push(...await rowsOf<CounterDifference>(client, sql`
        select ${`${table}.${column}`}::text as counter, m.id as "subjectId", coalesce(r.${literal(column)}, -1)::int as counted, coalesce(c.n, 0)::int as rows
        from (${members}) m
        left join ${literal(table)} r on r.organisation_id = m.organisation_id and r.${literal(key)} = m.id ${join(isIn, ' ')}
        left join counter c on c.organisation_id = m.organisation_id and c.counter = ${counter} and c.subject_id = m.id
        where r.${literal(column)} is distinct from coalesce(c.n, 0) order by 2`));
    }
  }
  return differences;
}

async function rebuildRanking(client: pg.Client | pg.PoolClient, ranking: Ranking): Promise<void> {
  const { table, key, columns, facts, members } = ranking;
  const anew = [...facts.map((fact) => `${fact} = excluded.${fact}`), ...Object.values(columns).map((column) => `${column} = 0`)];
  await rowsOf(client, sql`insert into ${literal(`${table} (organisation_id, ${key}, ${facts.join(', ')})`)}
    select organisation_id, id, ${literal(facts.join(', '))} from (${members}) m
    on conflict (organisation_id, ${literal(key)}) do update set ${literal(anew.join(', '))}`);
  await rowsOf(client, copyIntoRanking(ranking, literal('counter')));
}

/** Makes counters anew from the rows they count, and rankings from counters; nobody counts meanwhile. Returns what was wrong. */
export async function rebuildCounters(
  client: pg.Client | pg.PoolClient, sources: readonly CounterSource[], rankings: readonly Ranking[] = [],
): Promise<CounterDifference[]> {
  const names = sources.map(({ counter }) => counter);
  await client.query('begin');
  try {
    await client.query('set local lock_timeout = 10000; set local statement_timeout = 0; lock table counter, counter_delta in share row exclusive mode');
    const wrong = [...await counterDifferences(client, sources), ...await rankingDifferences(client, rankings)];
    await rowsOf(client, sql`delete from counter_delta where counter = any(${names}::text[])`);
    await rowsOf(client, sql`delete from counter where counter = any(${names}::text[])`);
    await rowsOf(client, sql`insert into counter (organisation_id, counter, subject_id, n) ${fromRows(sources)}`);
    for (const ranking of rankings) await rebuildRanking(client, ranking);
    await client.query('commit');
    return wrong;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
