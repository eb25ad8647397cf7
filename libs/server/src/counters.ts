import type pg from 'pg';
import { join, sql, type Query } from './sql.ts';

/** How a counter follows from rows, for when it must be made anew; SQL that gives `organisation_id`, `subject_id` and `n`. */
export interface CounterSource {
  readonly counter: string;
  readonly rows: Query;
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

/** Makes counters anew from the rows they count; nobody counts meanwhile. Returns what was wrong. */
export async function rebuildCounters(client: pg.Client | pg.PoolClient, sources: readonly CounterSource[]): Promise<CounterDifference[]> {
  const names = sources.map(({ counter }) => counter);
  await client.query('begin');
  try {
    await client.query('set local lock_timeout = 10000; set local statement_timeout = 0; lock table counter, counter_delta in share row exclusive mode');
    const wrong = await counterDifferences(client, sources);
    await rowsOf(client, sql`delete from counter_delta where counter = any(${names}::text[])`);
    await rowsOf(client, sql`delete from counter where counter = any(${names}::text[])`);
    await rowsOf(client, sql`insert into counter (organisation_id, counter, subject_id, n) ${fromRows(sources)}`);
    await client.query('commit');
    return wrong;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
