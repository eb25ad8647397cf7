import { Injectable } from '@nestjs/common';
import { Clock, firstIn, Sql, sql, type Due, type Upkeep } from '@hiroba/server';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { MOST_DAYS, POINTS_A_DAY } from '../../domain/desk/priority.ts';
import { prioritise } from './priorities.ts';

interface Waiting {
  readonly organisationId: string;
  readonly caseId: string;
}

const MOST = 500;

/** Raises what waits by a point a day, and sorts in what nobody has sorted yet. */
@Injectable()
export class QueueDue implements Due, Upkeep {
  constructor(
    private readonly orm: MikroORM,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    await this.db.rows(sql`
      update mod_case set priority = priority + ${POINTS_A_DAY}::int,
        points = points || jsonb_build_object('AGE', coalesce((points ->> 'AGE')::int, 0) + ${POINTS_A_DAY}::int),
        ages_at = case when coalesce((points ->> 'AGE')::int, 0) + ${POINTS_A_DAY}::int < ${MOST_DAYS * POINTS_A_DAY}::int
          then ages_at + interval '1 day' end
      where ages_at <= ${now} and due_at is not null`);
    const unsorted = await this.db.rows<Waiting>(sql`
      select organisation_id as "organisationId", id as "caseId" from mod_case
      where due_at is not null and opened_at is null order by due_at limit ${MOST}`);
    for (const waiting of unsorted) await this.#sort(waiting, now);
  }

  /** Lets go of where reports came from after fourteen days. */
  async upkeep(): Promise<void> {
    const now = await this.clock.now(this.db);
    await this.db.rows(
      sql`update mod_report set network = null where network is not null and reported_at < ${now}::timestamptz - interval '14 days'`,
    );
  }

  #sort({ organisationId, caseId }: Waiting, now: Date): Promise<void> {
    return this.orm.em.fork().transactional(async (forked) => {
      const em = forked as EntityManager;
      const held = await firstIn(
        em,
        sql`select id from mod_case where organisation_id = ${organisationId} and id = ${caseId} for update skip locked`,
      );
      if (held) await prioritise(em, { organisationId, caseId, now });
    });
  }
}
