import { Injectable } from '@nestjs/common';
import { Clock, Sql, sql, type Due } from '@hiroba/server';
import { VoteClock } from './vote.clock.ts';

const MOST = 200;

/** Each minute, all votes that are not over go as far as time takes them. */
@Injectable()
export class VoteDue implements Due {
  constructor(
    private readonly votes: VoteClock,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    const running = await this.db.rows<{ organisationId: string; id: string }>(sql`
      select organisation_id as "organisationId", id from vote
      where rev > 0 and voided_at is null and final_at is null and opens_at <= ${now} order by closes_at limit ${MOST}`);
    for (const { organisationId, id } of running) await this.votes.advance(organisationId, id);
  }
}
