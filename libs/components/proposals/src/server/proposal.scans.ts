import type { Attachable } from '@hiroba/attachments/server';
import type { Viewer } from '@hiroba/kernel';
import { holdsIn, literal, mayEnterSpace, sql, type Query } from '@hiroba/server';
import { LockMode } from '@mikro-orm/postgresql';
import { keepScan } from '../domain/paper-code.commands.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';

/** The kind of thing that the paper of a text is filed under: never the proposal itself, whose files everybody sees. */
export const SCAN = 'proposal_scan';

/** SQL that is true where the viewer may see the paper of `p` in `c` and `s`: staff and auditors there, and whoever took it over. */
const seesScans = (viewer: Viewer): Query => sql`(p.origin is not null and ${mayEnterSpace(viewer)}
  and (p.author_id = ${viewer.personId ?? null} or ${holdsIn(viewer, ['STAFF', 'AUDITOR'], literal('c.space_id'))}))`;

const proposalOf = (viewer: Viewer, id: Query): Query => sql`
  select 1 from proposal p
  join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
  where p.organisation_id = ${viewer.organisationId} and p.id = ${id} and ${seesScans(viewer)}`;

/** SQL of a row where the viewer may see the paper of a proposal. */
export const mayReadScans = (viewer: Viewer, id: string): Query => proposalOf(viewer, sql`${id}::uuid`);

/** The paper that a text came on: kept by the office, and never before everybody. */
export const scanAttachable: Attachable = {
  kind: SCAN,
  hold: async (em, organisationId, id) => {
    const proposal = await em.findOne(Proposal, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    return proposal
      ? {
          componentId: proposal.componentId,
          rev: 0,
          actor: 'staff' as const,
          ofOffice: true,
          mayChange: (at) => keepScan(at as ProposalsSituation, proposal),
        }
      : undefined;
  },
  readable: (viewer, id) => sql`exists (${proposalOf(viewer, id)})`,
};
