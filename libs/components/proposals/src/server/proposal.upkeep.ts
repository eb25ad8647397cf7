import { Injectable } from '@nestjs/common';
import { Sql, sql, type Upkeep } from '@hiroba/server';

/** Drafts that nobody touched for 90 days are let go, jobs that never came to their end are said to have failed, and the addresses
 * of invitations that nobody answered in time are forgotten. */
@Injectable()
export class ProposalUpkeep implements Upkeep {
  constructor(private readonly db: Sql) {}

  async upkeep(): Promise<void> {
    await this.db.rows(sql`
      with gone as (delete from proposal where rev = 0 and state = 'DRAFT' and drafted_at < now() - interval '90 days'
        returning organisation_id, id),
      nowhere as (delete from spot o using gone
        where o.organisation_id = gone.organisation_id and o.subject_kind = 'proposal' and o.subject_id = gone.id)
      delete from taxonomy_use u using gone
      where u.organisation_id = gone.organisation_id and u.subject_kind = 'proposal' and u.subject_id = gone.id`);
    await this.db.rows(sql`
      update proposal_job set state = 'FAILED', ended_at = now(), file = null where state = 'UNDER_WAY' and begun_at < now() - interval '1 day'`);
    await this.db.rows(sql`
      update proposal_invitation set state = 'EXPIRED', address_digest = null, token_hash = null, person_id = case when address_shown is null then person_id end
      where state = 'INVITED' and expires_at < now()`);
  }
}
