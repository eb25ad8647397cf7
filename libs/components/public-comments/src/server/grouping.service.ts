import { Injectable } from '@nestjs/common';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { atMost, Commands, firstId, firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction, type Written } from '@hiroba/server';
import { answerOf, group, takeOver } from '../domain/grouping.commands.ts';
import { backwards, isUndoable, joined, leaves, wayOf, type Placed } from '../domain/grouping.ts';
import { opinionPolicy } from '../domain/opinion.policy.ts';
import { textIn, type TextRange } from '../domain/text-ranges.ts';
import { counts, lookAtOnce, move, movePlain, MOVED_AT_ONCE, piecesOf, place, type Act, type PlainText } from './grouping.moves.ts';
import { Opinion } from './opinion.entity.ts';
import { Round } from './round.entity.ts';
import { heldRound, type HeldRoundHere } from './submission.service.ts';

/** Opinions under their locks, all of each group together, with the round that rules them. */
export interface HeldOpinions extends HeldRoundHere {
  readonly opinions: readonly Opinion[];
}

/** A group that is too large to be held as a whole, with the round that rules it. */
export interface HeldCampaign extends HeldRoundHere {
  readonly head: string;
}

const MOST_NAMED = 200;
const MOST_GROUPS = 500;
const MOST_MOVED = 20_000;
const MOST_TOGETHER = 100_000;
// More different texts than these nobody reads to say that they are nearly the same.
const MOST_TEXTS = 300;
const PIECE = 500;

const placedOf = ({ id, groupId, apart }: Opinion): Placed => ({ id, group: groupId, apart });

/** Bringing opinions together and apart: each act under the lock of the round, written down with what undoes it. */
@Injectable()
export class GroupingService {
  constructor(private readonly commands: Commands) {}

  /** Puts opinions, and all who are in a group with one of them, into one group headed by that of the first. */
  together(ids: readonly string[], caller: Caller): Promise<Opinion | Refusal> {
    return this.commands.once(Opinion, caller, async (transaction) => {
      const held = await this.held(transaction, ids);
      if (held instanceof Refusal) return held;
      const refusal = opinionPolicy.group(held.at, held) ?? (held.opinions.length < 2 ? new Refusal('TOO_FEW', 'ids', { min: 2 }) : undefined);
      if (refusal) return refusal;
      const formed = await this.form(transaction, held, [headed(held.opinions, ids[0] ?? '')], true);
      if (formed instanceof Refusal) return formed;
      return formed === 0 ? new Refusal('NOTHING_CHANGED', 'ids') : transaction.em.findOneOrFail(Opinion, { id: ids[0] ?? '', organisationId: caller.organisationId });
    });
  }

