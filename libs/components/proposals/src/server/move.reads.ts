import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { Sql, sql } from '@hiroba/server';
import type { ProposalMovedType } from './move.resolver.ts';
import { readablePlace } from './proposal.rows.ts';

/** Questions about where proposals came from. */
@Injectable()
export class MoveReads {
  constructor(private readonly db: Sql) {}

  /** The last move of a proposal. */
  async moved(viewer: Viewer, id: string): Promise<ProposalMovedType | null> {
    const row = await this.db.first<ProposalMovedType>(sql`
      select m.at, m.office, m.reason, case when ${readablePlace(viewer)} then c.title end as "from" from proposal_move m
      join component c on c.organisation_id = m.organisation_id and c.id = m.from_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      where m.organisation_id = ${viewer.organisationId} and m.proposal_id = ${id} order by m.id desc limit 1`);
    return row ?? null;
  }
}
