import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { ModeReads } from './mode.reads.ts';
import { ModeService } from './mode.service.ts';
import { ReleaseService } from './release.service.ts';
import { ModeOutcome, ModeratedPlaceType, ModesType, ReleaseOutcome } from './mode.types.ts';

/** How new texts come before everybody, and the texts that wait for that. */
@Resolver()
export class ModeResolver {
  constructor(
    private readonly service: ModeService,
    private readonly texts: ReleaseService,
    private readonly reads: ModeReads,
  ) {}

  @Query(() => ModesType, { nullable: true, description: 'How new texts of a place come before everybody.' })
  moderationModes(@Args('componentId', { type: () => ID }) componentId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.of(viewer, componentId);
  }

  @Query(() => [ModeratedPlaceType], { description: 'The places whose mode the viewer may set.' })
  moderatedPlaces(@CurrentViewer() viewer: Caller) {
    return this.reads.places(viewer);
  }

  @Mutation(() => ModeOutcome, {
    description: 'Sets the mode of places together; for some hours on top of what holds, or, without hours, for good.',
  })
  changeModerationMode(
    @Args('componentIds', { type: () => [ID] }) componentIds: string[],
    @Args('mode', { type: () => String, description: 'POST, PRE_NEW, PRE_FLAGGED, PRE or CLOSED.' }) mode: string,
    @Args('hours', { type: () => Int, nullable: true }) hours: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.change(componentIds, mode, hours ?? null, viewer);
  }

  @Mutation(() => ReleaseOutcome, { description: 'Shows a text that waited for a look.' })
  releaseText(
    @Args('subjectKind', { type: () => String, description: 'What it is: comment, proposal, debate.' }) kind: string,
    @Args('subjectId', { type: () => ID }) subjectId: string,
    @Args('seen', { type: () => Int, nullable: true, description: 'The version of the case that was looked at.' })
    seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.texts.release(kind, subjectId, viewer, seen ?? null);
  }
}
