import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { badInput, changesOf, CurrentViewer, isId, Topics, type Caller } from '@hiroba/server';
import { GraphQLError } from 'graphql';
import { CaseReads } from './case.reads.ts';
import { CaseType, ClaimOutcome, QueueChangedType, QueueCountType, QueuePage } from './desk.types.ts';
import { LeaseService, mayWork } from './lease.service.ts';
import { queueTopic } from './priorities.ts';
import { asksFor, QueueReads, type AsksFor } from './queue.reads.ts';

const kindOf = { type: () => String, description: 'What it is: comment, proposal, debate.' };
const id = { type: () => ID };
const asks = {
  type: () => String,
  nullable: true,
  description: 'REPORTED, WARNED, APPEALED or HELD; all where it is left out.',
};

function asked(name: string | null): AsksFor | null {
  const found = asksFor.find((one) => one === name);
  if (name !== null && !found) throw badInput('asks');
  return found ?? null;
}

/** The queue of those who moderate, and who has taken what from it. */
@Resolver()
export class DeskResolver {
  constructor(
    private readonly queue: QueueReads,
    private readonly cases: CaseReads,
    private readonly leases: LeaseService,
    private readonly topics: Topics,
  ) {}

  @Query(() => QueuePage, {
    description: 'What waits for those who moderate, the most urgent first; empty for others.',
  })
  moderationQueue(
    @Args('asks', asks) name: string | null,
    @Args('mine', { type: () => Boolean, defaultValue: false }) mine: boolean,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.queue.page(viewer, { asks: asked(name ?? null), mine }, first, after ?? null);
  }

  @Query(() => [QueueCountType], { description: 'How much waits, by why; empty for those who moderate nowhere.' })
  moderationQueueCounts(@CurrentViewer() viewer: Caller) {
    return this.queue.counts(viewer);
  }

  @Query(() => CaseType, {
    nullable: true,
    description: 'What those who moderate are shown beside a text; null for everybody else.',
  })
  moderationCase(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.cases.of(viewer, kind, subjectId);
  }

  @Mutation(() => ClaimOutcome, { description: 'Takes a case from the queue for half an hour.' })
  claimCase(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.leases.claim({ kind, id: subjectId }, viewer);
  }

  @Mutation(() => ClaimOutcome, { description: 'Takes the next case that nobody has.' })
  claimNextCase(
    @Args('asks', asks) name: string | null,
    @Args('after', { type: () => ID, nullable: true, description: 'The case after which to look.' })
    after: string | null,
    @CurrentViewer() viewer: Caller,
  ) {
    if (after && !isId(after)) throw badInput('after');
    return this.leases.claimNext({ asks: asked(name ?? null), mine: false }, after ?? null, viewer);
  }

  @Mutation(() => ClaimOutcome, { description: 'Gives a case back to the queue.' })
  releaseCase(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.leases.release({ kind, id: subjectId }, viewer);
  }

  @Subscription(() => QueueChangedType, {
    resolve: (value: QueueChangedType) => value,
    description: 'How much waits, whenever that changes; rights are asked again at each of them.',
  })
  moderationQueueChanged(@CurrentViewer() viewer: Caller) {
    if (mayWork(viewer))
      throw new GraphQLError('There is nothing to read here.', { extensions: { code: 'NOT_FOUND' } });
    return changesOf(this.topics.subscribe(queueTopic(viewer.organisationId)), async () => {
      const counts = await this.queue.counts(viewer);
      return { waiting: counts.find(({ key }) => key === 'ALL')?.many ?? 0 };
    });
  }
}
