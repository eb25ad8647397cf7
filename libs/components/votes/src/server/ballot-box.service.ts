import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { event, Refusal } from '@hiroba/kernel';
import { Commands, firstIn, rowsIn, situationIn, sql } from '@hiroba/server';
import { voteStatus } from '../domain/vote.ts';
import { votes, type VotesSituation } from '../manifest.ts';
import { BallotBox } from './ballot-box.entity.ts';
import { tablesOf } from './open-ballots.ts';
import { Vote } from './vote.entity.ts';
import { clockOf } from './vote.opening.ts';

const HOUR = 3_600_000;
/** So many ballots stand in one entry at least while a vote is open: none of them can be told by its time. */
const FEWEST = 20;
const MOST = 1_000;

/** Puts the digests of ballots into the log, many at a time and at most once an hour; what is left follows after the end. */
@Injectable()
export class BallotBoxService {
  constructor(private readonly commands: Commands) {}

  /** Logs what is due of one vote; answers how many digests that were. */
  async log(organisationId: string, voteId: string): Promise<number> {
    for (let all = 0; ;) {
      const many = await this.#batch(organisationId, voteId);
      all += many;
      if (many < MOST) return all;
    }
  }

  async #batch(organisationId: string, voteId: string): Promise<number> {
    const where = { id: voteId, organisationId };
    const done = await this.commands.transaction(clockOf(organisationId), async (transaction) => {
      const { em } = transaction;
      const box = await em.findOne(BallotBox, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const vote = await em.findOne(Vote, where);
      if (!box || !vote || vote.frozenAt) return new Refusal('NOT_FOUND');
      const at: VotesSituation | Refusal = await situationIn(transaction, vote.componentId, votes.name);
      if (at instanceof Refusal) return at;
      const isOpen = voteStatus(vote, at.now) === 'OPEN';
      if (isOpen && box.countedAt && at.now.getTime() - box.countedAt.getTime() < HOUR) return new Refusal('TOO_EARLY');
      const { digest, voter } = tablesOf(voteId);
      const rows = await rowsIn<{ digest: string }>(em, sql`select digest from ${digest} where not logged order by digest limit ${MOST}`);
      if (rows.length === 0 || (isOpen && rows.length < FEWEST)) return new Refusal('TOO_EARLY');
      const digests = rows.map((row) => row.digest);
      await rowsIn(em, sql`update ${digest} set logged = true where digest = any(${digests}::text[])`);
      const voted = await firstIn<{ n: number }>(em, sql`select count(*)::int as n from ${voter} where channel is not null`);
      // More of the same hour follow at once: only the last batch says when it was.
      const counted = digests.length < MOST ? { countedAt: at.now, voted: voted?.n ?? 0 } : {};
      await transaction.write(box, {
        patch: { digests: box.digests + digests.length, ...counted },
        event: event('vote.ballot_batch', { n: digests.length, digests }, { actor: 'system' }),
      }, at);
      return { many: digests.length };
    });
    return done instanceof Refusal ? 0 : done.many;
  }
}
