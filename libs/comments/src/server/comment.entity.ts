import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { PersonSummary } from '@hiroba/accounts/server';
import { ModerationDecisionType, WithholdingType } from '@hiroba/moderation/server';
import { LogKind, Resource } from '@hiroba/server';
import type { CommentFacts, CommentState } from '../domain/comment.ts';
import type { Side, Vote } from '../domain/discussion.ts';

const states = { VISIBLE: 'VISIBLE', DELETED: 'DELETED' } as const satisfies Record<CommentState, CommentState>;
registerEnumType(states, { name: 'CommentState', description: 'Deleted comments are tombstones: place and time without text or author.' });

/** Why only a tombstone stands in the place of a comment. */
export const tombstones = { AUTHOR: 'AUTHOR', ACCOUNT_CLOSED: 'ACCOUNT_CLOSED', WITHHELD: 'WITHHELD' } as const;
export type Tombstone = keyof typeof tombstones;
registerEnumType(tombstones, { name: 'CommentTombstone', description: 'Taken back by its author, gone with the account of its author, or withheld by moderation.' });

/** The sides of a discussion, as the API names them. */
export const sideNames = { FOR: 'FOR', NEUTRAL: 'NEUTRAL', AGAINST: 'AGAINST' } as const satisfies Record<Side, Side>;
registerEnumType(sideNames, { name: 'CommentSide' });

/** Votes on comments, as the API names them. */
export const voteNames = { UP: 'UP', DOWN: 'DOWN' } as const satisfies Record<Vote, Vote>;
registerEnumType(voteNames, { name: 'CommentVote' });

/** The comment that a reply answers. */
@ObjectType()
export class AnsweredComment {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => PersonSummary, { nullable: true, description: 'Null where the comment was deleted.' })
  readonly author!: PersonSummary | null;

  @Field(() => String, { nullable: true })
  readonly office!: string | null;

  @Field(() => Int, { description: 'The version of the text that was answered.' })
  readonly version!: number;

  @Field(() => Int, { description: 'How many versions the text has now.' })
  readonly versions!: number;
}

/** Somebody spoken to in a comment. */
@ObjectType()
export class CommentMention {
  @Field(() => String, { description: 'The handle or account code in the text, folded, without its sign.' })
  readonly token!: string;

  @Field(() => PersonSummary)
  readonly person!: PersonSummary;
}

/** What somebody said below a thing, or in answer to somebody there. */
@LogKind('comment')
@ObjectType()
@Entity()
export class Comment extends Resource implements CommentFacts {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly rootKind!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  readonly rootId!: string;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  readonly parentId: string | null = null;

  @Field(() => ID, { description: 'The comment at the top of the branch; itself for a top comment.' })
  @Property({ type: 'uuid' })
  readonly branchId!: string;

  @Property({ type: 'uuid', nullable: true })
  readonly replyToId: string | null = null;

  @Field(() => Int, { description: '0 on top; answers to level 3 stay on level 3.' })
  @Property({ type: 'smallint' })
  readonly depth!: number;

  @Property({ type: 'integer', nullable: true })
  readonly answersVersion: number | null = null;

  @Field(() => ID, { nullable: true, description: 'Your own id where you are the author; null for everybody else.' })
  @Property({ type: 'uuid' })
  readonly authorId!: string;

  @Field(() => String, { nullable: true, description: 'The office that speaks.' })
  @Property({ type: 'text', nullable: true })
  readonly office: string | null = null;

  @Field(() => sideNames, { nullable: true, description: 'The side a top comment takes, where the discussion asks for one.' })
  @Property({ type: 'text', nullable: true })
  readonly alignment: Side | null = null;

  @Field(() => Int, { nullable: true, description: 'The version of the official answer a top comment is about.' })
  @Property({ type: 'integer', nullable: true })
  readonly aboutAnswer: number | null = null;

  @Field(() => String, { nullable: true, description: 'Plain text; null in a tombstone.' })
  @Property({ type: 'text' })
  readonly body!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly locale!: string;

  @Field(() => states)
  @Property({ type: 'text' })
  readonly state!: CommentState;

  @Field(() => Date)
  @Property({ type: 'datetime', length: 3 })
  readonly createdAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', length: 3, nullable: true })
  readonly editedAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  readonly deletedAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  readonly withheldAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  readonly redactedAt: Date | null = null;

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly versions: number = 1;

  @Field(() => PersonSummary, { nullable: true, description: 'Null in a tombstone.' })
  readonly author?: PersonSummary | null;

  @Field(() => AnsweredComment, { nullable: true, description: 'The comment this one answers; null on top.' })
  readonly answers?: AnsweredComment | null;

  @Field(() => Int, { description: 'All replies below a top comment, tombstones included; 0 for replies.' })
  readonly replyCount?: number;

  @Field(() => [CommentMention], { description: 'Who is spoken to; at most 10, none in a tombstone.' })
  readonly mentions?: readonly CommentMention[];

  @Field(() => tombstones, { nullable: true, description: 'Why there is only a tombstone.' })
  readonly gone?: Tombstone | null;

  @Field(() => WithholdingType, { nullable: true, description: 'Why moderation withholds its text; its author and those who moderate read it all the same.' })
  readonly withheld?: WithholdingType | null;

  @Field(() => [ModerationDecisionType], { description: 'What moderation says beside it: that passages are covered and why, and what label it has.' })
  readonly markings?: readonly ModerationDecisionType[];

  @Field(() => Int, { description: 'Votes in favour.' })
  readonly up?: number;

  @Field(() => Int, { description: 'Votes against, where the discussion takes them.' })
  readonly down?: number;

  @Field(() => voteNames, { nullable: true, description: 'Your own vote.' })
  readonly viewerVote?: Vote | null;

  @Field(() => [Comment], { description: 'The first replies below a top comment in order of arrival, where a list shows them.' })
  readonly replies?: readonly Comment[];
}
