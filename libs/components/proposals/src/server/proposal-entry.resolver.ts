import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { EntryService } from './proposal-entry.service.ts';
import { ProposalEntryInputType } from './proposal-entry.type.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalOutcome } from './proposal-outcome.type.ts';

/** What staff enter for the city and for others. */
@Resolver(() => Proposal)
export class EntryResolver {
  constructor(private readonly entries: EntryService) {}

  @Mutation(() => ProposalOutcome, { description: 'Enters the city\'s own proposal, or one for somebody at the counter, in a letter, at a workshop.' })
  enterProposal(
    @Args('componentId', { type: () => ID }) componentId: string,
    @Args('input') input: ProposalEntryInputType,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.entries.enter(componentId, input, viewer);
  }
}
