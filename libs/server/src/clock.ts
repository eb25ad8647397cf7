import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { firstIn, Sql, sql } from './sql.ts';

/** The one source of "now": the clock of the primary database. */
@Injectable()
export class Clock {
  /** Now, read inside a transaction after its locks are held. */
  async nowIn(em: EntityManager): Promise<Date> {
    const row = await firstIn<{ now: string | number }>(
      em, sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`);
    return new Date(Math.floor(Number(row?.now)));
  }

  /** Now, for a page or a query. */
  async now(db: Sql): Promise<Date> {
    const row = await db.first<{ now: number }>(
      sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`);
    return new Date(Math.floor(row?.now ?? Date.now()));
  }
}
