import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { Sql, sql } from '@hiroba/server';
import { yearsOf, type RoundOfYear, type YearOfRounds } from '../domain/statistics.ts';
import { readableRound, roundInPlace } from './round.reads.ts';

/** The yearly statistics of a place, from what its results say: one statement, and the rules of counting in the domain. */
@Injectable()
export class RoundYearsReads {
  constructor(private readonly db: Sql) {}

  /** The fiscal years of a place, the newest first. */
  async years(viewer: Viewer, componentId: string, now: Date): Promise<YearOfRounds[]> {
    const rounds = await this.db.rows<RoundOfYear>(sql`
      select (extract(year from (coalesce(r.opens_at, r.ended_at) at time zone r.zone) - interval '3 months'))::int as year, r.stage, r.exemption,
        (r.overdue_reason <> '' or (r.stage in ('SCHEDULED', 'ANALYSIS', 'RESPONSE_REVIEW') and r.response_due_at <= ${now})
          or coalesce(r.answered_at > r.response_due_at, false)) as late,
        (select n.snapshot::jsonb -> 'numbers' from round_notice n
          where n.organisation_id = r.organisation_id and n.round_id = r.id and n.kind = 'RESULT' and n.n = r.result_versions) as numbers,
        coalesce((select array_agg(d ->> 'code') from jsonb_array_elements(r.profile -> 'dispositions') d where (d ->> 'needsPlanChange')::boolean), '{}') as reflecting
      from ${roundInPlace}
      where r.organisation_id = ${viewer.organisationId} and r.component_id = ${componentId} and r.rev > 0 and ${readableRound(viewer)}`);
    return yearsOf(rounds);
  }
}
