import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { enumOf, outcome } from '@hiroba/server';
import { frequencies, type Frequency } from '../domain/follow.ts';

export const FrequencyEnum = enumOf(frequencies);
registerEnumType(FrequencyEnum, {
  name: 'NoticeFrequency',
  description: 'How often somebody is told what happened in what they follow.',
});

/** Something that can be followed, as far as the viewer may read it. */
@ObjectType()
export class Followable {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly kind!: string;

  @Field(() => String, { nullable: true, description: 'Null where the viewer can no longer read it.' })
  readonly title!: string | null;

  @Field(() => String, { nullable: true, description: 'Its page, below the language.' })
  readonly path!: string | null;

  @Field(() => Boolean, { description: 'Whether the viewer follows it.' })
  readonly followed!: boolean;

  @Field(() => Boolean, { description: 'Whether an address without an account may follow it.' })
  readonly byMail!: boolean;
}

/** How somebody wants to be told. */
@ObjectType()
export class NoticeChoice {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => FrequencyEnum)
  readonly frequency!: Frequency;
}

/** That a mail is under way to an address; never whether it was known. */
@ObjectType()
export class SubscriptionAsked {
  @Field(() => ID)
  readonly id!: string;
}

/** A subscription by mail that its address has confirmed, or ended. */
@ObjectType()
export class SubscriptionState {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Boolean, { description: 'Whether mails go out to it.' })
  readonly active!: boolean;
}

export const FollowOutcome = outcome('FollowOutcome', Followable);
export const NoticeChoiceOutcome = outcome('NoticeChoiceOutcome', NoticeChoice);
export const SubscriptionAskedOutcome = outcome('SubscriptionAskedOutcome', SubscriptionAsked);
export const SubscriptionOutcome = outcome('SubscriptionOutcome', SubscriptionState);
