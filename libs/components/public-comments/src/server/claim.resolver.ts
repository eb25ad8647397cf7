import { Args, Field, ID, Mutation, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Sql, sql, type Caller } from '@hiroba/server';
import type { Claim } from '../domain/claim.ts';
import { ClaimService } from './claim.service.ts';
import { Submission } from './submission.entity.ts';
import { SubmissionOutcome } from './submission.resolver.ts';

const id = { type: () => ID };
const text = { type: () => String };

/** That somebody did not send a submission, and what came of it. */
@ObjectType('SubmissionClaim')
export class ClaimType implements Claim {
  @Field(() => String)
  readonly reason!: string;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => Date, { nullable: true })
  readonly decidedAt!: Date | null;

  @Field(() => Boolean, { nullable: true })
  readonly accepted!: boolean | null;

  @Field(() => String)
  readonly decision!: string;
}

/** Claims that somebody did not send what stands under their name. */
@Resolver(() => Submission)
export class ClaimResolver {
  constructor(
    private readonly service: ClaimService,
    private readonly db: Sql,
  ) {}

  @Mutation(() => SubmissionOutcome, { description: 'Says, by whoever holds the receipt code, that they did not send it; staff decide before anything is published.' })
  claimNotMine(@Args('code', text) code: string, @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller) {
    return this.service.claim(code, reason, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'Writes down what somebody said at the counter or on the telephone: that they did not send it.' })
  noteNotMine(@Args('id', id) submissionId: string, @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller) {
    return this.service.note(submissionId, reason, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'Decides a claim; what was not theirs leaves the counts and stays as a tombstone.' })
  decideNotMine(
    @Args('id', id) submissionId: string, @Args('accepted', { type: () => Boolean }) accepted: boolean, @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller,
  ) {
    return this.service.decide(submissionId, accepted, reason, viewer);
  }

  @ResolveField(() => ClaimType, { nullable: true, description: 'The last claim about it.' })
  async claim(@Parent() { id: submissionId, organisationId }: Submission) {
    return (await this.db.first<ClaimType>(sql`select reason, at, decided_at as "decidedAt", accepted, decision from not_mine_claim
      where organisation_id = ${organisationId} and submission_id = ${submissionId} order by at desc, id desc limit 1`)) ?? null;
  }
}
