import { Args, Field, ID, InputType, Int, Mutation, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { CurrentViewer, enumOf, outcome, pageOf, type Caller } from '@hiroba/server';
import type { Exclusion } from '../domain/counting.ts';
import type { Channel } from '../domain/round.ts';
import type { ChannelCount } from '../domain/tail.ts';
import { RoundChannelEnum } from './round-parts.type.ts';
import { RoundOutcome } from './round.outcome.ts';
import { IntakeInputType, SubmissionInputType, SubmitterContactType } from './submission-inputs.type.ts';
import { ExclusionEnum, Submission } from './submission.entity.ts';
import { submissionGroups, SubmissionReads, type SubmissionGroup } from './submission.reads.ts';
import { SubmissionService } from './submission.service.ts';
import { ReceiptArchives, SubmissionProofOutcome } from './receipt-archive.ts';
import { TailService } from './tail.service.ts';

export const SubmissionOutcome = outcome('SubmissionOutcome', Submission);
const ContactOutcome = outcome('SubmitterContactOutcome', SubmitterContactType);
const SubmissionPage = pageOf('SubmissionPage', Submission);
const SubmissionGroupEnum = enumOf(submissionGroups);
registerEnumType(SubmissionGroupEnum, { name: 'SubmissionGroup', description: 'Which submissions a list of staff shows.' });
const id = { type: () => ID };

/** How many submissions came by one way. */
@InputType('ChannelCountInput')
export class ChannelCountInput implements ChannelCount {
  @Field(() => RoundChannelEnum)
  readonly channel!: Channel;

  @Field(() => Int)
  readonly submissions!: number;
}

/** Sending, amending, registering and looking up submissions. */
@Resolver(() => Submission)
export class SubmissionResolver {
  constructor(
    private readonly service: SubmissionService,
    private readonly tail: TailService,
    private readonly reads: SubmissionReads,
    private readonly archives: ReceiptArchives,
  ) {}

  @Query(() => Submission, { nullable: true, description: 'One submission, for those who work on its round.' })
  submission(@Args('id', id) submissionId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.one(viewer, submissionId);
  }

  @Query(() => SubmissionPage, { description: 'The submissions of a round as they came, for those who work on it.' })
  submissions(
    @Args('roundId', id) roundId: string,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('group', { type: () => SubmissionGroupEnum, defaultValue: 'ALL' }) group: SubmissionGroup,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.list(viewer, roundId, { first, after, group });
  }

  @Mutation(() => SubmissionOutcome, { description: 'Takes what somebody sends, with or without an account; the answer holds the receipt code.' })
  sendSubmission(
    @Args('roundId', id) roundId: string, @Args('input') input: SubmissionInputType,
    @Args('wording', { type: () => String, description: 'What was said about the purpose before the first field.' }) wording: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.send(roundId, input, wording, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'The submission of a receipt code.' })
  openReceipt(@Args('code', { type: () => String }) code: string, @CurrentViewer() viewer: Caller) {
    return this.service.byCode(code, viewer);
  }

  @Mutation(() => SubmissionProofOutcome, { description: 'The proof of a wording, by whoever holds the receipt code: a ZIP that anybody can check.' })
  proveSubmission(
    @Args('code', { type: () => String }) code: string,
    @Args('n', { type: () => Int, defaultValue: 0, description: 'Which wording: 0 is the one that came first.' }) n: number, @CurrentViewer() viewer: Caller,
  ) {
    return this.archives.of(code, n, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'Another wording until the end, by whoever holds the receipt code.' })
  amendSubmission(@Args('code', { type: () => String }) code: string, @Args('body', { type: () => String }) body: string, @CurrentViewer() viewer: Caller) {
    return this.service.amend(code, body, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'Takes a submission back until the end, by whoever holds the receipt code.' })
  withdrawSubmission(@Args('code', { type: () => String }) code: string, @CurrentViewer() viewer: Caller) {
    return this.service.withdraw(code, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'Registers what came on paper, by fax, by mail or at the counter.' })
  registerSubmission(
    @Args('roundId', id) roundId: string, @Args('input') input: SubmissionInputType, @Args('intake') intake: IntakeInputType, @CurrentViewer() viewer: Caller,
  ) {
    return this.service.register(roundId, input, intake, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'Says as a second person that the text is that of the sheet.' })
  checkSubmission(@Args('id', id) submissionId: string, @CurrentViewer() viewer: Caller) {
    return this.service.check(submissionId, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'Decides whether something late counts all the same.' })
  decideLateSubmission(
    @Args('id', id) submissionId: string, @Args('accepted', { type: () => Boolean }) accepted: boolean, @Args('reason', { type: () => String }) reason: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.decideLate(submissionId, accepted, reason, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'Leaves a submission out of the counts for a reason, or takes it in again.' })
  excludeSubmission(
    @Args('id', id) submissionId: string, @Args('why', { type: () => ExclusionEnum, nullable: true }) why: Exclusion | null,
    @Args('reason', { type: () => String, defaultValue: '' }) reason: string, @CurrentViewer() viewer: Caller,
  ) {
    return this.service.exclude(submissionId, why ?? null, reason, viewer);
  }

  @Mutation(() => ContactOutcome, { description: 'Who sent a submission. Each look is written down, with what for.' })
  openContact(@Args('id', id) submissionId: string, @Args('purpose', { type: () => String }) purpose: string, @CurrentViewer() viewer: Caller) {
    return this.service.openContact(submissionId, purpose, viewer);
  }

  @Mutation(() => RoundOutcome, { description: 'Says how many came by each way; another person confirms it.' })
  countTail(@Args('roundId', id) roundId: string, @Args('counts', { type: () => [ChannelCountInput] }) counts: ChannelCountInput[], @CurrentViewer() viewer: Caller) {
    return this.tail.count(roundId, counts, viewer);
  }

  @Mutation(() => RoundOutcome, { description: 'Confirms the counts and ends the intake.' })
  closeTail(@Args('roundId', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.tail.close(roundId, viewer);
  }
}
