import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PersonSummary } from '@hiroba/accounts/server';
import { outcome, pageOf } from '@hiroba/server';
import { Comment } from './comment.entity.ts';
import { commentSorts } from './comment.orders.ts';

registerEnumType(commentSorts, { name: 'CommentSort', description: 'Best rated and most replies follow stored numbers, moments behind.' });

/** Whose comments are looked at alone, whatever their level. */
export const commentVoices = { OFFICE: 'OFFICE', MINE: 'MINE', ON_ANSWER: 'ON_ANSWER' } as const;
export type CommentVoice = keyof typeof commentVoices;
registerEnumType(commentVoices, { name: 'CommentVoice', description: 'Of offices, your own, or on the official answer: without replies.' });

/** How many visible top comments take each side; they are not shares of citizens. */
@ObjectType()
export class CommentSides {
  @Field(() => Int)
  readonly for!: number;

  @Field(() => Int)
  readonly neutral!: number;

  @Field(() => Int)
  readonly against!: number;
}

/** A page of a discussion: top comments, each with its first replies. */
@ObjectType()
export class CommentPage {
  @Field(() => [Comment])
  readonly items!: readonly Comment[];

  @Field(() => String, { nullable: true, description: 'Cursor of the next page; null on the last.' })
  readonly next!: string | null;

  @Field(() => Int, { description: 'Visible comments of the whole discussion, replies included.' })
  readonly count!: number;

  @Field(() => CommentSides)
  readonly sides!: CommentSides;

  @Field(() => String, { nullable: true, description: 'Cursor of the newest comment, to ask later what has come since.' })
  readonly newest!: string | null;
}

/** A page of the replies in one branch. */
export const ReplyPage = pageOf('ReplyPage', Comment);

/** One branch of a discussion, seen from one of its comments. */
@ObjectType()
export class Conversation {
  @Field(() => ID, { description: 'The comment asked for.' })
  readonly id!: string;

  @Field(() => String)
  readonly rootKind!: string;

  @Field(() => ID)
  readonly rootId!: string;

  @Field(() => String, { description: 'The page of the thing, below the language.' })
  readonly path!: string;

  @Field(() => Comment, { description: 'The branch: its top comment with the replies shown.' })
  readonly top!: Comment;

  @Field(() => Boolean, { description: 'Whether replies before the ones shown are left out.' })
  readonly earlier!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the replies that follow.' })
  readonly next!: string | null;

  @Field(() => ID, { nullable: true, description: 'The top comment before this branch.' })
  readonly previousId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The top comment after this branch.' })
  readonly nextId!: string | null;
}

/** A public version of a comment. */
@ObjectType()
export class CommentVersion {
  @Field(() => Int)
  readonly n!: number;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String)
  readonly body!: string;
}

/** Somebody who can be spoken to. */
@ObjectType()
export class Mentionable {
  @Field(() => String, { description: 'What to write behind the sign: the handle, or the account code.' })
  readonly token!: string;

  @Field(() => PersonSummary)
  readonly person!: PersonSummary;
}

/** How many comments by others have come since. */
@ObjectType()
export class NewComments {
  @Field(() => Int, { description: 'At most 100.' })
  readonly count!: number;
}

/** A comment, or why not. */
export const CommentOutcome = outcome('CommentOutcome', Comment);
