import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import {
  activities,
  administrationEvents,
  dataEvents,
  instantOf,
  isCivilDate,
  logEvents,
  plusDays,
  type CivilDate,
} from '@hiroba/kernel';
import {
  badInput,
  CurrentViewer,
  LIBRARIES,
  librariesOf,
  Messages,
  pageOf,
  PLATFORM,
  type Caller,
  type GraphqlContext,
  type LibraryServer,
  type LogList,
} from '@hiroba/server';
import { officeWords, wordsIn } from '../domain/words.ts';
import { LogLineReads, type LogLineRow } from './log-line.reads.ts';
import { LogEntry, LogKindName, LogLine, LogListEnum, type LogActor } from './log-line.types.ts';
import { Now } from './now.ts';
import { OrganisationDirectory } from './organisation-directory.ts';

const LogLinePage = pageOf('LogLinePage', LogLine);
const text = (description: string) => ({ type: () => String, nullable: true, description });
type Wish = string | undefined;

/** The log as people read it: what happens in a city, and the public register of what those who work for it do. */
@Resolver()
export class LogLineResolver {
  readonly #libraryOf: ReadonlyMap<string, string>;

  constructor(
    private readonly reads: LogLineReads,
    private readonly directory: OrganisationDirectory,
    private readonly messages: Messages,
    private readonly now: Now,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
  ) {
    this.#libraryOf = librariesOf([administrationEvents, dataEvents, logEvents], libraries);
  }

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
        from: startOf('from', from, zone, 0),
        until: startOf('until', until, zone, 1),
      },
      person ? await this.now.of(context) : undefined,
    );
    const shown = await this.#shown(viewer);
    return { items: items.map(shown), next };
  }

  @Query(() => LogEntry, { nullable: true, description: 'An entry of a list by itself.' })
  async logEntry(
    @Args('id', { type: () => ID }) id: string,
    @CurrentViewer() viewer: Caller,
  ): Promise<LogEntry | null> {
    const row = await this.reads.one(viewer, id);
    return row ? { ...(await this.#shown(viewer))(row), leaf: row.leaf, hash: row.hash, number: row.number } : null;
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

  async #shown({ organisationId, locale }: Caller): Promise<(row: LogLineRow) => LogLine> {
    const translate = this.messages.translator(locale);
    const offices = (await this.directory.byId(organisationId))?.offices ?? [];
    return ({ id, at, type, actor, data, named, title, path, office, within }) => {
      const library = this.#libraryOf.get(type) ?? PLATFORM;
      return {
        id,
        at,
        path,
        act: translate(`${library}.log.${type}`, {
          role: word(data.role),
          kind: word(data.kind),
          rule: word(data.rule).replace(/@.*/, ''),
        }),
        actor: actor ? (actor.toUpperCase() as LogActor) : null,
        office: officeWords(offices, office, locale),
        reason: typeof data.reason === 'string' ? translate(`${library}.log.reason.${data.reason}`) : null,
        title: title ? wordsIn(title, locale) : null,
        within: within ? wordsIn(within, locale) : null,
        gone: named && title === null,
      };
    };
  }
}

const word = (fact: unknown): string => (typeof fact === 'string' ? fact : '');

/** The instant at which a day begins in a zone, or the day so many days later. */
function startOf(field: string, typed: Wish | null, zone: string, later: number): Date | undefined {
  if (typed === undefined || typed === null || typed === '') return undefined;
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed) ?? [];
  const date: CivilDate = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isCivilDate(date)) throw badInput(field);
  return instantOf({ ...plusDays(date, later), hour: 0, minute: 0, second: 0 }, zone);
}
