import { Injectable } from '@nestjs/common';
import { Clock, Sql, sql, type Due, type Query } from '@hiroba/server';
import { CountService } from './count.service.ts';
import { VoteClock } from './vote.clock.ts';

const MOST = 200;

interface Running {
  readonly organisationId: string;
  readonly id: string;
}

/** Each minute, all votes that are not over go as far as time takes them. What is counted comes last: it may take a while. */
@Injectable()
export class VoteDue implements Due {
  constructor(
    private readonly votes: VoteClock,
    private readonly counting: CountService,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    const failed: unknown[] = [];
    // One that cannot go on stops no other.
    const each = async (those: Query, step: (vote: Running) => Promise<unknown>) => {
      const running = await this.db.rows<Running>(sql`
        select organisation_id as "organisationId", id from vote
        where rev > 0 and voided_at is null and final_at is null and opens_at <= ${now} and ${those} order by closes_at limit ${MOST}`);
      for (const vote of running) await step(vote).catch((error: unknown) => failed.push(error));
    };
    await each(sql`true`, ({ organisationId, id }) => this.votes.move(organisationId, id));
    await each(sql`ballots_at is not null and tallied_at is null`, ({ organisationId, id }) => this.counting.count(organisationId, id));
    if (failed.length > 0) throw failed[0];
  }
}
