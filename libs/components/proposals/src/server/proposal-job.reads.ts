import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { holdsIn, isId, literal, Sql, sql, type Query } from '@hiroba/server';
import type { ProposalCopySourceType } from './proposal-job.type.ts';
import type { ProposalJob } from './proposal-job.entity.ts';

/** So many jobs of a place are shown. */
const MOST = 10;

/** Questions about jobs, answered to the staff of their place. */
@Injectable()
export class ProposalJobReads {
  constructor(private readonly db: Sql) {}

  /** One job, if the viewer works where it is. */
  async one(viewer: Viewer, id: string): Promise<ProposalJob | null> {
    return isId(id) ? ((await this.#select(viewer, sql`j.id = ${id}`))[0] ?? null) : null;
  }

  /** The newest jobs of a place. */
  async newest(viewer: Viewer, componentId: string): Promise<readonly ProposalJob[]> {
    return isId(componentId) ? this.#select(viewer, sql`j.component_id = ${componentId}`) : [];
  }

  /** The place that something is copied from. */
  async source({ organisationId }: Viewer, id: string): Promise<ProposalCopySourceType | null> {
    return (
      (await this.db.first<ProposalCopySourceType>(sql`
      select c.id, c.title, s.title as space, s.slug as "spaceSlug" from component c
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id where c.organisation_id = ${organisationId} and c.id = ${id}`)) ??
      null
    );
  }

  /** The titles of proposals by their ids. */
  async titles({ organisationId }: Viewer, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.rows<{ id: string; title: string }>(sql`
      select id, title from proposal where organisation_id = ${organisationId} and id = any(${ids}::uuid[]) and withheld_at is null`);
    return new Map(rows.map(({ id, title }) => [id, title]));
  }

  #select(viewer: Viewer, condition: Query): Promise<ProposalJob[]> {
    return this.db.rows(sql`
      select j.id, j.organisation_id as "organisationId", j.component_id as "componentId", j.kind, j.state, j.dry_run as "dryRun", j.office,
        j.begun_at as "begunAt", j.ended_at as "endedAt", j.asked, j.total, j.done, j.skipped, j.unfit, j.problems, j.known, j.ignored, j.refusal
      from proposal_job j join component c on c.organisation_id = j.organisation_id and c.id = j.component_id
      where j.organisation_id = ${viewer.organisationId} and ${holdsIn(viewer, ['STAFF'], literal('c.space_id'))} and ${condition}
      order by j.begun_at desc, j.id desc limit ${literal(String(MOST))}`);
  }
}