  /** Puts all opinions of the same text together, but those that somebody took apart, and those that were answered differently. */
  same(roundId: string, caller: Caller): Promise<Round | Refusal> {
    return this.commands.once(Round, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_WRITE);
      if (held instanceof Refusal) return held;
      const refusal = opinionPolicy.group(held.at, held);
      if (refusal) return refusal;
      const { em } = transaction;
      const plain = await this.#plain(transaction, held);
      const keys = await rowsIn<{ key: string; n: number }>(em, sql`
        select o.text_key as key, count(*)::int as n from opinion o
        where o.organisation_id = ${caller.organisationId} and o.round_id = ${roundId} and o.text_key is not null and not o.apart and ${counts}
        group by o.text_key having min(coalesce(o.group_id, o.id)::text) <> max(coalesce(o.group_id, o.id)::text)
          and count(distinct (o.disposition, o.reply, o.reason, o.plan_change)) filter (where o.disposition is not null) < 2
        order by min(o.place), o.text_key limit ${atMost(MOST_GROUPS)}`);
      let [formed, opinions] = [0, 0];
      for (const { key, n } of keys) {
        // A press takes no longer than a page waits; what is left is taken by the next one.
        if (formed > 0 && opinions + n > MOST_MOVED) break;
        opinions += n;
        const done = await this.#oneText(transaction, held, key);
        // Another text of one of their groups was answered differently: a person decides.
        if (!(done instanceof Refusal)) formed += done;
      }
      return plain + formed === 0 ? new Refusal('NOTHING_CHANGED') : em.findOneOrFail(Round, { id: roundId, organisationId: caller.organisationId });
    });
  }

  /** Takes one opinion out of its group; it stands alone until somebody says otherwise. What was answered stays. */
  apart(id: string, caller: Caller): Promise<Opinion | Refusal> {
    return this.commands.once(Opinion, caller, async (transaction) => {
      const held = await this.held(transaction, [id]);
      if (held instanceof Refusal) return held;
      const opinion = held.opinions.find((each) => each.id === id) as Opinion;
      const refusal = opinionPolicy.group(held.at, held) ?? (opinion.groupId === null ? new Refusal('NOTHING_CHANGED') : undefined);
      if (refusal) return refusal;
      const changes = leaves(held.opinions.map(placedOf), id);
      const act: Act = { group: opinion.groupId ?? id, how: 'APART', n: held.opinions.length - 1, changes };
      const decision = group(act)(held.at, held);
      if (decision instanceof Refusal) return decision;
      await move(transaction, held, [act]);
      return this.#again(transaction, await transaction.write(opinion, decision, held.at));
    });
  }

  /** Undoes one act of grouping, as long as nothing hangs on it. */
  undo(actId: string, caller: Caller): Promise<Opinion | Refusal> {
    return this.commands.once(Opinion, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const { em } = transaction;
      const { organisationId } = caller;
      const known = isId(actId) ? await firstIn<{ roundId: string }>(em, sql`
        select round_id as "roundId" from opinion_grouping where id = ${actId} and organisation_id = ${organisationId}`) : undefined;
      const held = await heldRound(transaction, known?.roundId ?? '', LockMode.PESSIMISTIC_WRITE);
      if (held instanceof Refusal) return held;
      const refusal = opinionPolicy.group(held.at, held);
      if (refusal) return refusal;
      const act = await firstIn<Act & { undone: boolean }>(em, sql`
        select group_id as "group", how, n, changes, undone_at is not null as undone from opinion_grouping where id = ${actId} and organisation_id = ${organisationId}`);
      if (act && act.changes.length > MOST_TOGETHER) return new Refusal('TOO_MANY', undefined, { max: MOST_TOGETHER });
      const before = act?.changes.flatMap(({ before: { group: old } }) => (old === null ? [] : [old])) ?? [];
      const opinions = await this.#all(em, organisationId, held.round.id, [...(act?.changes.map(({ id }) => id) ?? []), ...before]);
      const head = opinions.find(({ id }) => id === act?.group);
      if (!act || act.undone || !head || !isUndoable(act.changes, opinions.map(placedOf))) return new Refusal('STALE');
      const decision = group({ group: act.group, how: 'UNDONE', n: act.changes.length })(held.at, held);
      if (decision instanceof Refusal) return decision;
      await place(em, held.round, backwards(act.changes));
      await rowsIn(em, sql`update opinion_grouping set undone_by = ${caller.personId}, undone_at = ${held.at.now} where id = ${actId} and organisation_id = ${organisationId}`);
      return this.#again(transaction, await transaction.write(head, decision, held.at));
    });
  }

  /** Opinions under their locks, with all who are in a group with one of them; the round is held first, so that nobody joins meanwhile. */
  async held(transaction: Transaction, ids: readonly string[]): Promise<HeldOpinions | Refusal> {
    const { em, caller: { organisationId, personId } } = transaction;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    const wanted = [...new Set(ids)];
    if (wanted.length === 0 || wanted.length > MOST_NAMED) return new Refusal('TOO_MANY', 'ids', { max: MOST_NAMED });
    if (!wanted.every(isId)) return new Refusal('NOT_FOUND');
    const known = await firstIn<{ roundId: string }>(em, sql`select round_id as "roundId" from opinion where id = ${wanted[0]} and organisation_id = ${organisationId}`);
    const held = await heldRound(transaction, known?.roundId ?? '', LockMode.PESSIMISTIC_WRITE);
    if (held instanceof Refusal) return held;
    const large = await firstIn<{ n: number }>(em, sql`
      select coalesce(sum(h.together), 0)::int as n from opinion h where h.organisation_id = ${organisationId} and h.id in (
        select g.group_id from opinion g where g.organisation_id = ${organisationId} and g.id = any(${wanted}::uuid[]))`);
    // All of them are held at once here: more of them take more memory than a page may.
    if ((large?.n ?? 0) > MOST_TOGETHER) return new Refusal('TOO_MANY', 'ids', { max: MOST_TOGETHER });
    const opinions = await this.#all(em, organisationId, held.round.id, wanted);
    return wanted.every((id) => opinions.some((opinion) => opinion.id === id)) ? { ...held, opinions } : new Refusal('NOT_FOUND');
  }

  /** The group of one opinion, where it is larger than what is written at once; the round is held. */
  async campaign(transaction: Transaction, ids: readonly string[]): Promise<HeldCampaign | Refusal | undefined> {
    const { em, caller: { organisationId, personId } } = transaction;
    const [id, ...others] = new Set(ids);
    if (!personId || !id || others.length > 0 || !isId(id)) return undefined;
    const group = () => firstIn<{ roundId: string; head: string }>(em, sql`
      select o.round_id as "roundId", o.group_id as head from opinion o join opinion h on h.organisation_id = o.organisation_id and h.id = o.group_id
      where o.organisation_id = ${organisationId} and o.id = ${id} and h.together > ${PIECE}`);
    const known = await group();
    if (!known) return undefined;
    const held = await heldRound(transaction, known.roundId, LockMode.PESSIMISTIC_WRITE);
    if (held instanceof Refusal) return held;
    const now = await group();
    return now && { ...held, head: now.head };
  }

  /** All opinions of a group under their locks, in pieces, each of which is let go when the next one is asked for. */
  async *members(em: EntityManager, { id: roundId, organisationId }: Round, head: string): AsyncGenerator<readonly Opinion[]> {
    for (let after = firstId; ;) {
      const piece = await em.find(Opinion, { organisationId, roundId, groupId: head, id: { $gt: after } }, { orderBy: { id: 'asc' }, limit: PIECE, lockMode: LockMode.PESSIMISTIC_WRITE });
      yield piece;
      await lookAtOnce(em);
      em.clear();
      const last = piece.at(-1);
      if (!last || piece.length < PIECE) return;
      after = last.id;
    }
  }

  /** Makes groups of opinions that are held, each headed by its first; how many there were to make. */
  async form(transaction: Transaction, { round, at }: HeldRoundHere, sets: readonly (readonly Opinion[])[], answers: boolean): Promise<number | Refusal> {
    const { em } = transaction;
    const acts: Act[] = [];
    const [grouped, taken]: [Written[], Written[]] = [[], []];
    for (const opinions of sets) {
      const [head] = opinions as readonly [Opinion, ...Opinion[]];
      const changes = joined(opinions.map(placedOf), head.id);
      if (changes.length === 0) continue;
      const act: Act = { group: head.id, how: await wayTogether(em, opinions), n: opinions.length, changes };
      const answer = answers ? answerOf(opinions) : undefined;
      const decision = answer instanceof Refusal ? answer : group(act)(at, { round });
      if (decision instanceof Refusal) return decision;
      const said = answer as Opinion | undefined;
      for (const opinion of said ? opinions.filter(({ disposition }) => disposition === null) : []) {
        const own = takeOver(said as Opinion)(at, { round, opinion });
        if (own instanceof Refusal) return own;
        taken.push({ subject: opinion, decision: own, at });
      }
      grouped.push({ subject: head, decision, at });
      acts.push(act);
    }
    await move(transaction, { round, at }, acts);
    await transaction.writeMany(grouped);
    await writePieces(transaction, taken);
    em.clear();
    return acts.length;
  }

  /** Puts together each text of which nothing is answered and no group holds another: places move where they lie, and no opinion is read. */
  async #plain(transaction: Transaction, held: HeldRoundHere): Promise<number> {
    const { em } = transaction;
    const { round, at } = held;
    await rowsIn(em, sql`set local statement_timeout = 60000`);
    const texts = await rowsIn<PlainText>(em, sql`
      with placed as materialized (
        select o.id, o.group_id, o.text_key as key, o.place, o.n, o.disposition is not null as answered from opinion o
        where o.organisation_id = ${round.organisationId} and o.round_id = ${round.id} and o.text_key is not null and not o.apart and ${counts}),
      several as (
        select key, count(*)::int as n from placed p group by key having count(*) > 1 and not bool_or(answered)
          and (bool_or(group_id is null) or min(group_id::text) <> max(group_id::text))),
      mixed as (
        select distinct p.key from placed p join opinion g on g.organisation_id = ${round.organisationId} and g.round_id = ${round.id} and g.group_id = p.group_id
        where g.text_key is distinct from p.key or g.disposition is not null or not exists (select from placed own where own.id = g.id))
      select distinct on (p.key) p.key, p.id as head, s.n, p.place from placed p join several s using (key) where p.key not in (select key from mixed)
      order by p.key, (p.group_id = p.id) desc nulls last, p.place, p.n, p.id`);
    const acts = texts.toSorted((a, b) => a.place - b.place).map((text) => ({ ...text, id: newId() }));
    for (const some of piecesOf(acts, MOVED_AT_ONCE)) await movePlain(transaction, held, some);
    for (let from = 0; from < acts.length; from += PIECE) {
      const piece = acts.slice(from, from + PIECE);
      const heads = new Map((await em.find(Opinion, { id: { $in: piece.map(({ head }) => head) }, organisationId: round.organisationId })).map((head) => [head.id, head]));
      await transaction.writeMany(piece.map(({ head, n }) => {
        const decision = group({ group: head, how: 'EXACT', n })(at, { round });
        if (decision instanceof Refusal) throw new Error('what may be grouped was asked before');
        return { subject: heads.get(head) as Opinion, decision, at };
      }));
      em.clear();
    }
    return acts.length;
  }

  /** Puts one text together with all that is in its groups, and answers those that are not answered yet. */
  async #oneText(transaction: Transaction, held: HeldRoundHere, key: string): Promise<number | Refusal> {
    const { em, caller: { organisationId } } = transaction;
    const { round } = held;
    const rows = await rowsIn<{ readonly id: string }>(em, sql`
      select o.id from opinion o
      where o.organisation_id = ${organisationId} and o.round_id = ${round.id} and ((o.text_key = ${key} and not o.apart and ${counts}) or o.group_id in (
        select g.group_id from opinion g where g.organisation_id = ${organisationId} and g.round_id = ${round.id} and g.text_key = ${key} and not g.apart and g.group_id is not null))
      order by (o.group_id = o.id) desc nulls last, o.place, o.n, o.id limit ${atMost(MOST_TOGETHER + 1)}`);
    const [first] = rows;
    if (!first || rows.length < 2) return 0;
    if (rows.length > MOST_TOGETHER) return new Refusal('TOO_MANY', 'ids', { max: MOST_TOGETHER });
    const opinions = await this.#all(em, organisationId, round.id, rows.map(({ id }) => id));
    return this.form(transaction, held, [headed(opinions, first.id)], true);
  }

  async #again({ em }: Transaction, { id, organisationId }: Opinion): Promise<Opinion> {
    em.clear();
    return em.findOneOrFail(Opinion, { id, organisationId });
  }

  async #all(em: EntityManager, organisationId: string, roundId: string, ids: readonly string[]): Promise<readonly Opinion[]> {
    const groups = await rowsIn<{ group: string }>(em, sql`
      select distinct group_id as "group" from opinion where organisation_id = ${organisationId} and round_id = ${roundId} and id = any(${ids}::uuid[]) and group_id is not null`);
    return em.find(Opinion, { roundId, organisationId, $or: [{ id: { $in: [...ids] } }, { groupId: { $in: groups.map(({ group: id }) => id) } }] }, {
      lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true,
    });
  }
}

