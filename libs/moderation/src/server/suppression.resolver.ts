import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { JudgedOutcome } from './sanction.types.ts';
import { SuppressionService } from './suppression.service.ts';
import { SealedTextOutcome } from './suppression.types.ts';

const kindOf = { type: () => String, description: 'What it is: comment, proposal, debate.' };
const id = { type: () => ID };

/** Words that are taken away for good, by two persons. */
@Resolver()
export class SuppressionResolver {
  constructor(private readonly service: SuppressionService) {}

  @Mutation(() => JudgedOutcome, {
    description: 'Asks a suppressor to agree that the words of a text are taken away for good: under R1, R3, R12, or because a court ordered it.',
  })
  proposeSuppression(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('rule', { type: () => String }) rule: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('byCourt', { type: () => Boolean, defaultValue: false }) byCourt: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.propose(kind, subjectId, { rule, reason, byCourt }, viewer);
  }

  @Mutation(() => JudgedOutcome, { description: 'Agrees that words are taken away; nobody reads them from then on.' })
  approveSuppression(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.approve(kind, subjectId, viewer);
  }

  @Mutation(() => JudgedOutcome, { description: 'Declines to take words away.' })
  declineSuppression(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.decline(kind, subjectId, reason, viewer);
  }

  @Mutation(() => SealedTextOutcome, {
    description: 'Opens what was taken away, for whoever reviews the appeal; the log says that it was opened.',
  })
  openSealedText(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.open(kind, subjectId, viewer);
  }
}
