import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { MergeReads } from './merge.reads.ts';
import { MergeService } from './merge.service.ts';
import { MergeInputType, ProposalLinkType, SplitInputType } from './merge.type.ts';
import { ProposalOutcome } from './proposal-outcome.type.ts';
import { Proposal } from './proposal.entity.ts';
import type { ProposalRow } from './proposal.rows.ts';

const id = { type: () => ID };
const reason = { type: () => String };

/** Several proposals become one, one becomes several, and both can be undone. */
@Resolver(() => Proposal)
export class MergeResolver {
  constructor(
    private readonly service: MergeService,
    private readonly reads: MergeReads,
  ) {}

  @Query(() => Int, { nullable: true, description: 'How many people support these proposals together, each counted once; null while numbers are kept back.' })
  distinctSupporters(@Args('ids', { type: () => [ID] }) ids: string[], @CurrentViewer() viewer: Caller) {
    return this.reads.distinctSupporters(viewer, ids.slice(0, 50));
  }

  @Mutation(() => ProposalOutcome, { description: 'Makes one proposal of several of a space, by all their authors; answers the result.' })
  mergeProposals(@Args('ids', { type: () => [ID] }) ids: string[], @Args('input') input: MergeInputType, @CurrentViewer() viewer: Caller) {
    return this.service.merge(ids, input, viewer);
  }

  @Mutation(() => ProposalOutcome, { description: 'Makes several proposals of one, each by all its authors; answers the one that was split.' })
  splitProposal(@Args('id', id) proposalId: string, @Args('input') input: SplitInputType, @CurrentViewer() viewer: Caller) {
    return this.service.split(proposalId, input, viewer);
  }

  @Mutation(() => ProposalOutcome, { description: 'Lets the sources of a merge live again, as long as nobody answered what came out of it.' })
  undoMerge(@Args('id', id) proposalId: string, @Args('reason', reason) because: string, @CurrentViewer() viewer: Caller) {
    return this.service.undoMerge(proposalId, because, viewer);
  }

  @Mutation(() => ProposalOutcome, { description: 'Lets what was split live again, as long as nobody answered a part.' })
  undoSplit(@Args('id', id) proposalId: string, @Args('reason', reason) because: string, @CurrentViewer() viewer: Caller) {
    return this.service.undoSplit(proposalId, because, viewer);
  }

  @ResolveField(() => [ProposalLinkType], { description: 'What it came out of and what it became.' })
  links(@Parent() proposal: ProposalRow, @CurrentViewer() viewer: Caller) {
    return this.reads.links(viewer, proposal);
  }
}
