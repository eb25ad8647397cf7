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
    // Whom an invitation went to is forgotten a month after it is over; that there was one stays.
    await this.db.rows(sql`
      update space_member set state = 'EXPIRED', address_digest = null, token_hash = null where state = 'INVITED' and expires_at <= clock_timestamp()`);
    await this.db.rows(sql`
      update space_member set contact = null where state in ('DECLINED', 'EXPIRED') and contact is not null
        and greatest(answered_at, expires_at) < clock_timestamp() - interval '30 days'`);
    await this.db.rows(sql`
      delete from known_device where last_seen_at < clock_timestamp() - make_interval(secs => ${absolute / 1000}::float8)`);
  }
}
