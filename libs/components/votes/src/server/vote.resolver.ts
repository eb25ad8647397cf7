import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Commands, CurrentViewer, InRow, loadOne, outcome, Sql, type Caller, type GraphqlContext } from '@hiroba/server';
import { Now } from '@hiroba/spaces/server';
import { draft, save } from '../domain/vote.commands.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import { voteStatus } from '../domain/vote.ts';
import { VoteInputType, VoteOptionInputType, VoteOptionType } from './vote-parts.type.ts';
import { Vote, VoteStatusEnum } from './vote.entity.ts';
import { optionsOf } from './vote.loaders.ts';
import { VoteReads, type VoteRow } from './vote.reads.ts';
import { VoteService } from './vote.service.ts';

export const VoteOutcome = outcome('VoteOutcome', Vote);
const id = { type: () => ID };

/** What can be done with the draft of a vote, and what a vote shows of itself. */
@Resolver(() => Vote)
export class VoteResolver {
  constructor(
    private readonly commands: Commands,
    private readonly service: VoteService,
    private readonly reads: VoteReads,
    private readonly db: Sql,
    private readonly now: Now,
  ) {}

  @Query(() => Vote, { nullable: true })
  vote(@Args('id', id) voteId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.one(viewer, voteId);
  }

  @Mutation(() => VoteOutcome, { description: 'Begins a draft, which the staff of the space work on together.' })
  draftVote(@Args('componentId', id) componentId: string, @Args('input') input: VoteInputType, @CurrentViewer() viewer: Caller) {
    return this.commands.create(Vote, componentId, viewer, (at) => draft(input)(at));
  }

  @Mutation(() => VoteOutcome)
  saveVote(@Args('id', id) voteId: string, @Args('input') input: VoteInputType, @CurrentViewer() viewer: Caller) {
    return this.commands.act(Vote, voteId, viewer, save(input));
  }

  @Mutation(() => VoteOutcome, { description: 'Erases a draft for good.' })
  discardVote(@Args('id', id) voteId: string, @CurrentViewer() viewer: Caller) {
    return this.commands.discard(Vote, voteId, viewer, votePolicy.discard);
  }

  @Mutation(() => VoteOutcome, { description: 'Adds something that can be chosen, while the vote is a draft.' })
  addVoteOption(@Args('voteId', id) voteId: string, @Args('input') input: VoteOptionInputType, @CurrentViewer() viewer: Caller) {
    return this.service.addOption(voteId, input, viewer);
  }

  @Mutation(() => VoteOutcome)
  saveVoteOption(
    @Args('voteId', id) voteId: string,
    @Args('code', id) code: string,
    @Args('input') input: VoteOptionInputType,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.saveOption(voteId, code, input, viewer);
  }

  @Mutation(() => VoteOutcome)
  removeVoteOption(@Args('voteId', id) voteId: string, @Args('code', id) code: string, @CurrentViewer() viewer: Caller) {
    return this.service.removeOption(voteId, code, viewer);
  }

  @ResolveField(() => [VoteOptionType], { description: 'What can be chosen, in the order of the ballot paper.' })
  options(@Parent() { id: voteId }: Vote, @Context() context: GraphqlContext) {
    return loadOne(optionsOf, this.db, context, voteId);
  }

  @ResolveField(() => VoteStatusEnum, { description: 'Where it stands now.' })
  async status(@Parent() vote: Vote, @Context() context: GraphqlContext) {
    return voteStatus(vote, await this.now.of(context));
  }

  @InRow()
  @ResolveField(() => String, { description: 'The space it lives in, as addresses name it.' })
  async spaceSlug(@Parent() vote: VoteRow, @CurrentViewer() viewer: Caller) {
    return (await this.reads.one(viewer, vote.id))?.spaceSlug ?? '';
  }
}
