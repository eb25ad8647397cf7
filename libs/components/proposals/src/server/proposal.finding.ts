import { atMost, join, literal, sql, type Query } from '@hiroba/server';
import { orderOf, startOf, walked, type Rows, type Walk } from './proposal.orders.ts';
import { shuffleKey } from './migrations/20261128T0600-proposal-ranking.ts';

/** A list narrowed by words, which an index finds. */
export interface Finding extends Walk {
  /** What the index finds; all other conditions are looked at in the order of the list, and only until its page is full. */
  readonly found: readonly Query[];
}

/*
 * How many are found decides how they are put in order. A few are sorted; where supports or comments give the order, the index of
 * that order is walked, and passes over what was not found. Of more than these the list is walked until its page is full: where
 * every second proposal is in it, that takes forty steps. To find F costs as much as to walk past T / F for each row, so the most
 * grow with the root of all T.
 */
const most = literal(`most as materialized (
  select (12 * sqrt(greatest(reltuples, 1000)))::int as n from pg_class where oid = 'proposal'::regclass)`);
const isFrequent = literal('(select n from many) >= (select n from most)');
const isNotFrequent = literal('(select n from many) < (select n from most)');
const isRare = literal('10 * (select n from many) <= (select n from most)');
const isBetween = sql`not ${isRare} and ${isNotFrequent}`;

/** SQL of the ids of a page, to be named `p`, each with its `key`; and of their order. */
export function find(asked: Finding): Rows {
  const { organisationId, componentId, sort, conditions, found } = asked;
  // Written so that no index finds it: it is asked for on the way along the order.
  const passing = sql`coalesce(${join(found, ' and ')}, false)`;
  const frequent = walked({ ...asked, conditions: [isFrequent, ...conditions, passing] }, 'p.id');
  const { keys, pages } = sort === 'RANDOM' ? shuffled(asked) : ranked(asked, sort);
  return {
    rows: sql`
      with ${most}, found as materialized (
        select ${keys} from proposal p where p.organisation_id = ${organisationId} and p.component_id = ${componentId} and ${join(found, ' and ')}
        limit (select n from most)),
      many as materialized (select count(*) as n from found)
      ${join([...pages, sql`(${frequent.rows})`], ' union all ')}`,
    order: frequent.order,
  };
}

/** SQL that is true where the proposal of an id is in the list, once the index has found it. */
const fits = ({ organisationId, conditions }: Finding, id: string): Query =>
  sql`(select ${join(conditions, ' and ')} from proposal p where p.organisation_id = ${organisationId} and p.id = ${literal(id)})`;

/** SQL of a page of rows that are sorted: as many of the first of them as fit. */
const sorted = (asked: Finding, rows: Query, order: Query): Query =>
  sql`(select f.id, f.key, f.turn from (${rows} ${order} offset 0) f where ${fits(asked, 'f.id')} limit ${atMost(asked.many)})`;

function ranked(asked: Finding, sort: Exclude<Finding['sort'], 'RANDOM'>): { keys: Query; pages: Query[] } {
  const { organisationId, componentId, past, many } = asked;
  const { key: orderKey, table, type } = orderOf(sort);
  const key = literal(orderKey);
  const beyond = (row: Query): Query =>
    past ? sql`and ${row} < (${past.value}::${literal(type)}, ${past.id}::uuid)` : literal('');
  const order = literal('order by key desc, id desc');
  if (table === 'p')
    return {
      keys: sql`p.id, ${key} as key, 0 as turn`,
      pages: [
        sorted(
          asked,
          sql`select id, key, turn from found where ${isNotFrequent} ${beyond(literal('(key, id)'))}`,
          order,
        ),
      ],
    };
  const row = sql`(${key}, k.proposal_id)`;
  const few = sql`select k.proposal_id as id, ${key} as key, 0 as turn
    from found join proposal_rank k on k.organisation_id = ${organisationId} and k.proposal_id = found.id where ${isRare} ${beyond(row)}`;
  // As a value, not as a condition of its own: so it is a set that each step looks into, never a join that is sorted.
  const isFound = literal('(k.proposal_id in (select id from found)) is true');
  const some = sql`(select k.proposal_id as id, ${key} as key, 0 as turn from proposal_rank k
    where k.organisation_id = ${organisationId} and k.component_id = ${componentId} and ${isBetween} and ${isFound} ${beyond(row)}
      and ${fits(asked, 'k.proposal_id')} order by ${key} desc, k.proposal_id desc limit ${atMost(many)})`;
  return { keys: literal('p.id'), pages: [sorted(asked, few, order), some] };
}

function shuffled(asked: Finding): { keys: Query; pages: Query[] } {
  const { shuffle, start } = startOf(asked.seed);
  const { past } = asked;
  const key = literal(shuffleKey(shuffle));
  const beyond = past
    ? sql`and (turn, key, id) > (${String(past.value) < start ? 1 : 0}::int, ${past.value}, ${past.id}::uuid)`
    : literal('');
  return {
    keys: sql`p.id, ${key} as key, case when ${key} < ${start} then 1 else 0 end as turn`,
    pages: [
      sorted(
        asked,
        sql`select id, key, turn from found where ${isNotFrequent} ${beyond}`,
        literal('order by turn, key, id'),
      ),
    ],
  };
}
