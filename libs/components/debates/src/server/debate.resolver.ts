import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { excerpt } from '@hiroba/kernel';
import { PersonSummary } from '@hiroba/accounts/server';
import { CommentSides } from '@hiroba/comments/server';
import { WithholdingType } from '@hiroba/moderation/server';
import { Commands, CurrentViewer, fromPlain, InRow, loadOne, outcome, Sql, type Caller, type GraphqlContext } from '@hiroba/server';
import { VersionPage, VersionReads } from '@hiroba/versions/server';
import { askParts, type AskCard } from '@hiroba/spaces';
import { addUpdate, close, reopen, save } from '../domain/debate.commands.ts';
import { debatePolicy } from '../domain/debate.policy.ts';
import { ConclusionsInputType, DebateConclusionsType, DebateInputType, DebateUpdateType } from './debate-parts.type.ts';
import { Debate } from './debate.entity.ts';
import { conclusionsOf, openers, updatesOf } from './debate.loaders.ts';
import { DebateReads, type DebateRow } from './debate.reads.ts';
import { DebateService } from './debate.service.ts';

const DebateOutcome = outcome('DebateOutcome', Debate);
const id = { type: () => ID };

interface Written {
  readonly question: string;
  readonly background: string;
  readonly ask: AskCard;
}

/** The texts of a version under the names that pages show: those of the ask card by part and language. */
const textsOf = ({ question, background, ask }: Written): Record<string, string> => ({
  question, background,
  ...Object.fromEntries(askParts.flatMap((part) =>
    Object.entries(ask[part] ?? {}).map(([locale, words]) => [`ask.${part}.${locale}`, words] as const))),
});

/** What can be done with a debate, and what it shows of itself. */
@Resolver(() => Debate)
export class DebateResolver {
  constructor(
    private readonly commands: Commands,
    private readonly service: DebateService,
    private readonly reads: DebateReads,
    private readonly versionReads: VersionReads,
    private readonly db: Sql,
  ) {}

  @Query(() => Debate, { nullable: true })
  debate(@Args('id', id) debateId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.one(viewer, debateId);
  }

  @Mutation(() => DebateOutcome, { description: 'Begins a draft; with an office, one of the city.' })
  draftDebate(
    @Args('componentId', id) componentId: string,
    @Args('input') input: DebateInputType,
    @Args('office', { type: () => String, nullable: true }) office: string | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.draft(componentId, input, office ?? null, viewer);
  }

  @Mutation(() => DebateOutcome)
  saveDebate(@Args('id', id) debateId: string, @Args('input') input: DebateInputType, @CurrentViewer() viewer: Caller) {
    return this.commands.act(Debate, debateId, viewer, save(input));
  }

  @Mutation(() => DebateOutcome, { description: 'Erases a draft for good.' })
  discardDebate(@Args('id', id) debateId: string, @CurrentViewer() viewer: Caller) {
    return this.commands.discard(Debate, debateId, viewer, debatePolicy.discard);
  }

  @Mutation(() => DebateOutcome, { description: 'Opens a draft before everybody.' })
  publishDebate(@Args('id', id) debateId: string, @CurrentViewer() viewer: Caller) {
    return this.service.publish(debateId, viewer);
  }

  @Mutation(() => DebateOutcome)
  editDebate(
    @Args('id', id) debateId: string,
    @Args('input') input: DebateInputType,
    @Args('reason', { type: () => String, nullable: true }) reason: string | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.edit(debateId, input, reason ?? null, viewer);
  }

  @Mutation(() => DebateOutcome, { description: 'Adds a dated piece of news, which stays as it is.' })
  addDebateUpdate(@Args('id', id) debateId: string, @Args('text', { type: () => String }) text: string, @CurrentViewer() viewer: Caller) {
    return this.commands.act(Debate, debateId, viewer, addUpdate(text));
  }

  @Mutation(() => DebateOutcome, { description: 'Ends a debate now instead of at its time.' })
  closeDebate(@Args('id', id) debateId: string, @CurrentViewer() viewer: Caller) {
    return this.commands.act(Debate, debateId, viewer, close);
  }

