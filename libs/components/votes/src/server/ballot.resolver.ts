import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, outcome, Sql, sql, type Caller } from '@hiroba/server';
import { BallotService } from './ballot.service.ts';
import { BallotReceipt, VoteTurnoutType, VoteViewerType } from './ballot.type.ts';
import { BallotStanding } from './ballot.standing.ts';
import { Vote } from './vote.entity.ts';
import { VoteOutcome } from './vote.resolver.ts';

const BallotOutcome = outcome('BallotOutcome', BallotReceipt);
const id = { type: () => ID };

/** Casting, taking back, and what is known of taking part while a vote is open. */
@Resolver(() => Vote)
export class BallotResolver {
  constructor(
    private readonly ballots: BallotService,
    private readonly standing: BallotStanding,
    private readonly db: Sql,
  ) {}

  @Mutation(() => BallotOutcome, { description: 'Casts a ballot; an earlier one of the same person no longer counts.' })
  castBallot(@Args('voteId', id) voteId: string, @Args('ballot', { type: () => String, description: 'Its JSON.' }) ballot: string, @CurrentViewer() viewer: Caller) {
    return this.ballots.cast(voteId, ballot, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Takes one’s ballot back.' })
  withdrawBallot(@Args('voteId', id) voteId: string, @CurrentViewer() viewer: Caller) {
    return this.ballots.withdraw(voteId, viewer);
  }

  @ResolveField(() => VoteViewerType, { description: 'How the viewer stands to it.' })
  viewer(@Parent() vote: Vote, @CurrentViewer() caller: Caller) {
    return this.standing.of(vote, caller);
  }

  @ResolveField(() => VoteTurnoutType, { description: 'How many took part, as of the last hour.' })
  async turnout(@Parent() { id: voteId, organisationId, eligible, ballots, frozenAt }: Vote) {
    if (frozenAt) return { voted: ballots ?? 0, eligible, at: frozenAt };
    const row = await this.db.first<{ voted: number; at: Date | null }>(sql`
      select voted, counted_at as at from ballot_box where organisation_id = ${organisationId} and id = ${voteId}`);
    return { voted: 0, at: null, ...row, eligible };
  }
}
