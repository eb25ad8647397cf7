import { Args, Context, Field, ID, InputType, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { diffText, type DiffPart } from '@hiroba/kernel';
import { PersonSummary } from '@hiroba/accounts/server';
import { CurrentViewer, outcome, type Caller, type GraphqlContext } from '@hiroba/server';
import { Now } from '@hiroba/spaces/server';
import { DiffPartType } from '@hiroba/versions/server';
import type { AmendmentInput } from '../domain/amendment.commands.ts';
import { Amendment } from './amendment.entity.ts';
import { AmendmentReads, type AmendmentRow } from './amendment.reads.ts';
import { AmendmentService } from './amendment.service.ts';

const AmendmentOutcome = outcome('AmendmentOutcome', Amendment);
const id = { type: () => ID };

/** What an amender types: the whole text as it should be. */
@InputType('AmendmentInput')
class AmendmentInputType implements AmendmentInput {
  @Field(() => String)
  readonly title!: string;

  @Field(() => String)
  readonly body!: string;
}

/** What can be done with a change that somebody proposes, and what it shows of itself. */
@Resolver(() => Amendment)
export class AmendmentResolver {
  constructor(
    private readonly service: AmendmentService,
    private readonly reads: AmendmentReads,
    private readonly now: Now,
  ) {}

  @Query(() => Amendment, { nullable: true })
  async amendment(@Args('id', id) amendmentId: string, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    return this.reads.one(viewer, amendmentId, await this.now.of(context));
  }

  @Query(() => [Amendment], { description: 'The changes proposed to a proposal, as far as the viewer may read them.' })
  async amendments(
    @Args('proposalId', id) proposalId: string, @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext,
  ) {
    return this.reads.of(viewer, proposalId, first, await this.now.of(context));
  }

  @Mutation(() => AmendmentOutcome)
  draftAmendment(@Args('proposalId', id) proposalId: string, @Args('input') input: AmendmentInputType, @CurrentViewer() viewer: Caller) {
    return this.service.draft(proposalId, input, viewer);
  }

  @Mutation(() => AmendmentOutcome)
  saveAmendment(@Args('id', id) amendmentId: string, @Args('input') input: AmendmentInputType, @CurrentViewer() viewer: Caller) {
    return this.service.save(amendmentId, input, viewer);
  }

  @Mutation(() => AmendmentOutcome, { description: 'Erases a draft for good.' })
  discardAmendment(@Args('id', id) amendmentId: string, @CurrentViewer() viewer: Caller) {
    return this.service.discard(amendmentId, viewer);
  }

  @Mutation(() => AmendmentOutcome, { description: 'Puts a change before those who decide.' })
  publishAmendment(@Args('id', id) amendmentId: string, @CurrentViewer() viewer: Caller) {
    return this.service.publish(amendmentId, viewer);
  }

  @Mutation(() => AmendmentOutcome, { description: 'Writes an open change anew against the proposal as it stands now.' })
  rebaseAmendment(@Args('id', id) amendmentId: string, @Args('input') input: AmendmentInputType, @CurrentViewer() viewer: Caller) {
    return this.service.rebase(amendmentId, input, viewer);
  }

  @Mutation(() => AmendmentOutcome, { description: 'Makes it the next version of the proposal, and its writer an author.' })
  acceptAmendment(@Args('id', id) amendmentId: string, @CurrentViewer() viewer: Caller) {
    return this.service.accept(amendmentId, viewer);
  }

  @Mutation(() => AmendmentOutcome)
  rejectAmendment(@Args('id', id) amendmentId: string, @Args('reason', { type: () => String }) reason: string, @CurrentViewer() viewer: Caller) {
    return this.service.reject(amendmentId, reason, viewer);
  }

  @Mutation(() => AmendmentOutcome)
  withdrawAmendment(@Args('id', id) amendmentId: string, @CurrentViewer() viewer: Caller) {
    return this.service.withdraw(amendmentId, viewer);
  }

  @Mutation(() => AmendmentOutcome, { description: 'Makes a proposal of a rejected change.' })
  promoteAmendment(@Args('id', id) amendmentId: string, @CurrentViewer() viewer: Caller) {
    return this.service.promote(amendmentId, viewer);
  }

  @ResolveField('status')
  async status(@Parent() amendment: AmendmentRow, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    return amendment.status ?? (await this.reads.one(viewer, amendment.id, await this.now.of(context)))?.status ?? amendment.state;
  }

  @ResolveField(() => PersonSummary, { nullable: true })
  async author(@Parent() amendment: AmendmentRow, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    return (await this.#row(amendment, viewer, context))?.author ?? null;
  }

  @ResolveField(() => Boolean, { description: 'Whether the viewer wrote it.' })
  viewerIsAuthor(@Parent() { authorId }: Amendment, @CurrentViewer() { personId }: Caller) {
    return personId !== undefined && authorId === personId;
  }

  @ResolveField(() => Boolean, { description: 'Whether the proposal has changed since it was written.' })
  async stale(@Parent() amendment: AmendmentRow, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    const row = await this.#row(amendment, viewer, context);
    return row !== null && row.versionsNow !== row.version;
  }

  @ResolveField(() => [DiffPartType], { description: 'What it changes in the title of the version it was written against.' })
  async titleChanges(@Parent() amendment: AmendmentRow, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    return this.#changes(amendment, 'title', viewer, context);
  }

  @ResolveField(() => [DiffPartType], { description: 'What it changes in the text of the version it was written against.' })
  async bodyChanges(@Parent() amendment: AmendmentRow, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    return this.#changes(amendment, 'body', viewer, context);
  }

  async #changes(amendment: AmendmentRow, text: 'title' | 'body', viewer: Caller, context: GraphqlContext): Promise<readonly DiffPart[]> {
    const row = await this.#row(amendment, viewer, context);
    return row ? diffText(row.before[text], row[text]) : [];
  }

  /** The whole row, also where a mutation gave the entity alone. */
  async #row(amendment: AmendmentRow, viewer: Caller, context: GraphqlContext): Promise<AmendmentRow | null> {
    return amendment.before === undefined ? this.reads.one(viewer, amendment.id, await this.now.of(context)) : amendment;
  }
}

