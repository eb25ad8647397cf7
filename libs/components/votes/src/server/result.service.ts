import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import type { Opening } from '../domain/ballot-digest.ts';
import { readBallotsFile } from '../domain/ballots-file.ts';
import { canonical, packageFiles } from '../domain/package-text.ts';
import { ballotsHashText } from '../domain/publication.ts';
import { decideObjection, drawLot, object, publishResult, tallied, valueRefusal, type ObjectionDecision, type ObjectionFacts } from '../domain/result.commands.ts';
import {
  drawnLot, packageHash, resultDocument, resultPackage, resultText, type LotDocument, type ResultDocument, type TallyInput,
} from '../domain/result-package.ts';
import type { VoteDocument } from '../domain/vote-document.ts';
import { finalise } from '../domain/vote.life.commands.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import { WHOLE } from '../domain/vote.rule.ts';
import { sha256 } from './ballot.receipt.ts';
import type { Vote } from './vote.entity.ts';
import { fileOf, hexDigest, keepFiles } from './vote.files.ts';
import { askedFor, signSecond, VoteLifeService } from './vote.life.service.ts';
import { clockOf } from './vote.opening.ts';
import { VoteService } from './vote.service.ts';

type Em = Transaction['em'];

/** From the fixed ballots to the final result: counting, lots, publication, objections. */
@Injectable()
export class ResultService {
  constructor(
    private readonly service: VoteService,
    private readonly life: VoteLifeService,
  ) {}

  /** Counts the fixed ballots; where a lot has to be drawn first, nothing happens yet. */
  count(organisationId: string, id: string): Promise<Vote | Refusal> {
    return this.service.decide(id, clockOf(organisationId), async ({ vote, at }, { em }) => {
      const early = votePolicy.tally(at, vote);
      if (early) return early;
      const input = await this.#input(em, vote);
      const body = resultText(input, sha256);
      if ((JSON.parse(body) as ResultDocument).scopes[WHOLE]?.awaitsLot) return new Refusal('NOT_ASKED_FOR');
      await keepFiles(em, vote, [{ name: packageFiles.result, body, public: true }]);
      return tallied(hexDigest(body), hexDigest(vote.document ?? '', vote.ballotsHash ?? '', JSON.stringify(input.lot ?? null)))(at, vote);
    });
  }

  /** All that a tally is made of; ballots that are not those that were fixed are counted by nobody. */
  async #input(em: Em, vote: Vote): Promise<TallyInput> {
    const file = await fileOf(em, vote, packageFiles.ballots);
    const salt = file?.public ? undefined : await fileOf(em, vote, 'salt.txt');
    const lot = await fileOf(em, vote, packageFiles.lot);
    const input: TallyInput = {
      vote: JSON.parse(vote.document ?? '') as VoteDocument,
      ballots: [{ scope: WHOLE, ballots: readBallotsFile(file?.body ?? '') }],
      register: { eligible: vote.eligible ?? 0, voted: vote.ballots ?? 0 },
      ...(salt && { salt: Buffer.from(salt.body.trim(), 'hex') }),
      ...(lot && { lot: JSON.parse(lot.body) as LotDocument }),
    };
    if (ballotsHashText(input.ballots, sha256, input.salt) !== vote.ballotsHash) throw new Error(`the ballots of the vote ${vote.id} are not those that were fixed`);
    return input;
  }

  /** Names the public value from which a lot follows, for a second member of staff to draw it. */
  async askForLot(id: string, value: string, caller: Caller): Promise<Vote | Refusal> {
    return valueRefusal(value.trim()) ?? this.life.ask(id, 'LOT', value.trim(), caller);
  }

  /** Draws the lot, as the second of two. */
  drawLot(id: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const early = votePolicy.drawLot(at, vote);
      if (early) return early;
      const input = await this.#input(em, vote);
      let drawn: LotDocument | undefined;
      const draw = (value: string) => {
        const source = input.vote.lotSource?.description ?? '';
        drawn = drawnLot(source, value, Buffer.from(vote.ballotsHash ?? '', 'hex'), input.vote.options.map((option) => option.id));
        return { seed: drawn.seed ?? '', order: drawn.order };
      };
      const awaited = resultDocument(input, sha256).scopes[WHOLE]?.awaitsLot === true;
      const decision = drawLot(await askedFor(em, vote, 'LOT'), awaited, draw)(at, vote);
      if (decision instanceof Refusal || !drawn) return decision;
      await signSecond(em, vote, 'LOT', caller);
      await keepFiles(em, vote, [{ name: packageFiles.lot, body: canonical(drawn), public: true }]);
      return decision;
    });
  }

  /** Shows the result with all that is needed to count it again. */
  publish(id: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const early = votePolicy.publishResult(at, vote);
      if (early) return early;
      const files = resultPackage({ ...(await this.#input(em, vote)), ...(await this.#kept(em, vote)) }, sha256);
      await keepFiles(em, vote, [...files].map(([name, bytes]) => ({ name, body: Buffer.from(bytes).toString(), public: true })));
      return publishResult(packageHash(files, sha256))(at, vote);
    });
  }

  /** What a package holds besides what was counted. */
  async #kept(em: Em, vote: Vote): Promise<{ digests: readonly string[]; openings: readonly Opening[]; result: string }> {
    const [digests, openings, result] = await Promise.all([packageFiles.digests, packageFiles.openings, packageFiles.result].map((name) => fileOf(em, vote, name)));
    const lines = (text = '') => text.split('\n').filter((line) => line !== '');
    return {
      digests: lines(digests?.body), openings: lines(openings?.body).map((line) => JSON.parse(line) as Opening), result: result?.body ?? '',
    };
  }

  /** Objects to a result. */
  object(id: string, text: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const objection = newId();
      const decision = object(objection, text)(at, vote);
      if (decision instanceof Refusal) return decision;
      await rowsIn(em, sql`insert into vote_objection (id, organisation_id, vote_id, person_id, text, at)
        values (${objection}, ${vote.organisationId}, ${id}, ${caller.personId}, ${text.trim()}, ${at.now})`);
      return decision;
    });
  }

  /** Decides an objection, by somebody who did not run the vote. */
  decideObjection(id: string, objectionId: string, decision: ObjectionDecision, reason: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const mine = sql`organisation_id = ${vote.organisationId} and vote_id = ${id} and id = ${objectionId}`;
      const objection = isId(objectionId) ? await firstIn<ObjectionFacts>(em, sql`select id, decision from vote_objection where ${mine} for update`) : undefined;
      const decided = decideObjection(objection, decision, reason)(at, vote);
      if (decided instanceof Refusal) return decided;
      await rowsIn(em, sql`update vote_objection set decision = ${decision}, reason = ${reason.trim()}, decided_by = ${caller.personId}, decided_at = ${at.now} where ${mine}`);
      return decided;
    });
  }

  /** Makes the result final. */
  finalise(id: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const row = await firstIn<{ n: number }>(em, sql`
        select count(*)::int as n from vote_objection where organisation_id = ${vote.organisationId} and vote_id = ${id} and decision is null`);
      return finalise(row?.n ?? 0)(at, vote);
    });
  }
}
