import { Injectable } from '@nestjs/common';
import { Clock, Sql, sql, type Due } from '@hiroba/server';
import { voteStatus, type VoteFacts } from '../domain/vote.ts';
import { BallotBoxService } from './ballot-box.service.ts';
import { FreezeService } from './freeze.service.ts';
import { ResultService } from './result.service.ts';
import { clockOf, VoteOpening } from './vote.opening.ts';

interface DueRow extends VoteFacts {
  readonly organisationId: string;
  readonly openedAt: Date | null;
}

const MOST = 200;

/** What time brings to votes: they open, their digests go into the log, ballots are fixed, counted, and results become final. */
@Injectable()
export class VoteDue implements Due {
  constructor(
    private readonly opening: VoteOpening,
    private readonly box: BallotBoxService,
    private readonly freezing: FreezeService,
    private readonly results: ResultService,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    const running = await this.db.rows<DueRow>(sql`
      select v.organisation_id as "organisationId", v.id, v.opens_at as "opensAt", v.closes_at as "closesAt", v.announced_at as "announcedAt",
        v.opened_at as "openedAt", v.frozen_at as "frozenAt", v.ballots_at as "ballotsAt", v.tallied_at as "talliedAt", v.result_at as "resultAt",
        v.object_until as "objectUntil", v.final_at as "finalAt", v.voided_at as "voidedAt"
      from vote v where v.rev > 0 and v.voided_at is null and v.final_at is null and v.opens_at <= ${now} order by v.closes_at limit ${MOST}`);
    for (const vote of running) await this.#step(vote, now);
  }

  async #step(vote: DueRow, now: Date): Promise<void> {
    const { organisationId, id } = vote;
    const status = voteStatus(vote, now);
    if (status === 'OPEN' && !vote.openedAt) await this.opening.open(organisationId, id);
    if (status === 'OPEN' || status === 'CLOSED') await this.box.log(organisationId, id);
    if (status === 'CLOSED') await this.freezing.freeze(organisationId, id);
    if (status === 'FROZEN') await this.freezing.publish(organisationId, id);
    if (status === 'BALLOTS_PUBLISHED') await this.results.count(organisationId, id);
    if (status === 'PROVISIONAL') await this.results.finalise(id, clockOf(organisationId));
  }
}
