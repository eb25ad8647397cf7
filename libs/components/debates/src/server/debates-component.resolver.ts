import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { readSettings } from '@hiroba/kernel';
import { CurrentViewer, pageOf, type Caller, type GraphqlContext } from '@hiroba/server';
import { Now, type PlacedRow } from '@hiroba/spaces/server';
import { debates } from '../manifest.ts';
import { DebateCountsType, DebateFilterType, DebatesViewerType, DebateSortEnum, type DebateSort } from './debate-parts.type.ts';
import { Debate } from './debate.entity.ts';
import { DebateReads } from './debate.reads.ts';
import { DebatesComponent, DebatesSettingsType } from './debates-component.entity.ts';

const DebatePage = pageOf('DebatePage', Debate);

/** What a place for debates shows: its rules, its debates, and what the viewer already opened. */
@Resolver(() => DebatesComponent)
export class DebatesComponentResolver {
  constructor(
    private readonly reads: DebateReads,
    private readonly now: Now,
  ) {}

  @ResolveField(() => DebatesSettingsType, { description: 'The rules in force.' })
  rules(@Parent() component: DebatesComponent) {
    return readSettings(debates, component.settings).settings;
  }

  @ResolveField(() => DebatePage)
  async debates(
    @Parent() { id }: PlacedRow,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('sort', { type: () => DebateSortEnum, defaultValue: 'NEWEST' }) sort: DebateSort,
    @Args('filter', { type: () => DebateFilterType, nullable: true }) filter: DebateFilterType | undefined,
    @CurrentViewer() viewer: Caller,
    @Context() context: GraphqlContext,
  ) {
    return this.reads.list(viewer, id, await this.now.of(context), { first, after, sort, filter: filter ?? {} });
  }

  @ResolveField(() => DebateCountsType, { description: 'How many are open, over, and concluded.' })
  async counts(@Parent() { id }: DebatesComponent, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    return this.reads.counts(viewer, id, await this.now.of(context));
  }

  @ResolveField(() => DebatesViewerType, { description: 'What the viewer opened here.' })
  viewer(@Parent() { id }: DebatesComponent, @CurrentViewer() viewer: Caller) {
    return this.reads.allowance(viewer, id);
  }
}
