import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { isId, Sql, sql } from '@hiroba/server';
import type { ProposalLinkType } from './merge.type.ts';
import { numbers, readableProposal, shownSupports, type ProposalRow } from './proposal.rows.ts';

/** Questions about what became of what. */
@Injectable()
export class MergeReads {
  constructor(private readonly db: Sql) {}

  /** What a proposal came out of and what it became, as far as the viewer may read the other ends; where its row has not looked for copies, they are. */
  async links(viewer: Viewer, { id, state, office, official, isCopied }: Pick<ProposalRow, 'id' | 'state' | 'office' | 'official' | 'isCopied'>): Promise<ProposalLinkType[]> {
    const has = isCopied !== false || state === 'MERGED' || state === 'SPLIT' || (office !== null && !official);
    return has ? this.#links(viewer, id) : [];
  }

  #links(viewer: Viewer, id: string): Promise<ProposalLinkType[]> {
    return this.db.rows(sql`
      select l.kind, l.result_id = ${id} as "from", l.carried, l.made_at as at, made.office, v.reason, l.undone_at as "undoneAt",
        l.undone_because as "undoneBecause", json_build_object('id', p.id, 'title', p.title, 'locale', p.locale, 'reference', p.reference,
          'state', p.state, 'componentId', p.component_id, 'spaceSlug', s.slug, 'supportCount', ${shownSupports(viewer)}) as proposal
      from proposal_link l
      join proposal p on p.organisation_id = l.organisation_id and p.id = case when l.result_id = ${id} then l.source_id else l.result_id end
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      join proposal made on made.organisation_id = l.organisation_id and made.id = l.result_id ${numbers}
      left join version v on v.organisation_id = l.organisation_id and v.subject_kind = 'proposal' and v.subject_id = l.result_id and v.n = 1
      where l.organisation_id = ${viewer.organisationId} and ${id} in (l.source_id, l.result_id) and ${readableProposal(viewer)}
      order by l.made_at desc, l.position, p.id limit 100`);
  }

  /** How many people stand behind proposals together, each counted once; null where there are none, and where a number is kept back. */
  async distinctSupporters(viewer: Viewer, ids: readonly string[]): Promise<number | null> {
    const row = await this.db.first<{ hidden: boolean | null; n: number }>(sql`
      with asked as (
        select p.id, ${shownSupports(viewer)} as shown from proposal p
        join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
        join space s on s.organisation_id = c.organisation_id and s.id = c.space_id ${numbers}
        where p.organisation_id = ${viewer.organisationId} and p.id = any(${ids.filter(isId)}::uuid[]) and ${readableProposal(viewer)})
      select bool_or(shown is null) as hidden, (
        select count(distinct coalesce(m.person_id, v.supporter))::int from proposal_support v
        left join proposal_allowance m on m.organisation_id = v.organisation_id and m.component_id = v.component_id and m.supporter = v.supporter
        where v.organisation_id = ${viewer.organisationId} and v.proposal_id in (select id from asked)) as n
      from asked`);
    return row?.hidden === false ? row.n : null;
  }
}
