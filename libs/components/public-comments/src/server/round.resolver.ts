import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Commands, CurrentViewer, fromPlain, InRow, outcome, type Caller, type GraphqlContext } from '@hiroba/server';
import { Now } from '@hiroba/spaces/server';
import { save } from '../domain/round.draft.commands.ts';
import { roundPolicy } from '../domain/round.policy.ts';
import { isOverdue, statusOf, type RoundFacts } from '../domain/round.ts';
import { RoundInputType } from './round-inputs.type.ts';
import { RoundStatusEnum } from './round-parts.type.ts';
import { Round } from './round.entity.ts';
import { RoundReads, type RoundRow } from './round.reads.ts';
import { RoundService } from './round.service.ts';

export const RoundOutcome = outcome('RoundOutcome', Round);
const id = { type: () => ID };

const instant = (at: Date | string | null): Date | null => (at === null ? null : new Date(at));

/** The facts of a round, whether it comes as an entity or as a row. */
export const factsOfRow = (round: RoundFacts): RoundFacts => ({
  ...round, opensAt: instant(round.opensAt), closesAt: instant(round.closesAt), responseDueAt: instant(round.responseDueAt),
});

/** What can be done with a round, and what it shows of itself. */
@Resolver(() => Round)
export class RoundResolver {
  constructor(
    private readonly commands: Commands,
    private readonly service: RoundService,
    private readonly reads: RoundReads,
    private readonly now: Now,
  ) {}

  @Query(() => Round, { nullable: true })
  round(@Args('id', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.one(viewer, roundId);
  }

  @Mutation(() => RoundOutcome, { description: 'Begins a draft that staff work on together.' })
  draftRound(@Args('componentId', id) componentId: string, @Args('input') input: RoundInputType, @CurrentViewer() viewer: Caller) {
    return this.service.draft(componentId, input, viewer);
  }

  @Mutation(() => RoundOutcome)
  saveRound(@Args('id', id) roundId: string, @Args('input') input: RoundInputType, @CurrentViewer() viewer: Caller) {
    return this.commands.act(Round, roundId, viewer, save(input));
  }

  @Mutation(() => RoundOutcome, { description: 'Erases a draft for good.' })
  discardRound(@Args('id', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.commands.discard(Round, roundId, viewer, roundPolicy.discard);
  }

  @ResolveField(() => RoundStatusEnum, { description: 'Where it stands at this instant, by the clock of the database.' })
  async status(@Parent() round: Round, @Context() context: GraphqlContext) {
    return statusOf(factsOfRow(round), await this.now.of(context));
  }

  @ResolveField(() => Boolean, { description: 'Whether the city is late with its answer.' })
  async overdue(@Parent() round: Round, @Context() context: GraphqlContext) {
    return isOverdue(factsOfRow(round), await this.now.of(context));
  }

  @ResolveField(() => String, { description: 'The summary as sanitised HTML.' })
  html(@Parent() { summary }: Round) {
    return fromPlain(summary);
  }

  @InRow()
  @ResolveField(() => String, { description: 'The space it lives in, as addresses name it.' })
  async spaceSlug(@Parent() round: RoundRow, @CurrentViewer() viewer: Caller) {
    return (await this.reads.one(viewer, round.id))?.spaceSlug ?? '';
  }
}
