import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { localized } from '@hiroba/kernel';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { ConcernedReads } from './concerned.reads.ts';
import { DecisionAboutMeType, DecisionsAboutMePage } from './concerned.types.ts';

/** Decisions about what the viewer wrote, and about themselves. */
@Resolver(() => DecisionAboutMeType)
export class ConcernedResolver {
  constructor(private readonly reads: ConcernedReads) {}

  @Query(() => DecisionsAboutMePage, {
    description: 'What was decided about contributions of the viewer and about themselves, the newest first.',
  })
  decisionsAboutMe(
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.page(viewer, first, after ?? null);
  }

  @ResolveField(() => String, { description: 'What the rule is about, in the language of the reader.' })
  ruleTitle(@Parent() { titles }: DecisionAboutMeType, @CurrentViewer() { locale }: Caller): string {
    return localized(titles, locale).text;
  }
}
