import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { layouts, sidesOf, type Alignment, type Layout } from '@hiroba/comments';
import { ModerationDecisionType, WithholdingType } from '@hiroba/moderation/server';
import { enumOf, LogKind, Resource, TextArray } from '@hiroba/server';
import type { AskCard } from '@hiroba/spaces';
import { AskCardType } from '@hiroba/spaces/server';
import { debateMoves, type DebateState, type DebateText } from '../domain/debate.ts';

export const DebateStateEnum = enumOf(debateMoves.states);
registerEnumType(DebateStateEnum, { name: 'DebateState' });

/** A question for discussion. */
@LogKind('debate')
@ObjectType()
@Entity({ tableName: 'debate' })
export class Debate extends Resource implements DebateText {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => ID)
  declare readonly componentId: string;

  @Property({ type: 'uuid', nullable: true })
  readonly authorId: string | null = null;

  @Field(() => Boolean, { description: 'Whether an office opened it.' })
  @Property({ type: 'boolean' })
  readonly official: boolean = false;

  @Field(() => String, { nullable: true, description: 'The office that opened it.' })
  @Property({ type: 'text', nullable: true })
  readonly office: string | null = null;

  @Field(() => DebateStateEnum)
  @Enum({ items: () => DebateStateEnum })
  readonly state: DebateState = 'DRAFT';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly question!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly background!: string;

  @Field(() => AskCardType)
  @Property({ type: 'json' })
  readonly ask: AskCard = {};

  @Field(() => String, { description: `One of ${layouts.join(', ')}.` })
  @Property({ type: 'text' })
  readonly layout: Layout = 'SINGLE';

  @Field(() => String, { description: `One of ${Object.keys(sidesOf).join(', ')}.` })
  @Property({ type: 'text' })
  readonly alignment: Alignment = 'OFF';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly locale!: string;

  @Field(() => String, { nullable: true, description: 'PREFIX-D-YYYY-N, drawn on publication.' })
  @Property({ type: 'text', nullable: true })
  readonly reference: string | null = null;

  @Property({ type: 'datetime', nullable: true })
  readonly draftedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly publishedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly editedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'From when comments are taken; from publication on where it is null.' })
  @Property({ type: 'datetime', nullable: true })
  readonly opensAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'From when no comments are taken; an open end where it is null.' })
  @Property({ type: 'datetime', nullable: true })
  readonly closesAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When it closed for the first time, where that is not what its window says.' })
  @Property({ type: 'datetime', nullable: true })
  readonly closedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly concludedAt: Date | null = null;

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly conclusionVersions: number = 0;

  @Property({ type: 'datetime', length: 3, nullable: true })
  readonly withheldAt: Date | null = null;

  @Field(() => WithholdingType, { nullable: true, description: 'Why moderation withholds its text; whoever opened it and those who moderate read it all the same.' })
  readonly withheld?: WithholdingType | null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  readonly redactedAt: Date | null = null;

  @Field(() => [ModerationDecisionType], { description: 'What moderation says beside it: that passages are covered and why, and what label it has.' })
  readonly markings?: readonly ModerationDecisionType[];

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly versions: number = 0;

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly updates: number = 0;

  @Property({ type: 'text' })
  readonly folded: string = '';

  /** Folded words for the search index, made in the writing transaction. */
  @Property({ type: TextArray, columnType: 'text[]' })
  readonly tokens: string[] = [];
}
