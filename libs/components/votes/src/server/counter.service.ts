import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { rowsIn, sql, type Caller } from '@hiroba/server';
import { votePolicy } from '../domain/vote.policy.ts';
import { tablesOf } from './open-ballots.ts';
import { OpenVotes, type AtTheCounter, type Elector, type OpenVote } from './open-vote.ts';
import type { Transaction } from '@hiroba/server';
import type { Vote } from './vote.entity.ts';

/** What staff do for one voter at a time at the counter: that a paper was handed out stands beside who took part, and nowhere else. */
@Injectable()
export class CounterService {
  constructor(private readonly open: OpenVotes) {}

  /** Writes down that somebody has a paper now; what they cast before no longer counts, and they cast nothing else. */
  issue(id: string, who: AtTheCounter, caller: Caller): Promise<Vote | Refusal> {
    return this.#held(id, who, caller, async (held, elector, { em }) => {
      if (elector.paper) return new Refusal('PAPER_ISSUED', who.mail ? 'mail' : 'roll');
      await this.open.removeBallot(em, held, elector.id);
      await rowsIn(em, sql`update ${tablesOf(id).voter} set channel = 'COUNTER', paper = true where person_id = ${elector.id}`);
      return held.vote;
    });
  }

  /** Takes a paper back that was not put into the box; whoever had it can vote again. */
  takeBack(id: string, who: AtTheCounter, caller: Caller): Promise<Vote | Refusal> {
    return this.#held(id, who, caller, async ({ vote }, elector, { em }) => {
      if (!elector.paper) return new Refusal('NOT_CAST', who.mail ? 'mail' : 'roll');
      const { voter } = tablesOf(id);
      await rowsIn(em, sql`delete from ${voter} where person_id = ${elector.id} and roll`);
      await rowsIn(em, sql`update ${voter} set channel = null, paper = false where person_id = ${elector.id}`);
      return vote;
    });
  }

  #held<T>(id: string, who: AtTheCounter, caller: Caller, work: (held: OpenVote, elector: Elector, transaction: Transaction) => Promise<T | Refusal>): Promise<T | Refusal> {
    return this.open.work<T>(id, caller, votePolicy.issuePaper, async (held, transaction, late) => {
      const elector = await this.open.atTheCounter(transaction, held, who);
      if (elector instanceof Refusal) return elector;
      return (await late()) ?? work(held, elector, transaction);
    });
  }
}
