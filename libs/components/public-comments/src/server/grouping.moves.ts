import type { EntityManager } from '@mikro-orm/postgresql';
import { literal, newId, rowsIn, sql, type Transaction } from '@hiroba/server';
import type { GroupingWay, Regrouped } from '../domain/grouping.ts';
import type { Round } from './round.entity.ts';
import type { HeldRoundHere } from './submission.service.ts';

/** How many opinions one statement moves. */
export const MOVED_AT_ONCE = 5_000;

/** SQL that is true for opinions `o` whose submission counts. */
export const counts = literal(`not exists (select from submission u where u.organisation_id = o.organisation_id and u.round_id = o.round_id and u.id = o.submission_id and u.excluded is not null)`);

/** One act of grouping: who heads it, how it came about, and what it changes. */
export interface Act {
  readonly group: string;
  readonly how: GroupingWay;
  readonly n: number;
  readonly changes: readonly Regrouped[];
}

/** Writes where opinions belong now; whoever heads a group keeps its size. */
export async function place(em: EntityManager, { id, organisationId }: Round, changes: readonly Regrouped[]): Promise<void> {
  for (let from = 0; from < changes.length; from += MOVED_AT_ONCE) {
    const rows = changes.slice(from, from + MOVED_AT_ONCE).map(({ id: moved, after }) => ({ id: moved, ...after }));
    await rowsIn(em, sql`
      update opinion o set group_id = c."group", apart = c.apart from json_to_recordset(${JSON.stringify(rows)}) c (id uuid, "group" uuid, apart boolean)
      where o.organisation_id = ${organisationId} and o.id = c.id`);
    if (changes.length > MOVED_AT_ONCE) await lookAtOnce(em);
  }
  // Whoever heads a group keeps its size; whoever heads none any more stands for itself.
  const touched = [...new Set(changes.flatMap(({ id: moved, before, after }) => [moved, before.group, after.group].filter((of) => of !== null)))];
  await rowsIn(em, sql`
    update opinion h set together = g.opinions, texts = g.texts from (
      select t.id, greatest(count(o.id), 1)::int as opinions, greatest(count(distinct coalesce(o.text_key, o.id::text)) filter (where o.id is not null), 1)::int as texts from unnest(${touched}::uuid[]) t (id)
      left join opinion o on o.organisation_id = ${organisationId} and o.round_id = ${id} and o.group_id = t.id group by t.id) g
    where h.organisation_id = ${organisationId} and h.id = g.id and (h.together, h.texts) <> (g.opinions, g.texts)`);
}

/** The guards look at each piece as it is written: looking at all of a campaign when the transaction ends takes longer than a statement may. */
export async function lookAtOnce(em: EntityManager, guards = 'opinion_log_guard'): Promise<void> {
  for (const when of ['immediate', 'deferred']) await rowsIn(em, sql`set constraints ${literal(guards)} ${literal(when)}`);
}

/** One text that came several times, with the opinion that heads it and how many they are. */
export interface PlainText {
  readonly key: string;
  readonly head: string;
  readonly n: number;
  readonly place: number;
}

/** Texts in their order, so many of them that no piece moves many more opinions than are moved at once. */
export function* piecesOf<T extends PlainText>(texts: readonly T[], most: number): Generator<readonly T[]> {
  let [piece, opinions]: [T[], number] = [[], 0];
  for (const text of texts) {
    if (opinions > 0 && opinions + text.n > most) {
      yield piece;
      [piece, opinions] = [[], 0];
    }
    piece.push(text);
    opinions += text.n;
  }
  if (piece.length > 0) yield piece;
}

/** Moves all opinions of texts to their heads, and keeps what undoes it. */
export async function movePlain({ em, caller }: Transaction, { round, at }: HeldRoundHere, texts: readonly (PlainText & { readonly id: string })[]): Promise<void> {
  const moving = sql`json_to_recordset(${JSON.stringify(texts)}) a (id uuid, key text, head uuid, n int) join opinion o
    on o.organisation_id = ${round.organisationId} and o.round_id = ${round.id} and o.text_key = a.key and not o.apart and ${counts}`;
  await rowsIn(em, sql`
    insert into opinion_grouping (id, organisation_id, round_id, group_id, how, n, changes, decided_by, decided_at)
    select a.id, ${round.organisationId}, ${round.id}, a.head, 'EXACT', a.n, jsonb_agg(jsonb_build_object('id', o.id,
      'before', jsonb_build_object('group', o.group_id, 'apart', false), 'after', jsonb_build_object('group', a.head, 'apart', false)) order by o.id), ${caller.personId}, ${at.now}
    from ${moving} where o.group_id is distinct from a.head group by a.id, a.head, a.n`);
  await rowsIn(em, sql`
    update opinion t set group_id = m.head, together = case when m.id = m.head then m.n else 1 end, texts = 1 from (select o.id, a.head, a.n from ${moving}) m
    where t.organisation_id = ${round.organisationId} and t.id = m.id and (t.group_id is distinct from m.head or t.id = m.head)`);
  await lookAtOnce(em);
}

/** Puts opinions where acts say, and keeps the acts. */
export async function move({ em, caller }: Transaction, { round, at }: HeldRoundHere, acts: readonly Act[]): Promise<void> {
  if (acts.length === 0) return;
  await place(em, round, acts.flatMap(({ changes }) => changes));
  const rows = acts.map(({ group: head, ...act }) => ({ ...act, id: newId(), head }));
  await rowsIn(em, sql`
    insert into opinion_grouping (id, organisation_id, round_id, group_id, how, n, changes, decided_by, decided_at)
    select a.id, ${caller.organisationId}, ${round.id}, a.head, a.how, a.n, a.changes, ${caller.personId}, ${at.now}
    from json_to_recordset(${JSON.stringify(rows)}) a (id uuid, head uuid, how text, n int, changes jsonb)`);
}
