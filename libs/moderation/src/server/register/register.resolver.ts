import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { localized } from '@hiroba/kernel';
import { badInput, CurrentViewer, type Caller } from '@hiroba/server';
import { registerFilter } from '../../domain/register.ts';
import { RegisterReads, type RegisteredRow } from './register.reads.ts';
import { RegisteredDecisionType, RegisterPageType } from './register.types.ts';

const text = (description: string) => ({ type: () => String, nullable: true, description });
type Wish = string | undefined;

/** The public register of decisions. */
@Resolver(() => RegisteredDecisionType)
export class RegisterResolver {
  constructor(private readonly reads: RegisterReads) {}

  @Query(() => RegisterPageType, { description: 'The decisions of those who moderate, the newest first.' })
  moderationRegister(
    @Args('month', text('Only of a month in the zone of the city, as 2026-11.')) month: Wish,
    @Args('rule', text('Only under a rule in any version, as R5.')) rule: Wish,
    @Args('space', text('Only in the space with this slug.')) space: Wish,
    @Args('kind', text('Only of one kind: HIDE, RESTORE, DISMISS and so on.')) kind: Wish,
    @Args('outcome', text('Only of which an appeal has come to this: NONE, OPEN, UPHELD, OVERTURNED, MODIFIED.'))
    outcome: Wish,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: Wish,
    @CurrentViewer() viewer: Caller,
  ) {
    const typed = { month, rule, space, kind, outcome };
    const { filter, bad } = registerFilter((name) => typed[name]);
    if (bad[0]) throw badInput(bad[0]);
    return this.reads.page(viewer, filter, first, after ?? null);
  }

  @ResolveField(() => String)
  ruleTitle(@Parent() { titles }: RegisteredRow, @CurrentViewer() { locale }: Caller): string {
    return localized(titles, locale).text;
  }
}
