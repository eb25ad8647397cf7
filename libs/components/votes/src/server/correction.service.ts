import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { askCorrection, composedCorrection, correct, digestsRemoved, type Correction, type FixedBallot } from '../domain/correction.ts';
import type { Opening } from '../domain/ballot-digest.ts';
import { canonicalBallot, type Ballot } from '../domain/ballot.ts';
import { packageFiles } from '../domain/package-text.ts';
import { paperKeyed } from '../domain/paper.ts';
import { disclosureOf, freshSalt } from './ballot.receipt.ts';
import { fixedFiles, linesOf, PAPER_DIGESTS } from './fixed-files.ts';
import { OpenVotes } from './open-vote.ts';
import { codesOf } from './paper.service.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import type { Vote } from './vote.entity.ts';
import { fileOf, keepFiles } from './vote.files.ts';
import { askedFor, keepAsked } from './vote.life.service.ts';
import { VoteService } from './vote.service.ts';

type Em = Transaction['em'];

/** What staff type to put the papers of a batch right: the keys of papers, one after another. */
export type TypedCorrection = Correction;

interface Fixed {
  readonly openings: readonly Opening[];
  readonly papers: readonly FixedBallot[];
}

/** Puts paper ballots right after an objection was upheld: one member of staff says how, a second does it. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly service: VoteService,
    private readonly open: OpenVotes,
  ) {}

  /** Asks a second member of staff. */
  ask(id: string, typed: TypedCorrection, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const early = votePolicy.correct(at, vote);
      if (early) return early;
      const added = this.#lines(vote, 'added', typed.added);
      const removed = this.#lines(vote, 'removed', typed.removed);
      if (added instanceof Refusal) return added;
      if (removed instanceof Refusal) return removed;
      const correction = composedCorrection({ ...typed, added, removed });
      const batches = await rowsIn<{ n: number }>(em, sql`
        select n from paper_batch where organisation_id = ${vote.organisationId} and vote_id = ${id} and taken_at is not null`);
      const decision = askCorrection(correction, batches.map(({ n }) => n), (await this.#fixed(em, vote)).papers)(at, vote);
      if (!(decision instanceof Refusal)) await keepAsked(em, vote, 'CORRECTION', JSON.stringify(correction), caller, at.now);
      return decision;
    });
  }

  /** Makes the next version of the ballots, as the second of two; they are published and counted again by themselves. */
  correct(id: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const asked = await askedFor(em, vote, 'CORRECTION');
      const early = correct(asked, undefined, undefined)(at, vote);
      if (!asked || (early instanceof Refusal && early.code !== 'NOT_ASKED_FOR')) return early;
      const correction = JSON.parse(asked.text) as Correction;
      const { openings, papers } = await this.#fixed(em, vote);
      const removed = digestsRemoved(correction.removed, papers);
      if (removed instanceof Refusal) return removed;
      const gone = new Set(removed);
      const added = correction.added.map((canonical): Opening => {
        const salt = freshSalt();
        return { ballot: JSON.parse(canonical) as Ballot, salt, digest: disclosureOf(id, canonical, salt).digest };
      });
      const now = [...openings.filter(({ digest }) => !gone.has(digest)), ...added];
      const paperDigests = [...papers.map(({ digest }) => digest).filter((digest) => !gone.has(digest)), ...added.map(({ digest }) => digest)];
      const { files, known } = fixedFiles(vote, now, paperDigests);
      const decision = correct(asked, correction, { ...known, ballots: now.length, added: added.map(({ digest }) => digest).sort(), removed: [...removed].sort() })(at, vote);
      if (decision instanceof Refusal) return decision;
      await this.#replace(em, vote, correction, asked.firstId, caller, at.now);
      await keepFiles(em, vote, files);
      return decision;
    });
  }

  /** What followed from the ballots as they were goes; a version of it has been kept. A lot is drawn anew: its seed rests on the ballots. */
  async #replace(em: Em, { organisationId, id, version }: Vote, { batch, added, removed, reason }: Correction, firstId: string, caller: Caller, now: Date): Promise<void> {
    const mine = sql`organisation_id = ${organisationId} and vote_id = ${id}`;
    await rowsIn(em, sql`delete from vote_file where ${mine}`);
    await rowsIn(em, sql`delete from vote_second where ${mine} and act in ('LOT', 'CORRECTION')`);
    await rowsIn(em, sql`insert into vote_correction (organisation_id, vote_id, version, batch, added, removed, reason, first_id, second_id, at)
      values (${organisationId}, ${id}, ${version + 1}, ${batch}, ${added.length}, ${removed.length}, ${reason}, ${firstId}, ${caller.personId}, ${now})`);
  }

  #lines(vote: Vote, field: string, typed: readonly string[]): readonly string[] | Refusal {
    const read = this.open.rulesOf(vote);
    const lines: string[] = [];
    for (const [at, keys] of typed.slice(0, 1_000).entries()) {
      const keyed = paperKeyed(vote.type, codesOf(vote), keys);
      const line = keyed === null ? new Refusal('BAD_FORMAT', field) : keyed instanceof Refusal ? keyed : read(keyed);
      if (line instanceof Refusal) return new Refusal(line.code, field, { ...line.params, line: at + 1 });
      lines.push(line);
    }
    return lines;
  }

  async #fixed(em: Em, vote: Vote): Promise<Fixed> {
    const [openings, papers] = await Promise.all([packageFiles.openings, PAPER_DIGESTS].map((name) => fileOf(em, vote, name)));
    const all = linesOf(openings?.body).map((line) => JSON.parse(line) as Opening);
    const isPaper = new Set(linesOf(papers?.body));
    return { openings: all, papers: all.filter(({ digest }) => isPaper.has(digest)).map(({ ballot, digest }) => ({ canonical: canonicalBallot(ballot), digest })) };
  }
}
