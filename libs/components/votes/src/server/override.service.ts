import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { newId, rowsIn, sql, type Caller } from '@hiroba/server';
import type { OverrideInput } from '../domain/adoption.ts';
import { askOverride, composedOverride, recordOverride } from '../domain/override.commands.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import { adoptionIn, packResult } from './result-files.ts';
import type { Vote } from './vote.entity.ts';
import { askedFor, keepAsked } from './vote.life.service.ts';
import { VoteService } from './vote.service.ts';

/** Departures from a count: one member of staff writes why, a second records it. */
@Injectable()
export class OverrideService {
  constructor(private readonly service: VoteService) {}

  /** Asks a second member of staff; what was asked before and not yet recorded gives way. */
  ask(id: string, typed: OverrideInput, caller: Caller): Promise<Vote | Refusal> {
    const entry = composedOverride(typed);
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const early = votePolicy.override(at, vote);
      const decision = early ?? askOverride(entry, await adoptionIn(em, vote))(at, vote);
      if (!(decision instanceof Refusal)) await keepAsked(em, vote, 'OVERRIDE', JSON.stringify(entry), caller, at.now);
      return decision;
    });
  }

  /** Records a departure, as the second of two. Where the result is out, its package tells of it from now on. */
  record(id: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const early = votePolicy.override(at, vote);
      if (early) return early;
      const asked = await askedFor(em, vote, 'OVERRIDE');
      const entry = asked && (JSON.parse(asked.text) as OverrideInput);
      const adoption = await adoptionIn(em, vote);
      const decide = (packageHash?: string) => recordOverride(asked, entry, adoption, () => packageHash)(at, vote);
      const possible = decide();
      if (possible instanceof Refusal || !entry) return possible;
      const { organisationId } = vote;
      const { option, kind, replacement, code, reason, office, document } = entry;
      await rowsIn(em, sql`
        insert into vote_override (id, organisation_id, vote_id, option, kind, replacement, code, reason, office, document, first_id, second_id, at)
        values (${newId()}, ${organisationId}, ${id}, ${option}, ${kind}, ${replacement}, ${code}, ${reason}, ${office}, ${document},
          ${asked?.firstId}, ${caller.personId}, ${at.now})`);
      await rowsIn(em, sql`delete from vote_second where organisation_id = ${organisationId} and vote_id = ${id} and act = 'OVERRIDE'`);
      return vote.resultAt ? decide(await packResult(em, vote, await adoptionIn(em, vote))) : possible;
    });
  }
}
