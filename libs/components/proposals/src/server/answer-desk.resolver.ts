import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { AnswerDeskReads } from './answer-desk.reads.ts';
import { AnswerDeskType, AnswerQueueEnum, type AnswerQueue } from './answer-desk.type.ts';

/** The desk of those who answer for the city. */
@Resolver(() => AnswerDeskType)
export class AnswerDeskResolver {
  constructor(private readonly desk: AnswerDeskReads) {}

  @Query(() => AnswerDeskType, { description: 'What the viewer answers for the city; empty for everybody else.' })
  async answerDesk(
    @Args('queue', { type: () => AnswerQueueEnum, defaultValue: 'WAITING' }) queue: AnswerQueue,
    @Args('componentId', { type: () => ID, nullable: true }) componentId: string | null | undefined,
    @Args('ids', { type: () => [ID], nullable: true, description: 'Only these, whatever queue they are in.' }) ids: string[] | null | undefined,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null | undefined,
    @CurrentViewer() viewer: Caller,
  ): Promise<AnswerDeskType> {
    if (!this.desk.has(viewer)) return { items: [], next: null, counts: [], places: [] };
    const [{ items, next }, counts, places] = await Promise.all([
      this.desk.page(viewer, { queue, componentId, ids, first, after }), this.desk.counts(viewer, componentId), this.desk.places(viewer),
    ]);
    return { items, next, counts, places };
  }
}
