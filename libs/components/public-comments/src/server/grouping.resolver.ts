import { Args, Field, ID, Int, Mutation, ObjectType, Parent, Query, registerEnumType, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, enumOf, InRow, type Caller } from '@hiroba/server';
import { groupingWays, type GroupingWay } from '../domain/grouping.ts';
import { GroupingReads } from './grouping.reads.ts';
import { GroupingService } from './grouping.service.ts';
import { Opinion } from './opinion.entity.ts';
import { OpinionReads, type OpinionRow } from './opinion.reads.ts';
import { OpinionOutcome } from './opinion.resolver.ts';
import { RoundOutcome } from './round.outcome.ts';
import { WholeTexts } from './whole-texts.service.ts';

const GroupingWayEnum = enumOf(groupingWays);
registerEnumType(GroupingWayEnum, { name: 'OpinionGroupingWay', description: 'How opinions came together or apart.' });
const id = { type: () => ID };

/** An opinion among others: which it is, and what it says. */
@ObjectType('OpinionCard')
export class OpinionCardType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => ID)
  readonly submissionId!: string;

  @Field(() => Int, { nullable: true, description: 'The number of its submission.' })
  readonly number!: number | null;

  @Field(() => Int)
  readonly n!: number;

  @Field(() => String)
  readonly text!: string;
}

/** Texts that are nearly the same: a suggestion, nothing is grouped. */
@ObjectType('OpinionNearBundle')
export class NearBundleType {
  @Field(() => [ID], { description: 'One opinion of each different text.' })
  readonly ids!: readonly string[];

  @Field(() => Int, { description: 'How many opinions, those of the same text among them.' })
  readonly opinions!: number;

  @Field(() => [OpinionCardType], { description: 'The first twenty.' })
  readonly cards!: readonly OpinionCardType[];
}

/** Texts that came several times and are in no group together. */
@ObjectType('OpinionSameTexts')
export class SameTextsType {
  @Field(() => Int)
  readonly texts!: number;

  @Field(() => Int)
  readonly opinions!: number;
}

/** One act of grouping. */
@ObjectType('OpinionGroupingAct')
export class GroupingActType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => GroupingWayEnum)
  readonly how!: GroupingWay;

  @Field(() => Int)
  readonly n!: number;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String)
  readonly by!: string;

  @Field(() => Boolean)
  readonly undone!: boolean;
}

/** Bringing opinions together and apart. */
@Resolver(() => Opinion)
export class GroupingResolver {
  constructor(
    private readonly service: GroupingService,
    private readonly reads: GroupingReads,
    private readonly opinions: OpinionReads,
    private readonly whole: WholeTexts,
  ) {}

  @Query(() => SameTextsType, { nullable: true, description: 'How many texts came several times and are in no group together, for those who work on the round.' })
  opinionsSame(@Args('roundId', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.same(viewer, roundId);
  }

  @Query(() => [NearBundleType], { nullable: true, description: 'Texts that are nearly the same; nothing where there are more than are compared at once.' })
  opinionsNear(@Args('roundId', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.near(viewer, roundId);
  }

  @Query(() => [GroupingActType], { description: 'The last acts of grouping, the newest first.' })
  opinionGroupings(@Args('roundId', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.acts(viewer, roundId);
  }

  @Mutation(() => OpinionOutcome, { description: 'Puts opinions together, with all who are in a group with one of them; those not answered yet say what the others say.' })
  groupOpinions(@Args('ids', { type: () => [ID] }) ids: string[], @CurrentViewer() viewer: Caller) {
    return this.service.together(ids, viewer);
  }

  @Mutation(() => RoundOutcome, { description: 'Puts all opinions of the same text together, but those that somebody took apart.' })
  groupSameOpinions(@Args('roundId', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.service.same(roundId, viewer);
  }

  @Mutation(() => RoundOutcome, { description: 'Takes each submission that is not split yet as one opinion.' })
  takeWholeTexts(@Args('roundId', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.whole.take(roundId, viewer);
  }

  @Mutation(() => OpinionOutcome, { description: 'Takes one opinion out of its group.' })
  ungroupOpinion(@Args('id', id) opinionId: string, @CurrentViewer() viewer: Caller) {
    return this.service.apart(opinionId, viewer);
  }

  @Mutation(() => OpinionOutcome, { description: 'Undoes one act of grouping, as long as nothing hangs on it.' })
  undoGrouping(@Args('id', id) actId: string, @CurrentViewer() viewer: Caller) {
    return this.service.undo(actId, viewer);
  }

  @InRow()
  @ResolveField(() => Int, { description: 'How many opinions are answered together with it, itself among them.' })
  async together(@Parent() opinion: OpinionRow, @CurrentViewer() viewer: Caller) {
    return opinion.together ?? (await this.opinions.one(viewer, opinion.id))?.together ?? 1;
  }

  @ResolveField(() => [OpinionCardType], { description: 'The opinions of its group, itself among them: the first fifty.' })
  members(@Parent() { organisationId, groupId }: Opinion) {
    return this.reads.members(organisationId, groupId);
  }
}
