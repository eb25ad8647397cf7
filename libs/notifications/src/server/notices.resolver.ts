import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentViewer, type Caller } from '@hiroba/server';
import type { Frequency } from '../domain/follow.ts';
import { FollowReads } from './follow.reads.ts';
import { FollowService } from './follow.service.ts';
import {
  Followable,
  FollowOutcome,
  FrequencyEnum,
  NoticeChoice,
  NoticeChoiceOutcome,
  SubscriptionAskedOutcome,
  SubscriptionOutcome,
} from './notices.types.ts';
import { SubscriptionService } from './subscription.service.ts';

const id = { type: () => ID };

/** Following things, and how and whether mails tell of them. */
@Resolver()
export class NoticesResolver {
  constructor(
    private readonly reads: FollowReads,
    private readonly follows: FollowService,
    private readonly subscriptions: SubscriptionService,
  ) {}

  @Query(() => Followable, { nullable: true })
  followable(@Args('subjectKind') kind: string, @Args('subjectId', id) thing: string, @CurrentViewer() viewer: Caller) {
    return this.reads.one(viewer, kind, thing);
  }

  @Query(() => [Followable], { description: 'All that the viewer follows, the newest first.' })
  myFollows(@CurrentViewer() viewer: Caller) {
    return this.reads.mine(viewer);
  }

  @Query(() => NoticeChoice, { nullable: true, description: 'How the viewer wants to be told.' })
  myNotices(@CurrentViewer() viewer: Caller) {
    return this.reads.choice(viewer);
  }

  @Mutation(() => FollowOutcome)
  follow(@Args('subjectKind') kind: string, @Args('subjectId', id) thing: string, @CurrentViewer() viewer: Caller) {
    return this.follows.follow(kind, thing, viewer);
  }

  @Mutation(() => FollowOutcome)
  unfollow(@Args('subjectId', id) thing: string, @CurrentViewer() viewer: Caller) {
    return this.follows.unfollow(thing, viewer);
  }

  @Mutation(() => NoticeChoiceOutcome)
  chooseNotices(
    @Args('frequency', { type: () => FrequencyEnum }) frequency: Frequency,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.follows.choose(frequency, viewer);
  }

  @Mutation(() => SubscriptionAskedOutcome, {
    description:
      'Asks an address whether it wants mails about one space, a thing that addresses may follow, or the whole city. Whether it is known is not told.',
  })
  subscribeByMail(
    @Args('spaceId', { type: () => ID, nullable: true }) spaceId: string | null,
    @Args('subjectKind', { type: () => String, nullable: true }) kind: string | null,
    @Args('subjectId', { type: () => ID, nullable: true }) thing: string | null,
    @Args('mail') mail: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.subscriptions.ask({ spaceId: spaceId ?? null, kind, id: kind ? thing : null }, mail, viewer);
  }

  @Mutation(() => SubscriptionOutcome)
  confirmSubscription(@Args('id', id) reader: string, @Args('key') key: string, @CurrentViewer() viewer: Caller) {
    return this.subscriptions.confirm(reader, key, viewer);
  }

  @Mutation(() => SubscriptionOutcome, { description: 'Ends the mails to whoever got this key with one of them.' })
  stopNotices(@Args('id', id) reader: string, @Args('key') key: string, @CurrentViewer() viewer: Caller) {
    return this.subscriptions.stop(reader, key, viewer);
  }
}
