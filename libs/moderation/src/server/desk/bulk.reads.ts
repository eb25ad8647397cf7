import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { holdsIn, isId, literal, Sql, sql, type Query } from '@hiroba/server';
import type { BulkCountType, BulkType } from './bulk.types.ts';
import type { BulkPreview } from './mod-bulk.entity.ts';

type Row = Omit<BulkType, 'oldestAt' | 'accepted' | 'samples' | 'untouched'> & { readonly facts: BulkPreview };

const MOST = 20;

/** What those who moderate read of acts about many texts. */
@Injectable()
export class BulkReads {
  constructor(private readonly db: Sql) {}

  /** One act; nothing for those who moderate nowhere. */
  async one(viewer: Viewer, id: string): Promise<BulkType | null> {
    return isId(id) ? ((await this.#where(viewer, sql`b.id = ${id}`))[0] ?? null) : null;
  }

  /** What waits for a second person, is under way, or was done of late, the newest first. */
  all(viewer: Viewer): Promise<BulkType[]> {
    return this.#where(viewer, literal(`b.state not in ('PREVIEWED', 'REJECTED')`));
  }

  async #where(viewer: Viewer, which: Query): Promise<BulkType[]> {
    if (!viewer.personId) return [];
    const anywhere = holdsIn(viewer, ['MODERATOR', 'AUDITOR'], literal('s.id'));
    const rows = await this.db.rows<Row>(sql`
      select b.id, b.state, b.cluster, b.rule_id as rule, b.reason, b.items as "itemCount", b.authors, b.needs_second as "needsSecond",
        b.proposer_id = ${viewer.personId} as "isOwn", b.proposed_at as "proposedAt", b.ended_at as "endedAt", b.facts,
        (select coalesce(json_agg(json_build_object('key', o.key, 'many', o.many)), '[]') from (
          select coalesce(i.outcome, 'OPEN') as key, count(*)::int as many from mod_bulk_item i where i.bulk_id = b.id group by 1) o) as outcomes
      from mod_bulk b where b.organisation_id = ${viewer.organisationId} and ${which}
        and exists (select from space s where s.organisation_id = b.organisation_id and ${anywhere})
      order by b.proposed_at desc, b.id desc limit ${MOST}`);
    return rows.map(({ facts: { oldestAt, accepted, samples, untouched }, ...row }) => ({
      ...row,
      oldestAt: oldestAt ? new Date(oldestAt) : null,
      accepted,
      samples,
      untouched: Object.entries(untouched).map(([key, many]): BulkCountType => ({ key, many })),
    }));
  }
}
