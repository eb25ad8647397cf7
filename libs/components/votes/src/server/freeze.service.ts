import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { firstIn, rowsIn, sql } from '@hiroba/server';
import { digestsFile, openingsFile, setRoot } from '../domain/ballot-digest.ts';
import type { Ballot } from '../domain/ballot.ts';
import { ballotsFile } from '../domain/ballots-file.ts';
import { counted, freeze, freezeRefusal, publishBallots, type BoxCounts } from '../domain/freeze.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import type { VotesSituation } from '../manifest.ts';
import { disclosureOf, sha256 } from './ballot.receipt.ts';
import { electorateBy } from './electorate.reads.ts';
import { ballotKey, dropTables, openContent, tablesOf } from './open-ballots.ts';
import { VoteKeyStore, type VoteKeys } from './vote-keys.ts';
import type { Vote } from './vote.entity.ts';
import { fileOf, hexDigest, keepFiles } from './vote.files.ts';
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
    const row = await firstIn<Omit<BoxCounts, 'eligible'>>(em, sql`
      select (select count(*)::int from ${ballot}) as ballots, (select count(*)::int from ${voter} where channel is not null) as marks,
        (select count(*)::int from ${digest}) as digests, (select count(*)::int from ${digest} where not logged) as unlogged`);
    return { ballots: 0, marks: 0, digests: 0, unlogged: 0, ...row, eligible: rolling?.n ?? vote.eligible ?? 0 };
  }

  async #fix(em: Em, { vote, at }: { vote: Vote; at: VotesSituation }, counts: BoxCounts, keys: VoteKeys) {
    const opened = await this.#opened(em, vote, keys);
    const digests = opened.map(({ digest }) => digest);
    const { merged, publication, uniquePermille, blank } = counted(opened.map(({ canonical }) => JSON.parse(canonical) as Ballot), vote);
    const file = ballotsFile(merged);
    const isPublic = publication === 'PUBLIC';
    const salt = randomBytes(32);
    const ballotsHash = isPublic ? hexDigest(file) : hexDigest(salt, file);
    const openings = openingsFile(opened.map(({ canonical, salt: own, digest }) => ({ ballot: JSON.parse(canonical) as Ballot, digest, salt: own })));
    await this.#keepVoters(em, vote, keys, opened);
    await keepFiles(em, vote, [
      { name: 'ballots.jsonl', body: file, public: isPublic },
      { name: 'digests.txt', body: digestsFile(digests), public: true },
      { name: 'openings.jsonl', body: openings, public: isPublic },
      ...(isPublic ? [] : [{ name: 'salt.txt', body: `${salt.toString('hex')}\n`, public: false }]),
    ]);
    await dropTables(em, vote.id);
    return freeze(counts, { uniquePermille, publication, blank, ballotsHash, setRoot: setRoot(digests, sha256) })(at, vote);
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
