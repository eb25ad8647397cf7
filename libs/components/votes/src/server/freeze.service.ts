import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { firstIn, rowsIn, sql } from '@hiroba/server';
import type { Opening } from '../domain/ballot-digest.ts';
import type { Ballot } from '../domain/ballot.ts';
import { freeze, freezeRefusal, publishBallots, type BoxCounts } from '../domain/freeze.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import type { VotesSituation } from '../manifest.ts';
import { disclosureOf } from './ballot.receipt.ts';
import { electorateBy } from './electorate.reads.ts';
import { fixedFiles } from './fixed-files.ts';
import { ballotKey, dropTables, openContent, paperKey, tablesOf } from './open-ballots.ts';
import { VoteKeyStore, type VoteKeys } from './vote-keys.ts';
import type { Vote } from './vote.entity.ts';
import { fileOf, keepFiles } from './vote.files.ts';
import { clockOf } from './vote.opening.ts';
import { VoteService, type HeldVote } from './vote.service.ts';

type Em = Parameters<typeof rowsIn>[0];

interface OpenedBallot {
  readonly key: Buffer;
  readonly canonical: string;
  readonly salt: string;
  readonly digest: string;
}

/** Fixes ballots: what is left afterwards is what was chosen how often, and who voted, with nothing between the two. */
@Injectable()
export class FreezeService {
  constructor(
    private readonly service: VoteService,
    private readonly keys: VoteKeyStore,
  ) {}

  /** Fixes the ballots of one vote and destroys its secrets. */
  async freeze(organisationId: string, id: string): Promise<Vote | Refusal> {
    const done = await this.service.decide(id, clockOf(organisationId), async (held, { em }) => {
      const { vote, at } = held;
      const early = votePolicy.freeze(at, vote);
      if (early || !vote.keyCheck) return early ?? new Refusal('WRONG_STATE');
      const counts = await this.#counts(em, held);
      const refusal = freezeRefusal(at, vote, counts);
      return refusal ?? this.#fix(em, held, counts, await this.keys.keysOf(id, vote.keyCheck));
    });
    if (!(done instanceof Refusal)) await this.keys.destroy(id);
    return done;
  }

  /** Publishes what the rule says may be published. */
  publish(organisationId: string, id: string): Promise<Vote | Refusal> {
    return this.service.decide(id, clockOf(organisationId), async ({ vote, at }, { em }) => {
      const file = await fileOf(em, vote, 'ballots.jsonl');
      return publishBallots(file?.public ? 'PUBLIC' : 'COMMITMENT')(at, vote);
    });
  }

  async #counts(em: Em, { vote, at }: HeldVote): Promise<BoxCounts> {
    const { ballot, digest, voter } = tablesOf(vote.id);
    const who = electorateBy(vote.electorate, vote.organisationId, at.component?.spaceId ?? '', at.now);
    const rolling = vote.electorateMode === 'ROLLING' ? await firstIn<{ n: number }>(em, sql`select count(*)::int as n from (${who}) q`) : undefined;
    const mine = sql`organisation_id = ${vote.organisationId} and vote_id = ${vote.id}`;
    const row = await firstIn<Omit<BoxCounts, 'eligible'> & { rolled: number }>(em, sql`
      select (select count(*)::int from ${ballot}) as ballots, (select count(*)::int from ${voter} where channel is not null) as marks,
        (select count(*)::int from ${voter} where paper) as issued, (select count(*)::int from ${voter} where roll) as rolled,
        (select count(*)::int from ${digest}) as digests, (select count(*)::int from ${digest} where not logged) as unlogged,
        (select coalesce(sum(papers), 0)::int from paper_batch where ${mine}) as papers,
        (select coalesce(sum(invalid), 0)::int from paper_batch where ${mine}) as invalid,
        (select count(*)::int from paper_batch where ${mine} and taken_at is null) as "openBatches"`);
    const none = { ballots: 0, marks: 0, digests: 0, unlogged: 0, issued: 0, papers: 0, invalid: 0, openBatches: 0, rolled: 0 };
    const { rolled, ...counts } = { ...none, ...row };
    // Who came to the counter without an account could vote as well.
    return { ...counts, eligible: (rolling?.n ?? vote.eligible ?? 0) + rolled };
  }

  async #fix(em: Em, { vote, at }: { vote: Vote; at: VotesSituation }, counts: BoxCounts, keys: VoteKeys) {
    const opened = await this.#opened(em, vote, keys);
    const openings = opened.map(({ canonical, salt, digest }): Opening => ({ ballot: JSON.parse(canonical) as Ballot, digest, salt }));
    const papers = await this.#paperKeys(em, vote, keys);
    const { files, known } = fixedFiles(vote, openings, opened.filter(({ key }) => papers.has(key.toString('hex'))).map(({ digest }) => digest));
    await this.#keepVoters(em, vote, keys, opened);
    await keepFiles(em, vote, files);
    await dropTables(em, vote.id);
    return freeze(counts, known)(at, vote);
  }

  /** The keys under which ballots of papers lie. */
  async #paperKeys(em: Em, { id, organisationId, paper }: Vote, keys: VoteKeys): Promise<ReadonlySet<string>> {
    if (!paper) return new Set();
    const batches = await rowsIn<{ id: string; papers: number }>(em, sql`select id, papers from paper_batch where organisation_id = ${organisationId} and vote_id = ${id}`);
    return new Set(batches.flatMap((batch) => Array.from({ length: batch.papers }, (_, at) => paperKey(keys, batch.id, at + 1).toString('hex'))));
  }

  /** All ballots opened, each checked against the digest that was taken for it: none is dropped silently. */
  async #opened(em: Em, { id }: Vote, keys: VoteKeys): Promise<readonly OpenedBallot[]> {
    const { ballot, digest } = tablesOf(id);
    const rows = await rowsIn<{ key: Buffer; sealed: Buffer }>(em, sql`select key, sealed from ${ballot}`);
    const known = new Set((await rowsIn<{ digest: string }>(em, sql`select digest from ${digest}`)).map((row) => row.digest));
    return rows.map(({ key, sealed }) => {
      const { b: canonical, s: salt } = openContent(keys, sealed);
      const made = disclosureOf(id, canonical, salt).digest;
      if (!known.has(made)) throw new Error(`a ballot of the vote ${id} has no digest that was taken`);
      return { key, canonical, salt, digest: made };
    });
  }

  /** Who could vote and who did, in the order of their ids: neither place nor transaction says when. In an open vote each with the ballot. */
  async #keepVoters(em: Em, { id, organisationId, secrecy }: Vote, keys: VoteKeys, opened: readonly OpenedBallot[]): Promise<void> {
    const { voter } = tablesOf(id);
    await rowsIn(em, sql`insert into electorate (organisation_id, vote_id, person_id, channel)
      select ${organisationId}::uuid, ${id}::uuid, person_id, channel from ${voter} order by person_id`);
    if (secrecy !== 'OPEN') return;
    const byKey = new Map(opened.map(({ key, canonical }) => [key.toString('hex'), canonical]));
    const voted = await rowsIn<{ person_id: string }>(em, sql`select person_id from ${voter} where channel is not null order by person_id`);
    const rows = voted.map(({ person_id: personId }) => ({
      organisation_id: organisationId, vote_id: id, person_id: personId, ballot: byKey.get(ballotKey(keys, personId).toString('hex')),
    }));
    await rowsIn(em, sql`insert into open_ballot select * from json_populate_recordset(null::open_ballot, ${JSON.stringify(rows)})`);
  }
}
