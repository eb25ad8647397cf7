import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { readSettings } from '@hiroba/kernel';
import { Grounds, GroundType } from '@hiroba/places/server';
import { CurrentViewer, pageOf, type Caller } from '@hiroba/server';
import type { PlacedRow } from '@hiroba/spaces/server';
import { votes } from '../manifest.ts';
import { Vote } from './vote.entity.ts';
import { VoteReads } from './vote.reads.ts';
import { VotesComponent, VotesSettingsType } from './votes-component.entity.ts';

const VotePage = pageOf('VotePage', Vote);

/** What a place for votes shows: its rules and its votes. */
@Resolver(() => VotesComponent)
export class VotesComponentResolver {
  constructor(
    private readonly reads: VoteReads,
    private readonly grounds: Grounds,
  ) {}

  @ResolveField(() => VotesSettingsType, { description: 'The rules in force.' })
  rules(@Parent() component: VotesComponent) {
    return readSettings(votes, component.settings).settings;
  }

  @ResolveField(() => GroundType, { description: 'What lies below the points of a map.' })
  ground(@Parent() component: VotesComponent) {
    return this.grounds.of(readSettings(votes, component.settings).settings);
  }

  @ResolveField(() => VotePage, { description: 'The votes, the newest first; or the drafts that staff work on.' })
  votes(
    @Parent() { id }: PlacedRow,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('drafts', { type: () => Boolean, defaultValue: false }) drafts: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.list(viewer, id, { first, after, drafts });
  }
}
