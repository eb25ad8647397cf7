import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Commands, CurrentViewer, fromPlain, InRow, type Caller, type GraphqlContext } from '@hiroba/server';
import { Refusal, type Rule } from '@hiroba/kernel';
import { Now } from '@hiroba/spaces/server';
import type { PublicCommentsPlace } from '../manifest.ts';
import { save } from '../domain/round.draft.commands.ts';
import { roundPolicy } from '../domain/round.policy.ts';
import { isOverdue, statusOf } from '../domain/round.ts';
import { RoundInputType } from './round-inputs.type.ts';
import { RoundStatusEnum } from './round-parts.type.ts';
import { Round } from './round.entity.ts';
import { factsOfRow } from './round-facts.ts';
import { RoundOutcome } from './round.outcome.ts';
import { RoundReads, type RoundRow } from './round.reads.ts';
import { RoundService } from './round.service.ts';

const id = { type: () => ID };

/** A draft that nobody has decided about: what was said of it in a review is kept. */
const discardable: Rule<Round, PublicCommentsPlace> = (at, round) =>
  roundPolicy.discard(at, round) ?? (round.review > 0 ? new Refusal('WRONG_STATE', undefined, { state: round.stage }) : undefined);


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
    return this.commands.discard(Round, roundId, viewer, discardable);
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
