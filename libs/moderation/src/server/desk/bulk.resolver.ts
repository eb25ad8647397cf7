import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { BulkReads } from './bulk.reads.ts';
import { BulkService } from './bulk.service.ts';
import { BulkOutcome, BulkType } from './bulk.types.ts';
import type { ModBulk } from './mod-bulk.entity.ts';

const id = { type: () => ID };

/** Acts about many texts at once. */
@Resolver()
export class BulkResolver {
  constructor(
    private readonly service: BulkService,
    private readonly reads: BulkReads,
  ) {}

  @Query(() => BulkType, {
    nullable: true,
    description: 'An act about many texts; null for those who moderate nowhere.',
  })
  moderationBulk(@Args('id', id) bulkId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.one(viewer, bulkId);
  }

  @Query(() => [BulkType], { description: 'What waits for a second person, is under way, or was done of late.' })
  moderationBulks(@CurrentViewer() viewer: Caller) {
    return this.reads.all(viewer);
  }

  @Mutation(() => BulkOutcome, {
    description: 'Looks at what withholding all that belongs together with a text would come to; nothing happens yet.',
  })
  async bulkPreview(
    @Args('subjectKind', { type: () => String }) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('by', { type: () => String, description: 'WORDS, LINK or AUTHOR.' }) by: string,
    @Args('rule', { type: () => String }) rule: string,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(
      viewer,
      await this.service.preview(by.trim(), { kind, id: subjectId }, rule.trim(), reason, viewer),
    );
  }

  @Mutation(() => BulkOutcome, {
    description: 'Withholds what was previewed: at once, or as soon as a second person agrees.',
  })
  async bulkExecute(@Args('id', id) bulkId: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(viewer, await this.service.execute(bulkId, viewer));
  }

  @Mutation(() => BulkOutcome, {
    description: 'Agrees to an act about many texts, or does not, as somebody else than who proposed it.',
  })
  async bulkSecond(
    @Args('id', id) bulkId: string,
    @Args('agrees', { type: () => Boolean }) agrees: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, await this.service.second(bulkId, agrees, viewer));
  }

  @Mutation(() => BulkOutcome, {
    description: 'Shows again all that was withheld and that nobody decided about since.',
  })
  async bulkUndo(@Args('id', id) bulkId: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(viewer, await this.service.undo(bulkId, viewer));
  }

  async #shown(viewer: Caller, bulk: ModBulk | Refusal): Promise<BulkType | Refusal> {
    return bulk instanceof Refusal ? bulk : ((await this.reads.one(viewer, bulk.id)) ?? new Refusal('NOT_FOUND'));
  }
}
