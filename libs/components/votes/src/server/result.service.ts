import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { firstIn, isId, newId, rowsIn, sql, type Caller } from '@hiroba/server';
import { unexplained } from '../domain/adoption.ts';
import { overrideMissing } from '../domain/override.commands.ts';
import { canonical, packageFiles } from '../domain/package-text.ts';
import { decideObjection, drawLot, object, publishResult, valueRefusal, type ObjectionDecision, type ObjectionFacts } from '../domain/result.commands.ts';
import { drawnLot, type LotDocument } from '../domain/result-package.ts';
import { finalise } from '../domain/vote.life.commands.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import { waitsForLot } from './count.service.ts';
import { adoptionIn, packResult } from './result-files.ts';
import { inputHash, tallyInput } from './tally.input.ts';
import type { Vote } from './vote.entity.ts';
import { keepFiles, keepVersion } from './vote.files.ts';
import { askedFor, signSecond, VoteLifeService } from './vote.life.service.ts';
import { VoteService } from './vote.service.ts';

/** From the fixed ballots to the final result: lots, publication, objections. */
@Injectable()
export class ResultService {
  constructor(
    private readonly service: VoteService,
    private readonly life: VoteLifeService,
  ) {}

  /** Names the public value from which a lot follows, for a second member of staff to draw it. */
  async askForLot(id: string, value: string, caller: Caller): Promise<Vote | Refusal> {
    return valueRefusal(value.trim()) ?? this.life.ask(id, 'LOT', value.trim(), caller);
  }

  /** Draws the lot, as the second of two. */
  drawLot(id: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const early = votePolicy.drawLot(at, vote);
      if (early) return early;
      const input = await tallyInput((query) => firstIn(em, query), vote);
      let drawn: LotDocument | undefined;
      const draw = (value: string) => {
        const source = input.vote.lotSource?.description ?? '';
        drawn = drawnLot(source, value, Buffer.from(vote.ballotsHash ?? '', 'hex'), input.vote.options.map((option) => option.id));
        return { seed: drawn.seed ?? '', order: drawn.order };
      };
      const awaited = (await firstIn(em, waitsForLot(vote, inputHash(vote, input)))) !== undefined;
      const decision = drawLot(await askedFor(em, vote, 'LOT'), awaited, draw)(at, vote);
      if (decision instanceof Refusal || !drawn) return decision;
      await signSecond(em, vote, 'LOT', caller);
      await keepFiles(em, vote, [{ name: packageFiles.lot, body: canonical(drawn), public: true }]);
      return decision;
    });
  }

  /** Shows the result with all that is needed to count it again, and what the city adopts of it. */
  publish(id: string, adopted: readonly string[] | null, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const early = votePolicy.publishResult(at, vote);
      if (early) return early;
      const adoption = await adoptionIn(em, vote);
      const missing = adopted ? unexplained(adopted, adoption) : [];
      return missing.length > 0 ? overrideMissing() : publishResult(await packResult(em, vote, adoption))(at, vote);
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
      if (decision === 'CORRECTED' && vote.paper) await keepVersion(em, vote);
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
