import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { firstIn, Sql, sql, type Query } from '@hiroba/server';
import { packageFiles } from '../domain/package-text.ts';
import { tallied } from '../domain/result.commands.ts';
import type { ResultDocument } from '../domain/result-package.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import { WHOLE } from '../domain/vote.rule.ts';
import { inputHash, tallyInput, type Counted } from './tally.input.ts';
import { TallyThread } from './tally-thread.ts';
import type { Vote } from './vote.entity.ts';
import { hexDigest, keepFiles } from './vote.files.ts';
import { clockOf } from './vote.opening.ts';
import { VoteService } from './vote.service.ts';

/** The lock under which one process counts a vote; it goes with its connection, whatever ends that. */
const LOCK = 72405016;
/** How far a count is gets written down so often. */
const TOLD_EVERY_MS = 1_000;

interface Of {
  readonly organisationId: string;
  readonly id: string;
}

/** SQL of whether a count of just this was found to wait for a lot. */
export const waitsForLot = ({ organisationId, id }: Of, counted: string): Query => sql`
  select 1 as waits from vote_count where organisation_id = ${organisationId} and vote_id = ${id} and awaits_lot = ${counted}`;

/**
 * Counts fixed ballots in a thread of its own, without holding the vote meanwhile: what was counted is compared again when it is written
 * down. Whoever ends in the middle leaves nothing behind but how far it was, and the next minute begins anew.
 */
@Injectable()
export class CountService {
  constructor(
    private readonly service: VoteService,
    private readonly thread: TallyThread,
    private readonly db: Sql,
  ) {}

  /** Counts one vote, once however many want to; where a lot has to be drawn first, nothing happens yet. */
  async count(organisationId: string, id: string): Promise<Vote | Refusal> {
    const connection = await this.db.pool.connect();
    try {
      const { rows: [lock] } = await connection.query<{ held: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as held', [LOCK, id]);
      return lock?.held ? await this.#counted(organisationId, id) : new Refusal('TAKEN');
    } finally {
      // The lock ends with the connection.
      connection.release(true);
    }
  }

  async #counted(organisationId: string, id: string): Promise<Vote | Refusal> {
    const ask = <R>(query: Query) => this.db.first<R>(query);
    const vote = await ask<Counted>(sql`
      select id, organisation_id as "organisationId", document, eligible, ballots, ballots_hash as "ballotsHash" from vote
      where organisation_id = ${organisationId} and id = ${id} and ballots_at is not null and tallied_at is null and voided_at is null`);
    if (!vote) return new Refusal('WRONG_STATE');
    const input = await tallyInput(ask, vote);
    const counted = inputHash(vote, input);
    // Until a lot is drawn, the same count would come to the same end.
    if (await ask(waitsForLot(vote, counted))) return new Refusal('NOT_ASKED_FOR');
    const body = await this.thread.count({ kind: 'RESULT', input }, this.#teller(vote));
    if ((JSON.parse(body) as ResultDocument).scopes[WHOLE]?.awaitsLot) {
      await this.#tell(vote, { awaitsLot: counted });
      return new Refusal('NOT_ASKED_FOR');
    }
    return this.service.decide(id, clockOf(organisationId), async ({ vote: held, at }, { em }) => {
      const early = votePolicy.tally(at, held);
      if (early) return early;
      if (inputHash(held, await tallyInput((query) => firstIn(em, query), held)) !== counted) return new Refusal('STALE');
      await keepFiles(em, held, [{ name: packageFiles.result, body, public: true }]);
      return tallied(hexDigest(body), counted)(at, held);
    });
  }

  /** Writes down which round a count is in, for those who wait. */
  #teller(vote: Counted): (rounds: number) => void {
    let told = 0;
    return (rounds) => {
      if (Date.now() - told < TOLD_EVERY_MS) return;
      told = Date.now();
      // Nothing depends on it: a count goes on where it cannot be told of.
      this.#tell(vote, { rounds }).catch(() => undefined);
    };
  }

  async #tell({ organisationId, id }: Counted, { rounds = 0, awaitsLot = null }: { readonly rounds?: number; readonly awaitsLot?: string | null }): Promise<void> {
    await this.db.rows(sql`insert into vote_count (organisation_id, vote_id, rounds, awaits_lot, at) values (${organisationId}, ${id}, ${rounds}, ${awaitsLot}, now())
      on conflict (organisation_id, vote_id) do update set rounds = excluded.rounds, awaits_lot = excluded.awaits_lot, at = excluded.at`);
  }
}
