import { Injectable } from '@nestjs/common';
import { Sql, sql, type Upkeep } from '@hiroba/server';

/** Drafts that nobody touched for 90 days are let go. */
@Injectable()
export class DebateUpkeep implements Upkeep {
  constructor(private readonly db: Sql) {}

  async upkeep(): Promise<void> {
    await this.db.rows(sql`delete from debate where rev = 0 and state = 'DRAFT' and drafted_at < now() - interval '90 days'`);
  }
}
