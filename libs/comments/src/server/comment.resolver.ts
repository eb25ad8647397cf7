import { Args, ArgsType, Field, ID, Info, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Refusal } from '@hiroba/kernel';
import { ModerationDecisionType } from '@hiroba/moderation/server';
import { askedOfPage, checkFirst, CurrentViewer, type Caller } from '@hiroba/server';
import type { Side, Vote } from '../domain/discussion.ts';
import { CommentVoteService } from './comment-vote.service.ts';
import { Comment, sideNames, voteNames } from './comment.entity.ts';
import { commentSorts, type CommentSort } from './comment.orders.ts';
import { CommentReads } from './comment.reads.ts';
import { CommentService } from './comment.service.ts';
import {
  CommentOutcome, CommentPage, CommentVersion, commentVoices, Conversation, Mentionable, NewComments, ReplyPage, type CommentVoice,
} from './comment.types.ts';
import { MentionReads } from './comment-mentions.ts';
import { ConversationReads } from './conversation.reads.ts';
import { ThreadLockReads } from './thread-lock.reads.ts';
import { LiveComments } from './live-comments.ts';

/** The thing that is commented on. */
@ArgsType()
export class RootArgs {
  @Field(() => String)
  readonly rootKind!: string;

  @Field(() => ID)
  readonly rootId!: string;
}

/** Which part of a discussion is asked for. */
@ArgsType()
export class PageArgs extends RootArgs {
  @Field(() => commentSorts, { defaultValue: 'OLDEST' })
  readonly sort!: CommentSort;

  @Field(() => sideNames, { nullable: true, description: 'Top comments of this side only; those that take none are with the neutral ones.' })
  readonly side?: Side | null;

  @Field(() => Int, { defaultValue: 20 })
  readonly first!: number;

  @Field(() => String, { nullable: true })
  readonly after?: string | null;

  @Field(() => ID, { nullable: true, description: 'Begins with the branch of this comment.' })
  readonly around?: string | null;

  @Field(() => commentVoices, { nullable: true })
  readonly voice?: CommentVoice | null;

  @Field(() => [ID], { nullable: true, description: 'Top comments that show twenty replies more; at most 10.' })
  readonly open?: string[] | null;
}

/** What somebody says. */
@ArgsType()
export class AddCommentArgs extends RootArgs {
  @Field(() => ID, { nullable: true })
  readonly parentId?: string | null;

  @Field(() => String)
  readonly body!: string;

  @Field(() => String, { nullable: true, description: 'The office that staff speak for.' })
  readonly asOffice?: string | null;

  @Field(() => sideNames, { nullable: true, description: 'The side a top comment takes, where the discussion asks for one.' })
  readonly alignment?: Side | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether a top comment is about the official answer.' })
  readonly onAnswer!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether you want to publish what PERSONAL_DATA asks back about.' })
  readonly withPersonalData!: boolean;
}

/** Comments below anything that takes them. */
@Resolver(() => Comment)
export class CommentResolver {
  constructor(
    private readonly service: CommentService,
    private readonly votes: CommentVoteService,
    private readonly reads: CommentReads,
    private readonly locks: ThreadLockReads,
    private readonly conversations: ConversationReads,
    private readonly mentions: MentionReads,
    private readonly live: LiveComments,
  ) {}

  @Query(() => CommentPage, { nullable: true })
  comments(@Args() args: PageArgs, @CurrentViewer() viewer: Caller, @Info() info: GraphQLResolveInfo) {
    return this.reads.page(viewer, { ...args, first: checkFirst(args.first), asked: askedOfPage(info) });
  }

  @Query(() => ModerationDecisionType, {
    nullable: true, description: 'The decision by which the conversation below a thing is closed for new comments; null where it is open.',
  })
  threadLock(@Args() { rootKind, rootId }: RootArgs, @CurrentViewer() viewer: Caller) {
    return this.locks.of(viewer, { rootKind, rootId });
  }

  @Query(() => ReplyPage, { nullable: true, description: 'The replies of a branch in order of arrival.' })
  replies(
    @Args('parentId', { type: () => ID }) parentId: string,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.replies(viewer, parentId, checkFirst(first), after);
  }

  @Query(() => Conversation, { nullable: true, description: 'A comment with its ancestors and neighbours.' })
  comment(
    @Args('id', { type: () => ID }) id: string,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.conversations.around(viewer, id, after);
  }

  @Query(() => [CommentVersion])
  commentVersions(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller) {
    return this.reads.versions(viewer, id);
  }

  @Query(() => [Mentionable], { description: 'Whom you may speak to here: by name who spoke lately, by exact handle or code anybody.' })
  mentionable(
    @Args() { rootKind, rootId }: RootArgs,
    @Args('search', { type: () => String }) search: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.mentions.find(viewer, { rootKind, rootId }, search);
  }

  @Query(() => NewComments, { nullable: true })
  async commentsSince(
    @Args() { rootKind, rootId }: RootArgs,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @CurrentViewer() viewer: Caller,
  ) {
    const count = await this.reads.since(viewer, { rootKind, rootId }, after);
    return count === null ? null : { count };
  }

  @Mutation(() => CommentOutcome)
  async addComment(@Args() { asOffice, ...input }: AddCommentArgs, @CurrentViewer() viewer: Caller) {
    return this.#shown(viewer, await this.service.add({ ...input, office: asOffice }, viewer));
  }

  @Mutation(() => CommentOutcome)
  async editComment(
    @Args('id', { type: () => ID }) id: string,
    @Args('body', { type: () => String }) body: string,
    @Args('withPersonalData', { type: () => Boolean, defaultValue: false }) withPersonalData: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, await this.service.edit(id, { body, withPersonalData }, viewer));
  }

  @Mutation(() => CommentOutcome)
  async deleteComment(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(viewer, await this.service.withdraw(id, viewer));
  }

  @Mutation(() => CommentOutcome, { description: 'Votes on the comment of somebody else; without a value the vote is taken back.' })
  async voteOnComment(
    @Args('id', { type: () => ID }) id: string,
    @Args('value', { type: () => voteNames, nullable: true }) value: Vote | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, await this.votes.vote(id, value ?? null, viewer));
  }

  @Subscription(() => NewComments, { resolve: (value: NewComments) => value })
  commentsAdded(
    @Args() { rootKind, rootId }: RootArgs,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.live.watch(viewer, { rootKind, rootId }, after);
  }

  async #shown(viewer: Caller, outcome: Comment | string | Refusal) {
    if (outcome instanceof Refusal) return outcome;
    return (await this.reads.one(viewer, typeof outcome === 'string' ? outcome : outcome.id)) ?? new Refusal('NOT_FOUND');
  }
}
