import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import { activities } from '@hiroba/kernel';
import {
  CurrentViewer,
  LIBRARIES,
  Messages,
  pageOf,
  PLATFORM,
  type Caller,
  type GraphqlContext,
  type LibraryServer,
  type LogList,
} from '@hiroba/server';
import { startOfDay } from './day-bounds.ts';
import { LogLineReads } from './log-line.reads.ts';
import { LogKindName, LogLine, LogListEnum } from './log-line.types.ts';
import { LogWords } from './log-words.ts';
import { Now } from './now.ts';
import { OrganisationDirectory } from './organisation-directory.ts';

const LogLinePage = pageOf('LogLinePage', LogLine);
const text = (description: string) => ({ type: () => String, nullable: true, description });
type Wish = string | undefined;

/** The log as people read it: what happens in a city, and the public register of what those who work for it do. */
@Resolver()
export class LogLineResolver {
  constructor(
    private readonly reads: LogLineReads,
    private readonly words: LogWords,
    private readonly directory: OrganisationDirectory,
    private readonly messages: Messages,
    private readonly now: Now,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
  ) {}

  @Query(() => LogLinePage, { description: 'A list of log entries, the newest first.' })
  async logLines(
    @Args('list', { type: () => LogListEnum }) list: LogList,
    @Args('kind', text('Only what stands under this heading.')) kind: Wish,
    @Args('space', text('Only what happened in the space with this slug.')) space: Wish,
    @Args('person', text('Only about what the person with this code published.')) person: Wish,
    @Args('from', text('The first day, YYYY-MM-DD.')) from: Wish,
    @Args('until', text('The last day, YYYY-MM-DD.')) until: Wish,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: Wish,
    @Context() context: GraphqlContext,
  ) {
    const { viewer } = context;
    const zone = (await this.directory.byId(viewer.organisationId))?.zone ?? 'Asia/Tokyo';
    const { items, next } = await this.reads.page(
      viewer,
      {
        list,
        kind: kind ?? undefined,
        space: space ?? undefined,
        person: person ?? undefined,
        first,
        after: after ?? undefined,
        from: startOfDay('from', from, zone, 0),
        until: startOfDay('until', until, zone, 1),
      },
      person ? await this.now.of(context) : undefined,
    );
    const shown = await this.words.in(viewer);
    return { items: items.map(shown), next };
  }

  @Query(() => [LogKindName], { description: 'The headings of a list of log entries.' })
  logKinds(
    @Args('list', { type: () => LogListEnum }) list: LogList,
    @CurrentViewer() { locale }: Caller,
  ): LogKindName[] {
    const translate = this.messages.translator(locale);
    if (list === 'ACTIVITY') return activities.map((kind) => ({ kind, name: translate(`spaces.activity.${kind}`) }));
    const writing = this.libraries.filter(({ events }) => events).map(({ name }) => name);
    return [...writing, PLATFORM].map((kind) => ({ kind, name: translate(`${kind}.log`) }));
  }
}
