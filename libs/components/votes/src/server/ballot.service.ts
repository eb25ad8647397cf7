import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, isId, rowsIn, situationIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { ballotOf } from '../domain/ballot.refusal.ts';
import { rulesOfScope, type VoteDocument } from '../domain/vote-document.ts';
import { WHOLE } from '../domain/vote.rule.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import { votes, type VotesSituation } from '../manifest.ts';
import { BallotReceipts, disclosureOf, freshSalt } from './ballot.receipt.ts';
import type { BallotReceipt } from './ballot.type.ts';
import { electorateBy } from './electorate.reads.ts';
import { ballotKey, openContent, requestDigest, sealContent, tablesOf } from './open-ballots.ts';
import { VoteKeyStore, type VoteKeys } from './vote-keys.ts';
import { Vote } from './vote.entity.ts';
import { VoteOpening } from './vote.opening.ts';

interface Held {
  readonly vote: Vote;
  readonly keys: VoteKeys;
  readonly personId: string;
}

interface StoredBallot {
  readonly sealed: Buffer;
  readonly request: string | null;
  readonly request_digest: Buffer | null;
}

type Read = ReturnType<typeof ballotOf>;
const MOST_RULES = 100;

/**
 * Casting and taking back. The vote is held for share, then the voter; after that the clock of the database decides whether it was in time.
 * What is written leaves no entry of its own in the log, no time, and no client key beside the person.
 */
@Injectable()
export class BallotService {
  readonly #rules = new Map<string, Read>();

  constructor(
    private readonly commands: Commands,
    private readonly keys: VoteKeyStore,
    private readonly receipts: BallotReceipts,
    private readonly opening: VoteOpening,
  ) {}

  /** Casts a ballot; an earlier one of the same person no longer counts. */
  async cast(id: string, typed: string, caller: Caller): Promise<BallotReceipt | Refusal> {
    const kept = await this.#opened(id, caller, (held, { em }) => this.#keep(em, held, typed, caller.requestKey?.key ?? null));
    return kept instanceof Refusal ? kept : this.receipts.of(caller.organisationId, id, kept.canonical, kept.salt);
  }

  /** Takes the ballot of a person back. */
  withdraw(id: string, caller: Caller): Promise<Vote | Refusal> {
    return this.#opened(id, caller, async ({ vote, keys, personId }, { em }) => {
      const { ballot, voter } = tablesOf(id);
      const [gone] = await rowsIn(em, sql`delete from ${ballot} where key = ${ballotKey(keys, personId)} returning 1 as gone`);
      if (!gone) return new Refusal('NOT_CAST');
      await rowsIn(em, sql`update ${voter} set channel = null where person_id = ${personId}`);
      return vote;
    });
  }

  async #opened<T>(id: string, caller: Caller, work: (held: Held, transaction: Transaction) => Promise<T | Refusal>): Promise<T | Refusal> {
    const once = () => this.commands.transaction<T>(caller, (transaction) => this.#hold(transaction, id, work));
    const done = await once();
    if (!(done instanceof Refusal) || done.code !== 'ELECTORATE_PENDING') return done;
    await this.opening.open(caller.organisationId, id);
    return once();
  }

  async #hold<T>(transaction: Transaction, id: string, work: (held: Held, transaction: Transaction) => Promise<T | Refusal>): Promise<T | Refusal> {
    const { em, caller } = transaction;
    const { personId, organisationId } = caller;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    if (!isId(id)) return new Refusal('NOT_FOUND');
    const vote = await em.findOne(Vote, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_READ });
    if (!vote) return new Refusal('NOT_FOUND');
    const before: VotesSituation | Refusal = await situationIn(transaction, vote.componentId, votes.name);
    if (before instanceof Refusal) return before;
    const early = votePolicy.cast(before, vote);
    if (early) return early;
    if (!vote.keyCheck) return new Refusal('ELECTORATE_PENDING');
    const enrolled = await this.#enrolled(transaction, vote, before, personId);
    if (!enrolled) return new Refusal('NOT_IN_ELECTORATE');
    // Whoever waited for a lock until the end comes too late.
    const refusal = votePolicy.cast({ ...before, now: await transaction.now() }, vote);
    return refusal ?? work({ vote, keys: await this.keys.keysOf(id, vote.keyCheck), personId }, transaction);
  }

  /** Holds the voter's row; while it is open who may vote, whoever may now gets one. */
  async #enrolled({ em }: Transaction, vote: Vote, at: VotesSituation, personId: string): Promise<boolean> {
    const { voter } = tablesOf(vote.id);
    if (vote.electorateMode === 'ROLLING' && at.component) {
      const who = electorateBy(vote.electorate, vote.organisationId, at.component.spaceId, at.now);
      if (!(await firstIn(em, sql`select 1 from (${who}) q where id = ${personId}`))) return false;
      await rowsIn(em, sql`insert into ${voter} (person_id) values (${personId}) on conflict do nothing`);
    }
    return (await firstIn(em, sql`select 1 from ${voter} where person_id = ${personId} for update`)) !== undefined;
  }

  async #keep(em: Transaction['em'], { vote, keys, personId }: Held, typed: string, request: string | null): Promise<{ canonical: string; salt: string } | Refusal> {
    const canonical = this.#rulesOf(vote)(typed);
    if (canonical instanceof Refusal) return canonical;
    const { ballot, digest, voter } = tablesOf(vote.id);
    const key = ballotKey(keys, personId);
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
      marked as (update ${voter} set channel = 'ONLINE' where person_id = ${personId} and channel is null)
      insert into ${ballot} (key, sealed, request, request_digest) values (${key}, ${sealed}, ${request}, ${fingerprint})
      on conflict (key) do update set sealed = excluded.sealed, request = excluded.request, request_digest = excluded.request_digest`);
    return { canonical, salt };
  }

  #rulesOf({ ruleHash, document }: Vote): Read {
    const known = this.#rules.get(ruleHash ?? '');
    if (known) return known;
    if (this.#rules.size >= MOST_RULES) this.#rules.clear();
    const rules = rulesOfScope(JSON.parse(document ?? '') as VoteDocument, WHOLE);
    const made = ballotOf(rules);
    this.#rules.set(ruleHash ?? '', made);
    return made;
  }
}
