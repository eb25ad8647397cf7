import type { Commentable } from '@hiroba/comments/server';
import { firstIn, sql } from '@hiroba/server';
import type { ProposalState } from '../domain/proposal.ts';
import { readableProposal } from './proposal.reads.ts';

/** Proposals may be commented on while they stand; an answer does not end the conversation, the phase does. */
export const proposalCommentable: Commentable = {
  kind: 'proposal',
  hold: async (em, organisationId, id) => {
    const row = await firstIn<{ id: string; componentId: string; rev: number; state: ProposalState }>(em, sql`
      select id, component_id as "componentId", rev, state from proposal
      where organisation_id = ${organisationId} and id = ${id} for share`);
    return row && { id: row.id, componentId: row.componentId, rev: row.rev, open: row.state === 'PUBLISHED' };
  },
  readable: (viewer, id) => sql`exists (
    select 1 from proposal p
    join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    where p.organisation_id = ${viewer.organisationId} and p.id = ${id} and ${readableProposal(viewer)})`,
};
