import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { localized } from '@hiroba/kernel';
import { Clock, CurrentViewer, Sql, type Caller } from '@hiroba/server';
import { AppealReads } from './appeal.reads.ts';
import { AppealService } from './appeal.service.ts';
import { AppealableDecisionType, AppealOutcomeUnion, AppealType, ReviewArgs } from './appeal.types.ts';

const kindOf = { type: () => String, description: 'What it is: comment, proposal, debate.' };
const id = { type: () => ID };

/** Appeals against decisions, and their review. */
@Resolver(() => AppealableDecisionType)
export class AppealResolver {
  constructor(
    private readonly service: AppealService,
    private readonly reads: AppealReads,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  @Query(() => AppealableDecisionType, {
    nullable: true,
    description: 'The last decision about a text, for whoever it concerns; null for everybody else.',
  })
  async appealableDecision(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.decision(viewer, kind, subjectId, await this.clock.now(this.db));
  }

  @Mutation(() => AppealOutcomeUnion, {
    description: 'Asks for the last decision about a text to be looked at by somebody else.',
  })
  appealDecision(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('text', { type: () => String }) text: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.appeal(kind, subjectId, text, viewer);
  }

  @Mutation(() => AppealOutcomeUnion, {
    description: 'Decides an appeal, by a moderator who had no part in the case.',
  })
  reviewAppeal(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args() review: ReviewArgs,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.review(kind, subjectId, review, viewer);
  }

  @ResolveField(() => String, { description: 'What the rule is about, in the language of the reader.' })
  ruleTitle(@Parent() { titles }: AppealableDecisionType, @CurrentViewer() { locale }: Caller): string {
    return localized(titles, locale).text;
  }
}

/** The instants of an appeal. */
@Resolver(() => AppealType)
export class AppealDatesResolver {
  @ResolveField(() => Date)
  at(@Parent() { at }: AppealType): Date {
    return new Date(at);
  }

  @ResolveField(() => Date, { nullable: true })
  reviewedAt(@Parent() { reviewedAt }: AppealType): Date | null {
    return reviewedAt ? new Date(reviewedAt) : null;
  }
}
