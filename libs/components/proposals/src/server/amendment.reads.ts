import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { authorJson } from '@hiroba/accounts/server';
import { atMost, checkFirst, holdsIn, isId, literal, mayEnterSpace, Sql, sql, type Query } from '@hiroba/server';
import type { AmendmentStatus } from '../domain/amendment.ts';
import type { Amendment } from './amendment.entity.ts';
import { readableProposal, readsProposal } from './proposal.rows.ts';

/** An amendment as lists and pages read it, with the text it would change. */
export type AmendmentRow = Amendment & {
  readonly author: object | null;
  readonly status: AmendmentStatus;
  /** The text of the version it was written against. */
  readonly before: { readonly title: string; readonly body: string };
  /** How many versions the proposal has now. */
  readonly versionsNow: number;
};

const answerNow = (now: Query): Query => sql`case when p.next_answer_at <= ${now} then p.next_answer_kind else p.answer_kind end`;

/** SQL of where the amendment `m` of `p` stands at an instant. */
export const statusAt = (now: Query): Query => sql`case when m.state = 'OPEN' and (p.state <> 'PUBLISHED'
  or coalesce(${answerNow(now)} <> 'EVALUATING', false)) then 'ENDED' else m.state end`;

/** SQL that is true for the amendments `m` of `p` that a viewer may read: the twin of `amendmentPolicy.read`. */
export function readableAmendment(viewer: Viewer): Query {
  const me = viewer.personId ?? null;
  return sql`(${mayEnterSpace(viewer)} and ${readsProposal(viewer)} and (m.author_id = ${me} or (m.rev > 0 and ${readableProposal(viewer)} and (
    coalesce(c.settings ->> 'amendments', 'OFF') <> 'CONCERNED' or p.author_id = ${me} or ${me}::uuid = any(p.coauthor_ids)
    or ${holdsIn(viewer, ['STAFF', 'AUDITOR'], literal('c.space_id'))}))))`;
}

/** Questions about amendments, each one SQL statement. */
@Injectable()
export class AmendmentReads {
  constructor(private readonly db: Sql) {}

  #select(viewer: Viewer, now: Date, condition: Query, order: Query): Query {
    return sql`
      select m.id, m.organisation_id as "organisationId", m.component_id as "componentId", m.proposal_id as "proposalId", m.author_id as "authorId",
        m.state, ${statusAt(sql`${now}`)} as status, m.version, m.title, m.body, m.locale, m.opened_at as "openedAt", m.decided_at as "decidedAt",
        m.reason, m.promoted_to as "promotedTo", m.rev, ${authorJson('a')} as author, v.content as before, p.versions as "versionsNow"
      from amendment m
      join proposal p on p.organisation_id = m.organisation_id and p.id = m.proposal_id
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      join version v on v.organisation_id = m.organisation_id and v.subject_kind = 'proposal' and v.subject_id = p.id and v.n = m.version
      left join person a on a.organisation_id = m.organisation_id and a.id = m.author_id
      where m.organisation_id = ${viewer.organisationId} and ${readableAmendment(viewer)} and ${condition} ${order}`;
  }

  /** One amendment, if the viewer may read it. */
  async one(viewer: Viewer, id: string, now: Date): Promise<AmendmentRow | null> {
    return isId(id) ? (await this.db.first<AmendmentRow>(this.#select(viewer, now, sql`m.id = ${id}`, sql``))) ?? null : null;
  }

  /** The amendments of a proposal: open ones first, then the newest. */
  async of(viewer: Viewer, proposalId: string, first: number, now: Date): Promise<readonly AmendmentRow[]> {
    if (!isId(proposalId)) return [];
    return this.db.rows<AmendmentRow>(this.#select(
      viewer, now, sql`m.proposal_id = ${proposalId}`, sql`order by m.state <> 'DRAFT', m.state <> 'OPEN', m.opened_at desc, m.id desc limit ${atMost(checkFirst(first))}`));
  }
}
