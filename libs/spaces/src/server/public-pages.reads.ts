import { Injectable } from '@nestjs/common';
import { atMost, join, Sql, sql, type Query } from '@hiroba/server';
import { GatheredReads } from './gathered.reads.ts';

/** A page that everybody may read: its address below the language, and when it last changed. */
export interface PublicPage {
  readonly id: string;
  readonly path: string;
  readonly changedAt: Date | null;
}

/** The pages of single things that everybody may read, over all libraries, in the order of their ids. */
@Injectable()
export class PublicPagesReads {
  constructor(
    private readonly db: Sql,
    private readonly gathered: GatheredReads,
  ) {}

  /** So many pages after an id. */
  list(organisationId: string, after: string, many: number): Promise<PublicPage[]> {
    const parts = this.gathered.pages(organisationId).map(({ path, changedAt, id, from }) => sql`
      (select ${id} as id, ${path} as path, ${changedAt} as "changedAt" ${from} and ${id} > ${after}::uuid order by ${id} limit ${atMost(many)})`);
    return this.db.rows(sql`select * from (${join(parts, ' union all ')}) pages order by id limit ${atMost(many)}`);
  }

  /** The ids after which each further piece of so many pages begins. */
  async pieces(organisationId: string, many: number): Promise<string[]> {
    const ids: Query[] = this.gathered.pages(organisationId).map(({ id, from }) => sql`(select ${id} as id ${from})`);
    const rows = await this.db.rows<{ id: string }>(sql`
      select id from (select id, row_number() over (order by id) as n from (${join(ids, ' union all ')}) every) numbered
      where n % ${many}::int = 0 order by id`);
    return rows.map(({ id }) => id);
  }
}
