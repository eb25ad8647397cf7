import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { firstIn, Sql, sql } from './sql.ts';

const KEPT_MS = 10_000;

/** The one source of "now": the clock of the primary database. */
@Injectable()
export class Clock {
  #kept: { readonly until: number; readonly ahead: Promise<number> } | undefined;

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

  /** Now, for what is only shown: by this process's clock, set right by the database's every ten seconds. */
  async nearly(db: Sql): Promise<Date> {
    // What the two clocks differ by is measured on one that nobody sets.
    const steady = performance.now();
    if (!this.#kept || steady >= this.#kept.until) {
      const ahead = this.now(db).then((now) => now.getTime() - performance.now());
      this.#kept = { until: steady + KEPT_MS, ahead };
      ahead.catch(() => {
        this.#kept = undefined;
      });
    }
    return new Date(Math.floor((await this.#kept.ahead) + performance.now()));
  }
}
