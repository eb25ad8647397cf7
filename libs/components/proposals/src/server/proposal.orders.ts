import { createHash } from 'node:crypto';
import { atMost, badInput, isId, join, keysOf, literal, sql, type Query } from '@hiroba/server';
import { SHUFFLES, shuffleKey } from './migrations/20261128T0600-proposal-ranking.ts';
import { proposalSorts, type ProposalSort } from './proposal-parts.type.ts';

/** The last row of the page before, as its cursor says it. */
export interface Past {
  readonly sort: ProposalSort;
  readonly seed: string;
  readonly value: string | number;
  readonly id: string;
}

/** A list as it is walked: the order, where it goes on, and what is passed over. */
export interface Walk {
  readonly organisationId: string;
  readonly componentId: string;
  readonly sort: ProposalSort;
  readonly seed: string;
  readonly past?: Past;
  /** Drafts of one's own are in no ranking, and few: then rows are sorted, not walked. */
  readonly own: boolean;
  /** The node below which the newest are walked, along its uses. */
  readonly below?: string | undefined;
  readonly conditions: readonly Query[];
  readonly many: number;
  /** Whether so few rows fit that they may be sorted, not walked: then only their ids are, and the rows of the page read after. */
  readonly few?: boolean;
}

interface Order {
  readonly key: string;
  /** The alias of the table whose index is walked. */
  readonly table: 'p' | 'k' | 'u';
  readonly type: 'timestamptz' | 'int';
}

/** What each order walks along: each has its index, which ends in the id. */
const orders: Record<Exclude<ProposalSort, 'RANDOM'>, Order> = {
  NEWEST: { key: 'p.published_at', table: 'p', type: 'timestamptz' },
  SUPPORTED: { key: 'k.supports', table: 'k', type: 'int' },
  COMMENTED: { key: 'k.comments', table: 'k', type: 'int' },
  ANSWERED: { key: `coalesce(p.answered_at, 'epoch'::timestamptz)`, table: 'p', type: 'timestamptz' },
};

const ownOrders: typeof orders = {
  NEWEST: { ...orders.NEWEST, key: 'coalesce(p.published_at, p.drafted_at)' },
  SUPPORTED: { ...orders.SUPPORTED, key: 'coalesce(k.supports, 0)', table: 'p' },
  COMMENTED: { ...orders.COMMENTED, key: 'coalesce(k.comments, 0)', table: 'p' },
  ANSWERED: orders.ANSWERED,
};

const newestBelow: Order = { key: 'u.at', table: 'u', type: 'timestamptz' };

const ranked = 'proposal_rank k join proposal p on p.organisation_id = k.organisation_id and p.component_id = k.component_id and p.id = k.proposal_id';
const used = 'taxonomy_use u join proposal p on p.organisation_id = u.organisation_id and p.id = u.subject_id';
const own = 'proposal p left join proposal_rank k on k.organisation_id = p.organisation_id and k.proposal_id = p.id';

/** The order of a list of public proposals. */
export const orderOf = (sort: Exclude<ProposalSort, 'RANDOM'>): Order => orders[sort];

/** SQL of rows, to be named `p`, each with its `key`; and of their order. */
export interface Rows {
  readonly rows: Query;
  readonly order: Query;
}

/** The rows of a page. */
export function walk(asked: Walk): Rows {
  if (!asked.few) return walked(asked, 'p.*');
  const { rows, order } = walked(asked, 'p.id');
  return {
    rows: sql`select p.*, f.key, f.turn from (${rows}) f join proposal p on p.organisation_id = ${asked.organisationId} and p.id = f.id`,
    order,
  };
}

/** The rows of a page, or their ids alone. */
export const walked = (asked: Walk, columns: 'p.*' | 'p.id'): Rows =>
  asked.sort === 'RANDOM' ? shuffled(asked, literal(columns)) : ordered(asked, asked.sort, literal(columns));

function ordered(asked: Walk, sort: keyof typeof orders, columns: Query) {
  const { organisationId, componentId, conditions, past, many } = asked;
  const { key: walked, table, type } = asked.below ? newestBelow : (asked.own ? ownOrders : orders)[sort];
  const key = literal(walked);
  const id = literal({ p: 'p.id', k: 'k.proposal_id', u: 'u.subject_id' }[table]);
  const from = literal(asked.own ? own : { p: 'proposal p', k: ranked, u: used }[table]);
  const scope = [sql`${literal(table)}.organisation_id = ${organisationId}`, sql`${literal(table)}.component_id = ${componentId}`];
  if (asked.below) scope.push(sql`u.subject_kind = 'proposal' and u.node_id = ${asked.below} and u.at is not null`);
  const beyond = past ? [sql`(${key}, ${id}) < (${past.value}::${literal(type)}, ${past.id}::uuid)`] : [];
  return {
    rows: sql`select ${columns}, ${key} as key, 0 as turn from ${from} where ${join([...scope, ...conditions, ...beyond], ' and ')}
      order by ${key} desc, ${id} desc limit ${atMost(many)}`,
    order: literal('order by p.key desc, p.id desc'),
  };
}

/** Which shuffle a seed chooses, and where it begins. */
export function startOf(seed: string): { readonly shuffle: number; readonly start: string } {
  const digest = createHash('sha256').update(seed).digest('hex');
  return { shuffle: Number.parseInt(digest.slice(0, 2), 16) % SHUFFLES, start: digest.slice(2, 10) };
}

/** A shuffle is a circle: from where the seed begins to its end, and on from its beginning. */
function shuffled({ organisationId, componentId, seed, conditions, past, many }: Walk, columns: Query) {
  const { shuffle, start } = startOf(seed);
  const key = literal(shuffleKey(shuffle));
  const scope = [sql`p.organisation_id = ${organisationId}`, sql`p.component_id = ${componentId}`, ...conditions];
  const turn = (n: 0 | 1, ...bounds: readonly Query[]): Query => sql`(
    select ${columns}, ${key} as key, ${literal(String(n))} as turn from proposal p where ${join([...scope, ...bounds], ' and ')}
    order by ${key}, p.id limit ${atMost(many)})`;
  const beyond = past ? [sql`(${key}, p.id) > (${past.value}, ${past.id}::uuid)`] : [];
  const second = (...bounds: readonly Query[]) => turn(1, sql`${key} < ${start}`, ...bounds);
  const rows = past && String(past.value) < start
    ? second(...beyond)
    : sql`(${turn(0, sql`${key} >= ${start}`, ...beyond)} union all ${second()} limit ${atMost(many)})`;
  return { rows, order: literal('order by p.turn, p.key, p.id') };
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const isInstant = (value: string | number): boolean => INSTANT.test(String(value)) && !Number.isNaN(Date.parse(String(value)));
const isCount = (value: string | number): boolean => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
const isKeyOf: Record<ProposalSort, (value: string | number) => boolean> = {
  NEWEST: isInstant, ANSWERED: isInstant, SUPPORTED: isCount, COMMENTED: isCount, RANDOM: (value) => /^[0-9a-f]{8}$/.test(String(value)),
};

/** What a cursor says: the order, its seed, and the last row seen; a forged one is bad input. */
export function pastOf(after: string): Past {
  const [sort, seed, value, id] = keysOf(after, 4);
  const known = proposalSorts.find((one) => one === sort);
  if (!known || typeof seed !== 'string' || value === undefined || typeof id !== 'string' || !isId(id) || !isKeyOf[known](value)) throw badInput('after');
  return { sort: known, seed, value, id };
}
