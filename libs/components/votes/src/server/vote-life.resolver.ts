import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { CurrentViewer, type Caller } from '@hiroba/server';
import type { ObjectionDecision } from '../domain/result.commands.ts';
import type { ExtensionReason } from '../domain/vote.life.commands.ts';
import { ResultService } from './result.service.ts';
import { VoteClock } from './vote.clock.ts';
import { Vote } from './vote.entity.ts';
import { VoteLifeService } from './vote.life.service.ts';
import { VoteOutcome } from './vote.resolver.ts';

const id = { type: () => ID };
const text = { type: () => String };
const instant = { type: () => Date };

/** What is done with a vote from its announcement on. */
@Resolver(() => Vote)
export class VoteLifeResolver {
  constructor(
    private readonly life: VoteLifeService,
    private readonly results: ResultService,
    private readonly clock: VoteClock,
  ) {}

  @Mutation(() => VoteOutcome, { description: 'Tells everybody of a vote; its options and its method stand from now on.' })
  announceVote(@Args('id', id) voteId: string, @CurrentViewer() viewer: Caller) {
    return this.life.announce(voteId, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Moves the dates of an announced vote.' })
  amendVote(
    @Args('id', id) voteId: string, @Args('opensAt', instant) opensAt: Date, @Args('closesAt', instant) closesAt: Date,
    @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller,
  ) {
    return this.life.amend(voteId, { opensAt, closesAt }, reason, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Keeps an open vote open for longer.' })
  extendVote(
    @Args('id', id) voteId: string, @Args('closesAt', instant) closesAt: Date, @Args('reasonCode', text) code: ExtensionReason,
    @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller,
  ) {
    return this.life.extend(voteId, closesAt, code, reason, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Asks a second member of staff to annul a vote.' })
  askToAnnulVote(@Args('id', id) voteId: string, @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller) {
    return this.life.ask(voteId, 'VOID', reason, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Annuls a vote, as the second of two.' })
  annulVote(@Args('id', id) voteId: string, @CurrentViewer() viewer: Caller) {
    return this.life.annul(voteId, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Names the public value from which a lot follows.' })
  askForVoteLot(@Args('id', id) voteId: string, @Args('value', text) value: string, @CurrentViewer() viewer: Caller) {
    return this.results.askForLot(voteId, value, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Draws the lot, as the second of two.' })
  drawVoteLot(@Args('id', id) voteId: string, @CurrentViewer() viewer: Caller) {
    return this.results.drawLot(voteId, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Shows the result with all that is needed to count it again.' })
  async publishVoteResult(
    @Args('id', id) voteId: string,
    @Args('adopted', { type: () => [ID], nullable: true, description: 'What the city adopts, where it says so; each difference from the count needs an entry.' })
    adopted: readonly string[] | null,
    @CurrentViewer() viewer: Caller,
  ) {
    const done = await this.results.publish(voteId, adopted ?? null, viewer);
    if (!(done instanceof Refusal) || done.code !== 'WRONG_STATE') return done;
    // What its time has brought may not have been done yet.
    await this.clock.advance(viewer.organisationId, voteId);
    return this.results.publish(voteId, adopted ?? null, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Objects to how a vote was held or counted.' })
  objectToVote(@Args('id', id) voteId: string, @Args('text', text) words: string, @CurrentViewer() viewer: Caller) {
    return this.results.object(voteId, words, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Decides an objection: DISMISSED, CORRECTED or VOID.' })
  decideVoteObjection(
    @Args('id', id) voteId: string, @Args('objectionId', id) objectionId: string, @Args('decision', text) decision: ObjectionDecision,
    @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller,
  ) {
    return this.results.decideObjection(voteId, objectionId, decision, reason, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Makes the result final, once the time for objections is over.' })
  finaliseVote(@Args('id', id) voteId: string, @CurrentViewer() viewer: Caller) {
    return this.results.finalise(voteId, viewer);
  }
}
