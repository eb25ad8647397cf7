import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Clock, CurrentViewer, Sql, type Caller } from '@hiroba/server';
import { WordService } from './word.service.ts';
import { ModerationWordType, WordOutcome } from './word.types.ts';

/** The words that texts of a city are searched for. */
@Resolver()
export class WordResolver {
  constructor(
    private readonly service: WordService,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  @Query(() => [ModerationWordType], { description: 'The words that a city has added or left out; for its staff.' })
  async moderationWords(@CurrentViewer() viewer: Caller) {
    return this.service.list(viewer, await this.clock.nearly(this.db));
  }

  @Mutation(() => WordOutcome, { description: 'Adds a word to the list, for a reason.' })
  addModerationWord(
    @Args('use', { type: () => String, description: 'LOOKED_FOR, ALLOWED or LEFT_OUT.' }) use: string,
    @Args('word', { type: () => String }) word: string,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.add(use, word, reason, viewer);
  }

  @Mutation(() => WordOutcome, { description: 'Takes a word back.' })
  removeModerationWord(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller) {
    return this.service.remove(id, viewer);
  }
}
