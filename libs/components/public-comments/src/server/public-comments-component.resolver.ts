import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { readSettings } from '@hiroba/kernel';
import { CurrentViewer, pageOf, type Caller, type GraphqlContext } from '@hiroba/server';
import { Now, type PlacedRow } from '@hiroba/spaces/server';
import { profileFor } from '../domain/profile.ts';
import { publicComments } from '../manifest.ts';
import { PublicCommentsComponent, PublicCommentsSettingsType } from './public-comments-component.entity.ts';
import { RoundCountsType, RoundGroupEnum, RoundProfileType, type RoundGroup } from './round-parts.type.ts';
import { Round } from './round.entity.ts';
import { RoundReads } from './round.reads.ts';
import { RoundYearType } from './round-years.type.ts';
import { RoundYearsReads } from './round-years.reads.ts';

const RoundPage = pageOf('RoundPage', Round);

/** What a place for rounds shows: its rules and its rounds. */
@Resolver(() => PublicCommentsComponent)
export class PublicCommentsComponentResolver {
  constructor(
    private readonly reads: RoundReads,
    private readonly yearly: RoundYearsReads,
    private readonly now: Now,
  ) {}

  @ResolveField(() => PublicCommentsSettingsType, { description: 'The rules in force.' })
  rules(@Parent() component: PublicCommentsComponent) {
    return readSettings(publicComments, component.settings).settings;
  }

  @ResolveField(() => RoundProfileType, { description: 'The procedure that new rounds follow.' })
  profile(@Parent() component: PublicCommentsComponent) {
    return profileFor(readSettings(publicComments, component.settings).settings);
  }

  @ResolveField(() => RoundPage, { description: 'The rounds, the newest first; without a group all that are public.' })
  async rounds(
    @Parent() { id }: PlacedRow,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('group', { type: () => RoundGroupEnum, nullable: true }) group: RoundGroup | undefined,
    @CurrentViewer() viewer: Caller,
    @Context() context: GraphqlContext,
  ) {
    return this.reads.list(viewer, id, await this.now.of(context), { first, after, group: group ?? undefined });
  }

  @ResolveField(() => RoundCountsType)
  async counts(@Parent() { id }: PublicCommentsComponent, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    return this.reads.counts(viewer, id, await this.now.of(context));
  }

  @ResolveField(() => [RoundYearType], { description: 'Statistics by fiscal year, the newest first.' })
  async years(@Parent() { id }: PublicCommentsComponent, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    return this.yearly.years(viewer, id, await this.now.of(context));
  }
}
