import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { firstIn, newId, rowsIn, sql, type Caller, type Query, type Transaction } from '@hiroba/server';
import { papersThatDiffer, paperKeyed, type BatchFacts, type Keying, type PaperBatch } from '../domain/paper.ts';
import { discardBatch, keyedTwice, keyRefusal, openBatch, passOf, takeBatch } from '../domain/paper.commands.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import type { VoteDocument } from '../domain/vote-document.ts';
import { disclosureOf, freshSalt } from './ballot.receipt.ts';
import { makePaperTable, openContent, paperKey, sealContent, tablesOf } from './open-ballots.ts';
import { OpenVotes } from './open-vote.ts';
import { VoteKeyStore, type VoteKeys } from './vote-keys.ts';
import type { Vote } from './vote.entity.ts';
import { VoteService } from './vote.service.ts';

type Em = Transaction['em'];
type Asks = <R>(query: Query) => Promise<R[]>;
type Papers = ReadonlyMap<number, string | null>;

/** The codes of the options in the order of the ballot paper. */
export const codesOf = ({ document }: Pick<Vote, 'document'>): readonly string[] => (JSON.parse(document ?? '') as VoteDocument).options.map(({ id }) => id);

/** What was keyed of a batch, in each of the two keyings. */
export async function keyedIn(rows: Asks, voteId: string, batchId: string, keys: VoteKeys): Promise<readonly [Papers, Papers]> {
  const { paper } = tablesOf(voteId);
  const all = await rows<{ pass: number; n: number; sealed: Buffer }>(sql`select pass, n, sealed from ${paper} where batch = ${batchId} order by pass, n`);
  const of = (wanted: number): Papers => new Map(all.filter(({ pass }) => pass === wanted).map(({ n, sealed }) => [n, openContent(keys, sealed).b || null]));
  return [of(1), of(2)];
}

/** Paper ballots: piles that two people key, each for themselves, and that are taken into the box once both came to the same. */
@Injectable()
export class PaperService {
  constructor(
    private readonly service: VoteService,
    private readonly open: OpenVotes,
    private readonly keys: VoteKeyStore,
  ) {}

