import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { firstIn, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { votePolicy } from '../domain/vote.policy.ts';
import { BallotReceipts, disclosureOf, freshSalt } from './ballot.receipt.ts';
import type { BallotReceipt } from './ballot.type.ts';
import { ballotKey, openContent, requestDigest, sealContent, tablesOf } from './open-ballots.ts';
import { OpenVotes, type Elector, type OpenVote } from './open-vote.ts';
import type { Vote } from './vote.entity.ts';

interface StoredBallot {
  readonly sealed: Buffer;
  readonly request: string | null;
  readonly request_digest: Buffer | null;
}

/** By which way a ballot came. */
export type Channel = 'ONLINE' | 'COUNTER';

interface Held extends OpenVote {
  readonly elector: Elector;
}

/**
 * Casting and taking back. The vote is held for share, then the voter; after that the clock of the database decides whether it was in time.
 * What is written leaves no entry of its own in the log, no time, and no client key beside the person.
 */
@Injectable()
export class BallotService {
  constructor(
    private readonly open: OpenVotes,
    private readonly receipts: BallotReceipts,
  ) {}

  /** Casts a ballot; an earlier one of the same person no longer counts. */
  async cast(id: string, typed: string, caller: Caller): Promise<BallotReceipt | Refusal> {
    const kept = await this.#held(id, caller, (held, { em }) => this.keep(em, held, 'ONLINE', typed, caller.requestKey?.key ?? null));
    return kept instanceof Refusal ? kept : this.receipts.of(caller.organisationId, id, kept.canonical, kept.salt);
  }

  /** Takes the ballot of a person back. */
  withdraw(id: string, caller: Caller): Promise<Vote | Refusal> {
    return this.#held(id, caller, async (held, { em }) => {
      const { elector, vote } = held;
      if (!(await this.open.removeBallot(em, held, elector.id))) return new Refusal('NOT_CAST');
      await rowsIn(em, sql`update ${tablesOf(id).voter} set channel = null where person_id = ${elector.id}`);
      return vote;
    });
  }

  async #held<T>(id: string, caller: Caller, work: (held: Held, transaction: Transaction) => Promise<T | Refusal>): Promise<T | Refusal> {
    const { personId } = caller;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    return this.open.work<T>(id, caller, votePolicy.cast, async (open, transaction, late) => {
      const elector = await this.open.person(transaction, open, personId);
      if (elector instanceof Refusal) return elector;
      // Whoever waited for a lock until the end comes too late.
      return (await late()) ?? work({ ...open, elector }, transaction);
    });
  }

  /** Keeps the ballot of an elector whose row is held. */
  async keep(em: Transaction['em'], { vote, keys, elector }: Held, channel: Channel, typed: string, request: string | null): Promise<{ canonical: string; salt: string } | Refusal> {
    if (elector.paper) return new Refusal('PAPER_ISSUED');
    const canonical = this.open.rulesOf(vote)(typed);
    if (canonical instanceof Refusal) return canonical;
    const { ballot, digest, voter } = tablesOf(vote.id);
    const key = ballotKey(keys, elector.id);
    const known = request ? await firstIn<StoredBallot>(em, sql`select sealed, request, request_digest from ${ballot} where key = ${key}`) : undefined;
    const fingerprint = requestDigest(keys, canonical);
    if (known && known.request === request) {
      if (!known.request_digest || !timingSafeEqual(known.request_digest, fingerprint)) return new Refusal('IDEMPOTENCY_MISMATCH');
      const { b, s } = openContent(keys, known.sealed);
      return { canonical: b, salt: s };
    }
    const salt = freshSalt();
    const { digest: made } = disclosureOf(vote.id, canonical, salt);
    const sealed = sealContent(keys, { b: canonical, s: salt });
    await rowsIn(em, sql`
      with taken as (insert into ${digest} (digest) values (${made})),
      marked as (update ${voter} set channel = ${channel} where person_id = ${elector.id} and channel is distinct from ${channel})
      insert into ${ballot} (key, sealed, request, request_digest) values (${key}, ${sealed}, ${request}, ${fingerprint})
      on conflict (key) do update set sealed = excluded.sealed, request = excluded.request, request_digest = excluded.request_digest`);
    return { canonical, salt };
  }
}
