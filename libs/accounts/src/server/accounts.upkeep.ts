import { Injectable } from '@nestjs/common';
import { Sql, sql, type Upkeep } from '@hiroba/server';
import { sessionLife } from '../domain/person.ts';

/** Lets go of sessions that ended, links that are over, and devices long unseen. */
@Injectable()
export class AccountsUpkeep implements Upkeep {
  constructor(private readonly db: Sql) {}

  async upkeep(): Promise<void> {
    const { idle, absolute } = sessionLife.participant;
    await this.db.rows(sql`
      delete from session where last_seen_at < clock_timestamp() - make_interval(secs => ${idle / 1000}::float8)
        or created_at < clock_timestamp() - make_interval(secs => ${absolute / 1000}::float8)`);
    await this.db.rows(sql`delete from mail_token where expires_at < clock_timestamp() - interval '1 day'`);
    await this.db.rows(sql`
      delete from known_device where last_seen_at < clock_timestamp() - make_interval(secs => ${absolute / 1000}::float8)`);
  }
}
