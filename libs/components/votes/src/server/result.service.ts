import { Injectable } from '@nestjs/common';
import { jcs, Refusal, type Json } from '@hiroba/kernel';
import { firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { readBallotsFile } from '../domain/ballots-file.ts';
import { decideObjection, drawLot, object, publishResult, tallied, valueRefusal, type ObjectionDecision, type ObjectionFacts } from '../domain/result.commands.ts';
import { lotOrder, lotSeed } from '../domain/tally/lot.ts';
import { tally, type TallyResult } from '../domain/tally/tally.ts';
import { rulesOfScope, type VoteDocument } from '../domain/vote-document.ts';
import { finalise } from '../domain/vote.life.commands.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import { WHOLE } from '../domain/vote.rule.ts';
import type { Vote } from './vote.entity.ts';
import { fileOf, hexDigest, keepFiles } from './vote.files.ts';
import { askedFor, signSecond, VoteLifeService } from './vote.life.service.ts';
import { clockOf } from './vote.opening.ts';
import { VoteService } from './vote.service.ts';

type Em = Transaction['em'];

interface Lot {
  readonly value: string;
  readonly seed: string;
  readonly order: readonly string[];
}

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
      const { result, input } = await this.#counted(em, vote);
      if (result.awaitsLot) return new Refusal('NOT_ASKED_FOR');
      const body = `${jcs(result as unknown as Json)}\n`;
      await keepFiles(em, vote, [{ name: 'vote.json', body: vote.document ?? '', public: true }, { name: 'result.json', body, public: true }]);
      return tallied(hexDigest(body), input)(at, vote);
    });
  }

  async #counted(em: Em, vote: Vote): Promise<{ result: TallyResult; input: string }> {
    const file = await fileOf(em, vote, 'ballots.jsonl');
    const lot = await fileOf(em, vote, 'lot.json');
    const rules = { ...rulesOfScope(JSON.parse(vote.document ?? '') as VoteDocument, WHOLE), ...(vote.eligible === null ? {} : { eligible: vote.eligible }) };
    const salt = file?.public ? undefined : await fileOf(em, vote, 'salt.txt');
    const hash = salt ? hexDigest(Buffer.from(salt.body.trim(), 'hex'), file?.body ?? '') : hexDigest(file?.body ?? '');
    if (hash !== vote.ballotsHash) throw new Error(`the ballots of the vote ${vote.id} are not those that were fixed`);
    const order = lot ? (JSON.parse(lot.body) as Lot).order : undefined;
    return { result: tally(rules, readBallotsFile(file?.body ?? ''), order), input: hexDigest(vote.document ?? '', hash, lot?.body ?? '') };
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
      const { options } = JSON.parse(vote.document ?? '') as VoteDocument;
      const { result } = await this.#counted(em, vote);
      let drawn: Lot | undefined;
      const draw = (value: string): Lot => {
        const seed = lotSeed(Buffer.from(vote.ballotsHash ?? '', 'hex'), value);
        drawn = { value, seed: Buffer.from(seed).toString('hex'), order: lotOrder(seed, options.map((option) => option.id)) };
        return drawn;
      };
      const decision = drawLot(await askedFor(em, vote, 'LOT'), result.awaitsLot === true, draw)(at, vote);
      if (decision instanceof Refusal || !drawn) return decision;
      await signSecond(em, vote, 'LOT', caller);
      await keepFiles(em, vote, [{ name: 'lot.json', body: `${jcs(drawn as unknown as Json)}\n`, public: true }]);
      return decision;
    });
  }

  /** Shows the result with all that is needed to count it again. */
  publish(id: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const early = votePolicy.publishResult(at, vote);
      if (early) return early;
      const files = await rowsIn<{ name: string; body: string }>(em, sql`
        select name, body from vote_file where organisation_id = ${vote.organisationId} and vote_id = ${id} and public and name <> 'sha256sums.txt' order by name collate "C"`);
      const sums = files.map(({ name, body }) => `${hexDigest(body)}  ${name}\n`).join('');
      await keepFiles(em, vote, [{ name: 'sha256sums.txt', body: sums, public: true }]);
      return publishResult(hexDigest(sums))(at, vote);
    });
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
