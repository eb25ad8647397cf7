import { Args, Field, ID, Int, Mutation, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { holds } from '@hiroba/kernel';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { DisposalService, type Keeping } from './disposal.service.ts';
import { Round } from './round.entity.ts';
import { RoundOutcome } from './round.outcome.ts';
import { RoundReads } from './round.reads.ts';

const id = { type: () => ID };

/** What keeps the contacts of a round although their time is over. */
@ObjectType('RoundHold')
export class RoundHoldType {
  @Field(() => String)
  readonly reason!: string;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => Boolean, { description: 'Whether somebody has asked to end it.' })
  readonly releaseAsked!: boolean;

  @Field(() => Boolean, { description: 'Whether the viewer asked for that; somebody else agrees.' })
  readonly mine!: boolean;
}

/** The contacts that a round keeps, for those who work there. */
@ObjectType('RoundKeeping')
export class RoundKeepingType implements Keeping {
  @Field(() => Int)
  readonly contacts!: number;

  @Field(() => Date, { nullable: true, description: 'From when on they are to be destroyed.' })
  readonly from!: Date | null;

  @Field(() => Date, { nullable: true })
  readonly disposedAt!: Date | null;

  @Field(() => RoundHoldType, { nullable: true })
  readonly hold!: RoundHoldType | null;
}

/** The end of the contacts of a round. */
@Resolver(() => Round)
export class DisposalResolver {
  constructor(
    private readonly service: DisposalService,
    private readonly reads: RoundReads,
  ) {}

  @Mutation(() => RoundOutcome, { description: 'Destroys names and contacts of a round for good, a year after its end; the entry is the certificate.' })
  disposePersonalData(@Args('id', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.service.dispose(roundId, viewer);
  }

  @Mutation(() => RoundOutcome, { description: 'Keeps names and contacts of a round for a reason, whatever their time is.' })
  holdPersonalData(@Args('id', id) roundId: string, @Args('reason', { type: () => String }) reason: string, @CurrentViewer() viewer: Caller) {
    return this.service.hold(roundId, reason, viewer);
  }

  @Mutation(() => RoundOutcome, { description: 'Asks to end a hold; a second person ends it.' })
  releasePersonalData(@Args('id', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.service.release(roundId, viewer);
  }

  @ResolveField(() => RoundKeepingType, { nullable: true, description: 'The contacts it keeps, for those who work there.' })
  async keeping(@Parent() round: Round, @CurrentViewer() viewer: Caller) {
    const row = await this.reads.one(viewer, round.id);
    return row && viewer.mfa && holds(viewer, ['STAFF', 'AUDITOR'], row.spaceId) ? this.service.keeping(row, viewer.personId) : null;
  }
}
