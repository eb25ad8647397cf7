import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Attachment, AttachmentReads } from '@hiroba/attachments/server';
import { CurrentViewer, Sql, type Caller, type GraphqlContext } from '@hiroba/server';
import { EntryService } from './proposal-entry.service.ts';
import { ProposalEntryInputType } from './proposal-entry.type.ts';
import { PaperCodeService } from './paper-code.service.ts';
import { PaperCodeOutcome, PaperTextOutcome } from './paper-code.type.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalOutcome } from './proposal-outcome.type.ts';
import { mayReadScans, SCAN } from './proposal.scans.ts';

const id = { type: () => ID };
const code = { type: () => String, description: 'As somebody typed it: blanks, dashes, width and case do not matter.' };

/** What staff enter for the city and for others, the paper it came on, and what people do with the code they got for it. */
@Resolver(() => Proposal)
export class EntryResolver {
  constructor(
    private readonly entries: EntryService,
    private readonly codes: PaperCodeService,
    private readonly files: AttachmentReads,
    private readonly db: Sql,
  ) {}

  @Mutation(() => ProposalOutcome, { description: 'Enters the city\'s own proposal, or one for somebody at the counter, in a letter, at a workshop.' })
  enterProposal(
    @Args('componentId', { type: () => ID }) componentId: string,
    @Args('input') input: ProposalEntryInputType,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.entries.enter(componentId, input, viewer);
  }

  @Mutation(() => PaperCodeOutcome, { description: 'Hands out a code for a text that was entered for somebody, in place of any other.' })
  issuePaperCode(@Args('id', id) proposalId: string, @CurrentViewer() viewer: Caller) {
    return this.codes.issue(proposalId, viewer);
  }

  @Mutation(() => PaperTextOutcome, { description: 'Tells whoever holds a code what became of their text. It changes nothing.' })
  findPaperText(@Args('slipCode', code) typed: string, @CurrentViewer() viewer: Caller) {
    return this.codes.find(typed, viewer);
  }

  @Mutation(() => ProposalOutcome, { description: 'Makes whoever holds a code the author of the text that was entered for them.' })
  takeOverProposal(@Args('slipCode', code) typed: string, @CurrentViewer() viewer: Caller) {
    return this.codes.takeOver(typed, viewer);
  }

  @ResolveField(() => [Attachment], { description: 'The paper it came on, for the staff of its space and for whoever took it over; empty for everybody else.' })
  async scans(@Parent() { id: proposalId, origin }: Proposal, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    if (!origin || !(await this.db.first(mayReadScans(viewer, proposalId)))) return [];
    return this.files.of(context, SCAN, proposalId);
  }
}
