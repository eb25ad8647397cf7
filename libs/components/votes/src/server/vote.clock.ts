import { Injectable } from '@nestjs/common';
import { Clock, Sql, sql } from '@hiroba/server';
import { voteStatus, type VoteFacts, type VoteStatus } from '../domain/vote.ts';
import { BallotBoxService } from './ballot-box.service.ts';
import { CountService } from './count.service.ts';
import { FreezeService } from './freeze.service.ts';
import { ResultService } from './result.service.ts';
import { clockOf, VoteOpening } from './vote.opening.ts';

interface ClockRow extends Omit<VoteFacts, 'runBy' | 'paper'> {
  readonly openedAt: Date | null;
}

/** What time does with one vote: it opens, its digests go into the log, ballots are fixed, counted, and results become final. */
@Injectable()
export class VoteClock {
  constructor(
    private readonly opening: VoteOpening,
    private readonly box: BallotBoxService,
    private readonly freezing: FreezeService,
    private readonly results: ResultService,
    private readonly counting: CountService,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  /** Takes a vote as far as it goes by itself, its count among that. */
  async advance(organisationId: string, id: string): Promise<void> {
    await this.move(organisationId, id);
    await this.counting.count(organisationId, id);
  }

  /** Takes a vote as far as it goes at once: all but its count, which may take a while. */
  async move(organisationId: string, id: string): Promise<void> {
    let before: VoteStatus | undefined;
    for (;;) {
      const now = await this.clock.now(this.db);
      const vote = await this.#row(organisationId, id);
      const status = vote && voteStatus({ ...vote, runBy: [], paper: false }, now);
      if (!status || status === before) return;
      before = status;
      if (status === 'OPEN' && !vote.openedAt) await this.opening.open(organisationId, id);
      await this.#step(status, organisationId, id);
    }
  }

  async #step(status: VoteStatus, organisationId: string, id: string): Promise<void> {
    if (status === 'OPEN' || status === 'CLOSED') await this.box.log(organisationId, id);
    if (status === 'CLOSED') await this.freezing.freeze(organisationId, id);
    if (status === 'FROZEN') await this.freezing.publish(organisationId, id);
    if (status === 'PROVISIONAL') await this.results.finalise(id, clockOf(organisationId));
  }

  #row(organisationId: string, id: string): Promise<ClockRow | undefined> {
    return this.db.first<ClockRow>(sql`
      select id, opens_at as "opensAt", closes_at as "closesAt", announced_at as "announcedAt", opened_at as "openedAt", frozen_at as "frozenAt",
        ballots_at as "ballotsAt", tallied_at as "talliedAt", result_at as "resultAt", object_until as "objectUntil", final_at as "finalAt",
        voided_at as "voidedAt"
      from vote where organisation_id = ${organisationId} and id = ${id}`);
  }
}
