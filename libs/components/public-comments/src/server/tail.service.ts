import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { closeTail, countTail, tailRefusal, type ChannelCount, type CountedTail, type Entered } from '../domain/tail.ts';
import { Round } from './round.entity.ts';
import { heldRound, type HeldRoundHere } from './submission.service.ts';

/** The end of the intake: one person counts what came by each way, another confirms it; then numbers are given. */
@Injectable()
export class TailService {
  constructor(private readonly commands: Commands) {}

  /** Says how many came by each way; it must be what was entered. */
  count(roundId: string, counts: readonly ChannelCount[], caller: Caller): Promise<Round | Refusal> {
    return this.#held(roundId, caller, async (transaction, { round, at }) => {
      const refusal = countTail(counts, await entered(transaction, roundId))(at, round);
      if (refusal) return refusal;
      const { organisationId, personId } = caller;
      await rowsIn(transaction.em, sql`
        insert into round_tail (round_id, organisation_id, counts, counted_by, counted_at)
        values (${roundId}, ${organisationId}, ${JSON.stringify(counts)}, ${personId}, ${at.now})
        on conflict (organisation_id, round_id) do update set counts = excluded.counts, counted_by = excluded.counted_by, counted_at = excluded.counted_at`);
      return round;
    });
  }

  /** Confirms the count as a second person and ends the intake: numbers in the order in which they came, and one digest of that order. */
  close(roundId: string, caller: Caller): Promise<Round | Refusal> {
    return this.#held(roundId, caller, async (transaction, { round, at }) => {
      const { em } = transaction;
      const tail = await firstIn<CountedTail>(em, sql`select counts, counted_by as by from round_tail where organisation_id = ${caller.organisationId} and round_id = ${roundId}`);
      const refusal = tailRefusal(tail, await entered(transaction, roundId))(at, round);
      if (refusal) return refusal;
      const numbered = await rowsIn<{ id: string; excluded: boolean }>(em, sql`
        with ordered as (
          select id, (row_number() over (order by received_at, id))::int as n from submission where organisation_id = ${caller.organisationId} and round_id = ${roundId}),
        given as (update submission u set number = o.n from ordered o where u.id = o.id returning u.id, u.number, u.excluded)
        select id, excluded is not null as excluded from given order by number`);
      return transaction.write(round, closeTail({
        received: numbered.length, counted: numbered.filter(({ excluded }) => !excluded).length,
        sha256: createHash('sha256').update(numbered.map(({ id }) => `${id}\n`).join('')).digest('hex'),
      })(at), at);
    });
  }

  #held(roundId: string, caller: Caller, work: (transaction: Transaction, held: HeldRoundHere) => Promise<Round | Refusal>): Promise<Round | Refusal> {
    return this.commands.once(Round, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_WRITE);
      return held instanceof Refusal ? held : work(transaction, held);
    });
  }
}

/** What was entered of a round, as its lock is held. */
async function entered({ em, caller: { organisationId } }: Transaction, roundId: string): Promise<Entered> {
  const counts = await rowsIn<ChannelCount>(em, sql`
    select channel, count(*)::int as submissions from submission where organisation_id = ${organisationId} and round_id = ${roundId} group by channel order by channel`);
  const open = await firstIn<{ unchecked: number; late: number }>(em, sql`
    select (count(*) filter (where entered_by is not null and checked_at is null and excluded is null))::int as unchecked,
      (count(*) filter (where late = 'PENDING'))::int as late
    from submission where organisation_id = ${organisationId} and round_id = ${roundId}`);
  return { counts, unchecked: open?.unchecked ?? 0, late: open?.late ?? 0 };
}
