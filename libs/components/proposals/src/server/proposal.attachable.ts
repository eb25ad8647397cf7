import type { Attachable } from '@hiroba/attachments/server';
import { sql } from '@hiroba/server';
import { LockMode } from '@mikro-orm/postgresql';
import { attachTo } from '../domain/proposal.commands.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';
import { readableProposal } from './proposal.rows.ts';

/** Files may be attached to a proposal as long as its text may be changed, where its place takes files. */
export const proposalAttachable: Attachable = {
  kind: 'proposal',
  hold: async (em, organisationId, id) => {
    const proposal = await em.findOne(Proposal, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    return proposal ? {
      componentId: proposal.componentId, rev: proposal.rev, ...(proposal.office !== null && { actor: 'staff' as const }), mayChange: (at) => attachTo(at as ProposalsSituation, proposal),
    } : undefined;
  },
  readable: (viewer, id) => sql`exists (
    select 1 from proposal p
    join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    where p.organisation_id = ${viewer.organisationId} and p.id = ${id} and ${readableProposal(viewer)})`,
};
