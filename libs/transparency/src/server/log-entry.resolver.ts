import { Inject } from '@nestjs/common';
import { Args, ID, Int, Query, Resolver, Subscription } from '@nestjs/graphql';
import { badInput, CurrentViewer, DATA_DIR, type Caller } from '@hiroba/server';
import { LogWords, OrganisationDirectory, startOfDay } from '@hiroba/spaces/server';
import { textOf } from '../domain/bytes.ts';
import { logFolder } from './exporter.ts';
import { LogEntryReads, type LogEntryRow } from './log-entry.reads.ts';
import { LogCheckpointType, LogEntry, LogEntryPage, LogInclusion, LogProofType } from './log-entry.types.ts';
import { LiveLog } from './live-log.ts';
import { proofIn } from './published-proof.ts';

const text = (description: string) => ({ type: () => String, nullable: true, description });
const first = { type: () => Int, defaultValue: 20 };
const after = { type: () => String, nullable: true };
const id = { type: () => ID };
type Wish = string | null | undefined;

/** The public log as people read it, entry by entry. */
@Resolver()
export class LogEntryResolver {
  constructor(
    private readonly reads: LogEntryReads,
    private readonly words: LogWords,
    private readonly directory: OrganisationDirectory,
    private readonly live: LiveLog,
    @Inject(DATA_DIR) private readonly dataDir: string,
  ) {}

  @Query(() => LogEntryPage, { description: 'The public log, the newest entry first.' })
  async logEntries(
    @Args('kind', text('Only what stands under this heading of the register.')) kind: Wish,
    @Args('space', text('Only what happened in the space with this slug.')) space: Wish,
    @Args('day', text('Only what happened on a day, YYYY-MM-DD.')) day: Wish,
    @Args('first', first) many: number,
    @Args('after', after) from: Wish,
    @CurrentViewer() viewer: Caller,
  ) {
    const zone = (await this.directory.byId(viewer.organisationId))?.zone ?? 'Asia/Tokyo';
    return this.#shown(
      viewer,
      await this.reads.page(viewer, {
        types: kind ? this.words.typesOf(kind) : undefined,
        space: space ?? undefined,
        from: startOfDay('day', day, zone, 0),
        until: startOfDay('day', day, zone, 1),
        first: many,
        after: from,
      }),
    );
  }

  @Query(() => LogEntry, {
    nullable: true,
    description: 'An entry by itself, by the id of its event or by its number.',
  })
  async logEntry(
    @Args('id', { type: () => ID, nullable: true }) eventId: Wish,
    @Args('index', { type: () => Int, nullable: true }) number: number | null | undefined,
    @CurrentViewer() viewer: Caller,
  ): Promise<LogEntry | null> {
    if (typeof eventId !== 'string' && typeof number !== 'number') throw badInput('index');
    const row = await this.reads.one(viewer, typeof number === 'number' ? { number } : { id: eventId ?? '' });
    return row ? ((await this.#shown(viewer, { items: [row], next: null })).items[0] ?? null) : null;
  }

  @Query(() => LogEntryPage, { description: 'All that is in the log about one thing, in its order.' })
  async logHistory(
    @Args('kind', { type: () => String, description: 'What it is: proposal, debate, comment …' }) kind: string,
    @Args('id', id) subjectId: string,
    @Args('first', first) many: number,
    @Args('after', after) from: Wish,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, await this.reads.history(viewer, kind, subjectId, many, from));
  }

  @Query(() => LogEntryPage, {
    description: 'Entries about other things that name this one, as public decisions of moderation do, in their order.',
  })
  async logMentions(
    @Args('kind', { type: () => String }) kind: string,
    @Args('id', id) subjectId: string,
    @Args('first', first) many: number,
    @Args('after', after) from: Wish,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, await this.reads.naming(viewer, kind, subjectId, many, from));
  }

  @Query(() => LogEntryPage, {
    description:
      'The public entries of what the viewer did themselves, the newest first; nobody else is shown them so.',
  })
  async myReceipts(
    @Args('first', first) many: number,
    @Args('after', after) from: Wish,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, await this.reads.mine(viewer, many, from));
  }

  @Query(() => Int, {
    nullable: true,
    description: 'The number of the newest entry about a thing; null where the published log has none.',
  })
  logNumber(
    @Args('kind', { type: () => String }) kind: string,
    @Args('id', id) subjectId: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.newestAbout(viewer, kind, subjectId);
  }

  @Query(() => LogCheckpointType, {
    nullable: true,
    description: 'The newest signed size of the log; null before the first.',
  })
  logCheckpoint(@CurrentViewer() viewer: Caller) {
    return this.reads.checkpoint(viewer);
  }

  @Query(() => LogProofType, {
    nullable: true,
    description:
      'The proof that an entry is in the published log; null while it is not. A convenience: check it yourself.',
  })
  async logProof(@Args('eventId', id) eventId: string, @CurrentViewer() viewer: Caller): Promise<LogProofType | null> {
    const index = await this.reads.number(viewer, eventId);
    const found =
      typeof index === 'number' ? await proofIn(logFolder(this.dataDir, viewer.organisationId), index) : undefined;
    return found ? { index: found.index, size: found.size, proof: found.proof, leaf: textOf(found.leaf) ?? '' } : null;
  }

  @Subscription(() => LogInclusion, {
    resolve: (value: LogInclusion) => value,
    description: 'Tells where an entry stands as soon as the published log has it.',
  })
  receiptIncluded(@Args('eventId', id) eventId: string, @CurrentViewer() viewer: Caller) {
    return this.live.inclusion(viewer, eventId);
  }

  async #shown(
    viewer: Caller,
    { items, next }: { readonly items: readonly LogEntryRow[]; readonly next: string | null },
  ) {
    const shown = await this.words.in(viewer);
    const one = (row: LogEntryRow): LogEntry => {
      const { leaf, hash, number, subjectKind, subjectId, rev } = row;
      return { ...shown(row), leaf, hash, number, subjectKind, subjectId, rev };
    };
    return { items: items.map(one), next };
  }
}
