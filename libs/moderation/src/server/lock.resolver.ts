import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { ModerationService } from './moderation.service.ts';
import { ModerationOutcome } from './moderation.types.ts';

const kindOf = { type: () => String, description: 'What it is: proposal, debate.' };
const id = { type: () => ID };
const version = { type: () => Int, nullable: true, description: 'The version of the case that was looked at.' };

/** Closing conversations for new comments, and opening them again. */
@Resolver()
export class LockResolver {
  constructor(private readonly service: ModerationService) {}

  @Mutation(() => ModerationOutcome, {
    description: 'Closes the conversation below a thing for new comments, for 1 to 30 days; what was said stays.',
  })
  lockThread(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('rule', { type: () => String }) rule: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('days', { type: () => Int, nullable: true }) days: number | null,
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.lockThread(kind, subjectId, { rule, reason, days: days ?? null }, viewer, seen ?? null);
  }

  @Mutation(() => ModerationOutcome, { description: 'Opens a conversation again before its time.' })
  unlockThread(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.unlockThread(kind, subjectId, reason, viewer, seen ?? null);
  }
}
