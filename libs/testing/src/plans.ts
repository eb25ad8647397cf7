import type pg from 'pg';
import type { SpecApp } from './start-app.ts';

/** A step of a plan that was run. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
  /** A named statement has one plan, which must hold for all values. */
  readonly isNamed: boolean;
}

const flat = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];

function literal(client: pg.PoolClient, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Date) return client.escapeLiteral(value.toISOString());
  return client.escapeLiteral(Array.isArray(value) ? `{${value.join()}}` : String(value));
}

type Query = (...args: unknown[]) => unknown;
type Connected = (failure: Error | undefined, client: pg.PoolClient | undefined, release: () => void) => void;

async function sentBy({ server }: SpecApp, work: () => Promise<unknown>): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const undo: (() => void)[] = [];
  const watched = new Set<pg.PoolClient>();
  const watch = (client: pg.PoolClient) => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query as Query;
    client.query = function (this: unknown, ...args: unknown[]) {
      const [first, values] = args as [string | { text: string; values?: unknown[]; name?: string }, unknown];
      if (typeof first === 'string')
        sent.push({ text: first, values: Array.isArray(values) ? values : [], isNamed: false });
      else sent.push({ text: first.text, values: first.values ?? [], isNamed: first.name !== undefined });
      return query.apply(client, args);
    } as typeof client.query;
    undo.push(() => {
      client.query = query as typeof client.query;
    });
  };
  for (const pool of [server.db.pool, server.db.kept]) {
    // What pools are asked for one statement goes through here, too; transactions do not.
    const connect = pool.connect.bind(pool) as (connected?: Connected) => Promise<pg.PoolClient>;
    pool.connect = ((connected?: Connected) => {
      if (!connected) return connect();
      return connect((failure, client, release) => {
        if (client) watch(client);
        connected(failure, client, release);
      });
    }) as typeof pool.connect;
    undo.push(() => {
      pool.connect = connect as typeof pool.connect;
    });
  }
  try {
    await work();
  } finally {
    for (const back of undo) back();
  }
  return sent;
}

/** How the statements of some work that speak of something are run: the steps of each, flat, with the rows they came to. */
export async function plansOf(
  app: SpecApp,
  about: RegExp,
  work: () => Promise<unknown>,
): Promise<readonly (readonly PlanNode[])[]> {
  const sent = (await sentBy(app, work)).filter(({ text }) => about.test(text));
  const client = await app.server.db.pool.connect();
  const plans: PlanNode[][] = [];
  try {
    for (const { text, values, isNamed } of sent) {
      await client.query(`set plan_cache_mode = ${isNamed ? 'force_generic_plan' : 'force_custom_plan'}`);
      await client.query(`prepare asked as ${text}`);
      const given = values.length > 0 ? `(${values.map((value) => literal(client, value)).join()})` : '';
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
        `explain (analyze, timing off, format json) execute asked ${given}`,
      );
      plans.push(flat(rows[0]?.['QUERY PLAN'][0]?.Plan as PlanNode));
      await client.query('deallocate asked');
    }
  } finally {
    client.release(true);
  }
  return plans;
}
