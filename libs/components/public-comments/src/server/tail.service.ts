import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { event, Refusal } from '@hiroba/kernel';
import { Commands, firstIn, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import type { Channel } from '../domain/round.ts';
import { roundPolicy } from '../domain/round.policy.ts';
import { Round } from './round.entity.ts';
import { heldRound } from './submission.service.ts';

/** How many submissions came by one way, as somebody counted the pile. */
export interface ChannelCount {
  readonly channel: Channel;
  readonly submissions: number;
}

/** The end of the intake: one person counts what came by each way, another confirms it; then numbers are given. */
@Injectable()
export class TailService {
  constructor(private readonly commands: Commands) {}

  /** Says how many came by each way; it must be what was entered. */
  count(roundId: string, counts: readonly ChannelCount[], caller: Caller): Promise<Round | Refusal> {
    return this.commands.once(Round, caller, async (transaction) => {
      const held = await this.#ready(transaction, roundId);
      if (held instanceof Refusal) return held;
      const wrong = await this.#differs(transaction, roundId, counts);
      if (wrong) return wrong;
      const { organisationId, personId } = caller;
      await rowsIn(transaction.em, sql`
        insert into round_tail (round_id, organisation_id, counts, counted_by, counted_at)
        values (${roundId}, ${organisationId}, ${JSON.stringify(counts)}, ${personId}, ${held.at.now})
        on conflict (organisation_id, round_id) do update set counts = excluded.counts, counted_by = excluded.counted_by, counted_at = excluded.counted_at`);
      return held.round;
    });
  }

  /** Confirms the count as a second person and ends the intake: numbers in the order in which they came, and one digest of that order. */
  close(roundId: string, caller: Caller): Promise<Round | Refusal> {
    return this.commands.once(Round, caller, async (transaction) => {
      const held = await this.#ready(transaction, roundId);
      if (held instanceof Refusal) return held;
      const { em } = transaction;
      const tail = await firstIn<{ counts: ChannelCount[]; by: string }>(em, sql`select counts, counted_by as by from round_tail where round_id = ${roundId}`);
      if (!tail) return new Refusal('NOT_PREPARED');
      if (tail.by === caller.personId) return new Refusal('SAME_PERSON');
      const wrong = (await this.#differs(transaction, roundId, tail.counts)) ?? (await this.#undecided(transaction, roundId));
      if (wrong) return wrong;
      const numbered = await rowsIn<{ id: string; excluded: boolean }>(em, sql`
        with ordered as (
          select id, (row_number() over (order by received_at, id))::int as n from submission where organisation_id = ${caller.organisationId} and round_id = ${roundId}),
        given as (update submission u set number = o.n from ordered o where u.id = o.id returning u.id, u.number, u.excluded)
        select id, excluded is not null as excluded from given order by number`);
      const { now } = held.at;
      return transaction.write(held.round, {
        patch: { stage: 'ANALYSIS', tailClosedAt: now, changedAt: now },
        event: event('round.closed', {
          received: numbered.length, counted: numbered.filter(({ excluded }) => !excluded).length,
          sha256: createHash('sha256').update(numbered.map(({ id }) => `${id}\n`).join('')).digest('hex'),
        }, { actor: 'staff' }),
      }, held.at);
    });
  }

  async #ready(transaction: Transaction, roundId: string) {
    if (!transaction.caller.personId) return new Refusal('UNAUTHENTICATED');
    const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_WRITE);
    if (held instanceof Refusal) return held;
    return roundPolicy.closeTail(held.at, held.round) ?? held;
  }

  async #differs({ em, caller }: Transaction, roundId: string, counts: readonly ChannelCount[]): Promise<Refusal | undefined> {
    const rows = await rowsIn<{ channel: Channel; n: number }>(em, sql`
      select channel, count(*)::int as n from submission where organisation_id = ${caller.organisationId} and round_id = ${roundId} group by channel`);
    const entered = new Map(rows.map(({ channel, n }) => [channel, n]));
    const said = new Map(counts.map(({ channel, submissions }) => [channel, submissions]));
    for (const channel of new Set([...entered.keys(), ...said.keys()])) {
      const [here, there] = [entered.get(channel) ?? 0, said.get(channel) ?? 0];
      if (here !== there) return new Refusal('COUNT_DIFFERS', `counts.${channel}`, { entered: here, counted: there });
    }
    return undefined;
  }

  async #undecided({ em, caller }: Transaction, roundId: string): Promise<Refusal | undefined> {
    const row = await firstIn<{ unchecked: number; late: number }>(em, sql`
      select (count(*) filter (where entered_by is not null and checked_at is null and excluded is null))::int as unchecked,
        (count(*) filter (where late = 'PENDING'))::int as late
      from submission where organisation_id = ${caller.organisationId} and round_id = ${roundId}`);
    const [unchecked, late] = [row?.unchecked ?? 0, row?.late ?? 0];
    return unchecked + late > 0 ? new Refusal('UNCHECKED', undefined, { unchecked, late }) : undefined;
  }
}