  /** Begins a batch with as many papers as were counted by hand. */
  openBatch(id: string, papers: number, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const decision = openBatch(papers)(at, vote);
      if (decision instanceof Refusal) return decision;
      if (!vote.keyCheck) return new Refusal('ELECTORATE_PENDING');
      await makePaperTable(em, id);
      await rowsIn(em, sql`
        insert into paper_batch (id, organisation_id, vote_id, n, papers, opened_at)
        select ${newId()}, ${vote.organisationId}, ${id}, coalesce(max(n), 0) + 1, ${papers}, ${at.now} from paper_batch
        where organisation_id = ${vote.organisationId} and vote_id = ${id}`);
      return decision;
    });
  }

  /** Keys one paper of a batch, or keys it anew; each person in a keying of their own. */
  key(id: string, batchN: number, n: number, typed: string, caller: Caller): Promise<Vote | Refusal> {
    return this.open.work<Vote>(id, caller, votePolicy.enterPaper, async ({ vote, keys, at }, { em }) => {
      const batch = await this.#batch(em, vote, batchN);
      const refusal = keyRefusal(batch, n)(at, vote);
      if (refusal || !batch) return refusal ?? new Refusal('NOT_FOUND', 'batch');
      const keyed = this.#paper(vote, typed);
      if (keyed instanceof Refusal) return keyed;
      const pass = passOf(at, batch.keyings);
      if (pass instanceof Refusal) return pass;
      const { organisationId } = vote;
      const { paper } = tablesOf(id);
      const sealed = sealContent(keys, { b: keyed ?? '', s: '' });
      await rowsIn(em, sql`insert into ${paper} (batch, pass, n, sealed) values (${batch.id}, ${pass}, ${n}, ${sealed})
        on conflict (batch, pass, n) do update set sealed = excluded.sealed`);
      await rowsIn(em, sql`insert into paper_keying (organisation_id, batch_id, pass, person_id, keyed)
        select ${organisationId}, ${batch.id}, ${pass}, ${caller.personId}, count(*) from ${paper} where batch = ${batch.id} and pass = ${pass}
        on conflict (organisation_id, batch_id, pass) do update set keyed = excluded.keyed`);
      const keyings = await this.#keyings(em, organisationId, batch.id);
      if (keyedTwice({ ...batch, keyings })) {
        const [first, second] = await keyedIn((query) => rowsIn(em, query), id, batch.id, keys);
        const many = papersThatDiffer(first, second, batch.papers).length;
        // How many there were at first stays: it says how well a pile could be read.
        await rowsIn(em, sql`update paper_batch set differences = coalesce(differences, ${many}) where organisation_id = ${organisationId} and id = ${batch.id}`);
      }
      return vote;
    });
  }

  /** Takes a batch into the ballot box. */
  take(id: string, batchN: number, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const early = votePolicy.enterPaper(at, vote);
      if (early || !vote.keyCheck) return early ?? new Refusal('ELECTORATE_PENDING');
      const found = await this.#batch(em, vote, batchN);
      const keys = await this.keys.keysOf(id, vote.keyCheck);
      const [first, second] = found ? await keyedIn((query) => rowsIn(em, query), id, found.id, keys) : [];
      const batch = found && first && second ? { ...found, differing: keyedTwice(found) ? papersThatDiffer(first, second, found.papers).length : null } : undefined;
      const decision = takeBatch(batch)(at, vote);
      if (decision instanceof Refusal || !batch || !first) return decision;
      const ballots = [...first].filter((paper): paper is [number, string] => paper[1] !== null);
      await this.#cast(em, vote, keys, batch, ballots);
      await rowsIn(em, sql`update paper_batch set taken_at = ${at.now}, invalid = ${batch.papers - ballots.length}
        where organisation_id = ${vote.organisationId} and id = ${batch.id}`);
      return decision;
    });
  }

  /** Throws away what was keyed of a batch. */
  discard(id: string, batchN: number, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const batch = await this.#batch(em, vote, batchN);
      const decision = discardBatch(batch)(at, vote);
      if (decision instanceof Refusal || !batch) return decision;
      await rowsIn(em, sql`delete from ${tablesOf(id).paper} where batch = ${batch.id}`);
      await rowsIn(em, sql`delete from paper_batch where organisation_id = ${vote.organisationId} and id = ${batch.id}`);
      return decision;
    });
  }

  /** The canonical ballot of a paper by its keys; null where it counts for nothing. */
  #paper(vote: Vote, typed: string): string | null | Refusal {
    const read = paperKeyed(vote.type, codesOf(vote), typed);
    if (read === null || read instanceof Refusal) return read;
    const canonical = this.open.rulesOf(vote)(read);
    return canonical instanceof Refusal ? new Refusal(canonical.code, 'keys', canonical.params) : canonical;
  }

  async #cast(em: Em, vote: Vote, keys: VoteKeys, batch: PaperBatch, papers: readonly (readonly [number, string])[]): Promise<void> {
    const { ballot, digest } = tablesOf(vote.id);
    const cast = papers.map(([n, canonical]) => {
      const salt = freshSalt();
      return { key: paperKey(keys, batch.id, n), sealed: sealContent(keys, { b: canonical, s: salt }), digest: disclosureOf(vote.id, canonical, salt).digest };
    });
    const hex = (bytes: readonly Buffer[]) => bytes.map((each) => each.toString('hex'));
    const digests = cast.map((each) => each.digest).sort();
    await rowsIn(em, sql`insert into ${digest} (digest) select unnest(${digests}::text[])`);
    await rowsIn(em, sql`insert into ${ballot} (key, sealed) select decode(k, 'hex'), decode(s, 'hex')
      from unnest(${hex(cast.map(({ key }) => key))}::text[], ${hex(cast.map(({ sealed }) => sealed))}::text[]) as t(k, s) order by k`);
  }

  async #batch(em: Em, { organisationId, id }: Vote, n: number): Promise<BatchFacts | undefined> {
    if (!Number.isInteger(n)) return undefined;
    const batch = await firstIn<PaperBatch>(em, sql`
      select id, n, papers, taken_at as "takenAt" from paper_batch where organisation_id = ${organisationId} and vote_id = ${id} and n = ${n} for update`);
    return batch && { ...batch, keyings: await this.#keyings(em, organisationId, batch.id), differing: null };
  }

  #keyings = (em: Em, organisationId: string, batchId: string): Promise<Keying[]> => rowsIn<Keying>(em, sql`
    select person_id as "personId", pass, keyed from paper_keying where organisation_id = ${organisationId} and batch_id = ${batchId} order by pass`);
}
