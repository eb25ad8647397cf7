import type { Attachable } from '@hiroba/attachments/server';
import { LockMode } from '@mikro-orm/postgresql';
import { attachTo } from '../domain/proposal.commands.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { proposalCommentable } from './proposal.commentable.ts';
import { Proposal } from './proposal.entity.ts';

/** Files may be attached to a proposal as long as its text may be changed, where its place takes files. */
export const proposalAttachable: Attachable = {
  kind: 'proposal',
  hold: async (em, organisationId, id) => {
    const proposal = await em.findOne(Proposal, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    return proposal ? {
      componentId: proposal.componentId, rev: proposal.rev, ...(proposal.office !== null && { actor: 'staff' as const }), mayChange: (at) => attachTo(at as ProposalsSituation, proposal),
    } : undefined;
  },
  readable: proposalCommentable.readable,
};
