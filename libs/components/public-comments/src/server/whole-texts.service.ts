import { Injectable } from '@nestjs/common';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { atMost, Commands, newId, rowsIn, sql, type Caller } from '@hiroba/server';
import { opinionPolicy } from '../domain/opinion.policy.ts';
import { lookAtOnce } from './grouping.moves.ts';
import { Round } from './round.entity.ts';
import { heldRound, type HeldRoundHere } from './submission.service.ts';
import { textKey } from './text-key.ts';

interface Unread {
  readonly id: string;
  readonly place: number;
  readonly points: number;
  readonly digest: string;
}

const AT_ONCE = 2_000;

/** Taking whole texts as opinions: what nobody split yet becomes one opinion each. Each can still be split, as long as nothing is said of it. */
@Injectable()
export class WholeTexts {
  constructor(private readonly commands: Commands) {}

  /** Takes all texts of a round that are not split yet; each different text is looked at once, however often it came. */
  take(roundId: string, caller: Caller): Promise<Round | Refusal> {
    return this.commands.once(Round, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const { em } = transaction;
      const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_WRITE);
      if (held instanceof Refusal) return held;
      const refusal = opinionPolicy.group(held.at, held);
      if (refusal) return refusal;
      const keys = new Map<string, string | null>();
      let taken = 0;
      for (let after = 0; ;) {
        const piece = await unread(em, held.round, after);
        taken += piece.length;
        await learn(em, held.round, piece, keys);
        await write(em, held, piece, keys);
        const last = piece.at(-1);
        if (!last || piece.length < AT_ONCE) break;
        after = last.place;
      }
      return taken === 0 ? new Refusal('NOTHING_CHANGED') : em.findOneOrFail(Round, { id: roundId, organisationId: caller.organisationId });
    });
  }
}

const unread = (em: EntityManager, { organisationId, id }: Round, after: number): Promise<Unread[]> => rowsIn<Unread>(em, sql`
  select u.id, u.number as place, char_length(u.body) as points, encode(sha256(convert_to(u.body, 'UTF8')), 'hex') as digest from submission u
  where u.organisation_id = ${organisationId} and u.round_id = ${id} and u.number > ${after} and u.read_at is null and u.excluded is null
    and u.late is distinct from 'REFUSED' and u.body <> '' order by u.number limit ${atMost(AT_ONCE)}`);

/** By what the texts of a piece are found again, as far as they did not come before. */
async function learn(em: EntityManager, { organisationId }: Round, piece: readonly Unread[], keys: Map<string, string | null>): Promise<void> {
  const first = new Map(piece.filter(({ digest }) => !keys.has(digest)).map(({ id, digest }) => [digest, id]));
  const rows = await rowsIn<{ id: string; body: string }>(em, sql`
    select id, body from submission where organisation_id = ${organisationId} and id = any(${[...first.values()]}::uuid[])`);
  const bodies = new Map(rows.map(({ id, body }) => [id, body]));
  for (const [digest, id] of first) keys.set(digest, textKey(bodies.get(id) ?? ''));
}

async function write(em: EntityManager, { round, at }: HeldRoundHere, piece: readonly Unread[], keys: ReadonlyMap<string, string | null>): Promise<void> {
  if (piece.length === 0) return;
  const rows = piece.map(({ id: of, place, points, digest }) => ({ id: newId(), of, place, points, key: keys.get(digest) ?? null }));
  await rowsIn(em, sql`
    insert into opinion (id, organisation_id, component_id, round_id, submission_id, n, ranges, text_key, place, rev)
    select a.id, ${round.organisationId}, ${round.componentId}, ${round.id}, a.of, 1, jsonb_build_array(jsonb_build_object('from', 0, 'to', a.points)), a.key, a.place, 0
    from json_to_recordset(${JSON.stringify(rows)}) a (id uuid, of uuid, place int, points int, key text)`);
  await rowsIn(em, sql`
    update submission set read_at = ${at.now}, no_opinion = '[]' where organisation_id = ${round.organisationId} and id = any(${piece.map(({ id }) => id)}::uuid[])`);
  await lookAtOnce(em, 'opinion_log_guard, submission_log_guard');
}
