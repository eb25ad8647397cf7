import { Args, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { localized } from '@hiroba/kernel';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { ModCase } from './mod-case.entity.ts';
import { ModerationService } from './moderation.service.ts';
import { ModerationOutcome } from './moderation.types.ts';
import { JudgedCaseType, JudgedOutcome, ProposedDecisionType } from './sanction.types.ts';
import { SanctionService } from './sanction.service.ts';

const kindOf = { type: () => String, description: 'What it is: comment, proposal, debate.' };
const id = { type: () => ID };
const version = { type: () => Int, nullable: true, description: 'The version of the case that was looked at.' };

/** Decisions about people, and what is done meanwhile. */
@Resolver(() => JudgedCaseType)
export class SanctionResolver {
  constructor(
    private readonly sanctions: SanctionService,
    private readonly moderation: ModerationService,
  ) {}

  @ResolveField(() => Boolean, { description: 'Whether a second person is asked to agree.' })
  awaitsSecond(@Parent() { state }: ModCase): boolean {
    return state === 'AWAITING_SECOND';
  }

  @Mutation(() => JudgedOutcome, {
    description:
      'Decides about the author of a text: WARN, LIMIT_REPORTING, SUSPEND or BLOCK. What is grave waits for a second person.',
  })
  sanctionAuthor(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('kind', { type: () => String }) sanction: string,
    @Args('rule', { type: () => String }) rule: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('days', { type: () => Int, nullable: true }) days: number | null,
    @Args('seen', {
      type: () => Int,
      nullable: true,
      description: 'The version of the case of the person that was looked at, `authorVersion`.',
    })
    seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.sanctions.decide(
      kind,
      subjectId,
      { kind: sanction, rule: rule.trim(), reason, days: days ?? null },
      viewer,
      seen ?? null,
    );
  }

  @Mutation(() => JudgedOutcome, { description: 'Agrees to a grave decision about a person; it is in force at once.' })
  approveSanction(
    @Args('personId', id) personId: string,
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.sanctions.approve(personId, viewer, seen ?? null);
  }

  @Mutation(() => JudgedOutcome, { description: 'Declines a grave decision about a person.' })
  declineSanction(
    @Args('personId', id) personId: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.sanctions.decline(personId, reason, viewer, seen ?? null);
  }

  @Mutation(() => JudgedOutcome, { description: 'Steps back from the case of a thing, for good.' })
  recuseFromCase(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.moderation.recuse(kind, subjectId, viewer);
  }

  @Mutation(() => ModerationOutcome, {
    description: 'Takes a text out of sight for at most three days, before anything is decided.',
  })
  hideMeanwhile(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('rule', { type: () => String }) rule: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.moderation.hideMeanwhile(kind, subjectId, rule, reason, viewer, seen ?? null);
  }
}

/** What a proposed decision says in the reader's language. */
@Resolver(() => ProposedDecisionType)
export class ProposedDecisionResolver {
  @ResolveField(() => String, { description: 'What the rule is about, in the language of the reader.' })
  title(@Parent() { titles }: ProposedDecisionType, @CurrentViewer() { locale }: Caller): string {
    return localized(titles, locale).text;
  }

  @ResolveField(() => Date)
  until(@Parent() { until }: ProposedDecisionType): Date {
    return new Date(until);
  }
}
