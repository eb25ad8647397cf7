import { Injectable } from '@nestjs/common';
import { visitor } from '@hiroba/kernel';
import { Sql, sql, type Caller, type Due } from '@hiroba/server';
import { AnswerService } from './answer.service.ts';

interface DueRow {
  readonly organisationId: string;
  readonly id: string;
}

const MOST = 500;

/** Nobody in particular: what the clock has brought was decided before. */
const clockOf = (organisationId: string): Caller => ({ ...visitor(organisationId), operator: true });

/** Writes down the answers the clock has published, and starts answer clocks where a threshold was lowered below what was reached. */
@Injectable()
export class AnswerDue implements Due {
  constructor(
    private readonly answers: AnswerService,
    private readonly db: Sql,
  ) {}

  async settle(): Promise<void> {
    const published = await this.db.rows<DueRow>(sql`
      select organisation_id as "organisationId", id from proposal where next_answer_at <= now() order by next_answer_at, id limit ${MOST}`);
    for (const { organisationId, id } of published) await this.answers.settle(id, clockOf(organisationId));
    const reached = await this.db.rows<DueRow>(sql`
      select p.organisation_id as "organisationId", p.id from component c
      join proposal p on p.organisation_id = c.organisation_id and p.component_id = c.id and p.state = 'PUBLISHED' and p.threshold_reached_at is null
      join counter n on n.organisation_id = p.organisation_id and n.counter = 'supports' and n.subject_id = p.id
      where c.manifest = 'proposals' and (c.settings ->> 'threshold')::int > 0 and n.n >= (c.settings ->> 'threshold')::int
      order by p.id limit ${MOST}`);
    for (const { organisationId, id } of reached) await this.answers.startClock(id, clockOf(organisationId));
  }
}