/** Writes decisions in pieces, so that no statement holds all of a large group. */
export async function writePieces(transaction: Transaction, written: readonly Written[]): Promise<void> {
  for (let at = 0; at < written.length; at += PIECE) await transaction.writeMany(written.slice(at, at + PIECE));
}

/** Opinions with their head in front: that of the group of one of them, or of any group among them, or that one itself. */
export function headed(opinions: readonly Opinion[], id: string): readonly Opinion[] {
  const first = opinions.find((opinion) => opinion.id === id);
  const head = opinions.find((opinion) => opinion.id === first?.groupId) ?? opinions.find((opinion) => opinion.groupId === opinion.id) ?? first;
  return head ? [head, ...opinions.filter((opinion) => opinion !== head)] : opinions;
}

async function wayTogether(em: EntityManager, opinions: readonly Opinion[]): Promise<'EXACT' | 'NEAR' | 'MANUAL'> {
  const keys = new Map(opinions.map((opinion) => [opinion.textKey ?? opinion.id, opinion.id]));
  if (keys.size === 1 && opinions[0]?.textKey) return 'EXACT';
  if (keys.size > MOST_TEXTS) return 'MANUAL';
  const rows = await rowsIn<{ body: string; ranges: readonly TextRange[] }>(em, sql`
    select u.body, o.ranges from opinion o join submission u on u.organisation_id = o.organisation_id and u.id = o.submission_id
    where o.organisation_id = ${opinions[0]?.organisationId} and o.id = any(${[...keys.values()]}::uuid[])`);
  return wayOf(rows.map(({ body, ranges }) => textIn(body, ranges)));
}