  @Mutation(() => DebateOutcome)
  concludeDebate(@Args('id', id) debateId: string, @Args('input') input: ConclusionsInputType, @CurrentViewer() viewer: Caller) {
    const { text, commentIds, office = null, reason = null } = input;
    return this.service.conclude(debateId, { text, commentIds, office }, reason, viewer);
  }

  @Mutation(() => DebateOutcome)
  reopenDebate(
    @Args('id', id) debateId: string,
    @Args('closesAt', { type: () => Date }) closesAt: Date,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.commands.act(Debate, debateId, viewer, reopen(closesAt, reason));
  }

  @InRow()
  @ResolveField(() => PersonSummary, { nullable: true, description: 'The participant who opened it; null where an office did.' })
  author(@Parent() debate: DebateRow, @Context() context: GraphqlContext) {
    return loadOne(openers, this.db, context, debate.id);
  }

  @InRow()
  @ResolveField(() => WithholdingType, { nullable: true })
  async withheld(@Parent() debate: DebateRow, @CurrentViewer() viewer: Caller) {
    return (await this.reads.one(viewer, debate.id))?.withheld ?? null;
  }

  @InRow()
  @ResolveField(() => Int)
  async commentCount(@Parent() debate: DebateRow, @CurrentViewer() viewer: Caller) {
    return (await this.reads.one(viewer, debate.id))?.commentCount ?? 0;
  }

  @InRow()
  @ResolveField(() => CommentSides, { description: 'How many top comments take each side; not shares of citizens.' })
  async sides(@Parent() debate: DebateRow, @CurrentViewer() viewer: Caller) {
    return (await this.reads.one(viewer, debate.id))?.sides ?? { for: 0, neutral: 0, against: 0 };
  }

  @InRow()
  @ResolveField(() => String, { description: 'The space it lives in, as addresses name it.' })
  async spaceSlug(@Parent() debate: DebateRow, @CurrentViewer() viewer: Caller) {
    return (await this.reads.one(viewer, debate.id))?.spaceSlug ?? '';
  }

  @ResolveField(() => Boolean, { description: 'Whether the viewer opened it.' })
  viewerIsAuthor(@Parent() { authorId }: Debate, @CurrentViewer() { personId }: Caller) {
    return personId !== undefined && authorId === personId;
  }

  @ResolveField(() => String, { description: 'The beginning of the background, about two lines.' })
  excerpt(@Parent() { background }: Debate) {
    return excerpt(background, 120);
  }

  @ResolveField(() => String, { description: 'The background as sanitised HTML.' })
  html(@Parent() { background }: Debate) {
    return fromPlain(background);
  }

  @ResolveField(() => [DebateUpdateType], { description: 'News about it, the newest first.' })
  async news(@Parent() debate: Debate, @Context() context: GraphqlContext) {
    const news = debate.updates === 0 ? [] : await loadOne(updatesOf, this.db, context, debate.id);
    return news.map((one) => ({ ...one, at: new Date((one as { at: string }).at) }));
  }

  @ResolveField(() => [DebateConclusionsType], { description: 'What was concluded, the newest words first.' })
  async conclusions(@Parent() debate: Debate, @Context() context: GraphqlContext) {
    const concluded = debate.conclusionVersions === 0 ? [] : await loadOne(conclusionsOf, this.db, context, debate.id);
    return concluded.map((one) => ({ ...one, at: new Date((one as { at: string }).at) }));
  }

  @ResolveField(() => VersionPage, { description: 'Every public state of what it asks, the newest first.' })
  history(
    @Parent() { organisationId, id: debateId, sealed }: DebateRow,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Args('part', { type: () => Int, defaultValue: 1, description: 'Which part of long change views, from 1.' }) part: number,
  ) {
    if (sealed) return { items: [], next: null };
    return this.versionReads.page({ organisationId, kind: 'debate', id: debateId, texts: textsOf }, { first, after: after ?? undefined, part });
  }
}
