import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { enumOf, LogKind, Resource } from '@hiroba/server';
import { publicities, type OpinionText, type Publicity } from '../domain/opinion.ts';
import type { ConsiderationInput } from '../domain/opinion.commands.ts';
import type { TextRange } from '../domain/text-ranges.ts';

export const PublicityEnum = enumOf(publicities);
registerEnumType(PublicityEnum, { name: 'OpinionPublicity', description: 'How much of an opinion is published.' });

/** One point inside a submission, for those who work on its round. */
@LogKind('opinion')
@ObjectType()
@Entity({ tableName: 'opinion' })
export class Opinion extends Resource implements OpinionText {
  @Field(() => ID)
  declare readonly id: string;

  @Property({ type: 'uuid' })
  readonly roundId!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  readonly submissionId!: string;

  @Field(() => Int, { description: 'Its place in its submission, from 1 on.' })
  @Property({ type: 'integer' })
  readonly n!: number;

  /** The number of its submission, by which lists go; given with the opinion. */
  @Property({ type: 'integer', nullable: true })
  readonly place: number | null = null;

  @Property({ type: 'json' })
  readonly ranges: readonly TextRange[] = [];

  @Field(() => ID, { nullable: true, description: 'The opinions that were answered together.' })
  @Property({ type: 'uuid', nullable: true })
  readonly groupId: string | null = null;

  /** Whether somebody decided that it is answered by itself, whatever is like it. */
  @Property({ type: 'boolean' })
  readonly apart: boolean = false;

  /** By what the same text is found again. */
  @Property({ type: 'text', nullable: true })
  readonly textKey: string | null = null;

  @Field(() => String, { description: 'Whose section prepares the answer.' })
  @Property({ type: 'text' })
  readonly assigned: string = '';

  @Field(() => String, { nullable: true, description: 'Until which day the section answers, as 2026-11-22.' })
  @Property({ type: 'date', nullable: true })
  readonly dueOn: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly office: string = '';

  @Field(() => String, { nullable: true, description: 'What the city did with it: a code of the procedure.' })
  @Property({ type: 'text', nullable: true })
  readonly disposition: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly reason: string = '';

  @Field(() => String, { description: "The city's view." })
  @Property({ type: 'text' })
  readonly reply: string = '';

  @Field(() => String, { description: 'What of the plan is changed for it.' })
  @Property({ type: 'text' })
  readonly planChange: string = '';

  @Field(() => PublicityEnum)
  @Enum({ items: () => PublicityEnum })
  readonly publicity: Publicity = 'FULL';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly summary: string = '';

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly consideredAt: Date | null = null;

  @Property({ type: 'uuid', nullable: true })
  readonly consideredBy: string | null = null;
}

/** What staff say of an opinion. */
@InputType('ConsiderationInput')
export class ConsiderationInputType implements ConsiderationInput {
  @Field(() => String)
  readonly disposition!: string;

  @Field(() => String)
  readonly reply!: string;

  @Field(() => String, { defaultValue: '' })
  readonly reason!: string;

  @Field(() => String, { defaultValue: '' })
  readonly planChange!: string;

  @Field(() => String, { defaultValue: '' })
  readonly office!: string;

  @Field(() => PublicityEnum, { defaultValue: 'FULL' })
  readonly publicity!: Publicity;

  @Field(() => String, { defaultValue: '' })
  readonly summary!: string;
}

/** A row of the result: an opinion as it is published, and what the city says to it. */
@ObjectType()
export class ResultRow {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Int, { description: 'The number of its submission.' })
  readonly number!: number;

  @Field(() => Int)
  readonly n!: number;

  @Field(() => String, { nullable: true, description: 'Where in the draft plan it is about; null where it is about all of it.' })
  readonly path!: string | null;

  @Field(() => Int, { nullable: true, description: 'On which page of the draft plan.' })
  readonly page!: number | null;

  @Field(() => String, { nullable: true, description: 'The opinion without what is redacted; null where it is not published.' })
  readonly text!: string | null;

  @Field(() => Boolean, { description: 'Whether it is given in a summary.' })
  readonly summarised!: boolean;

  @Field(() => String, { nullable: true, description: 'Null until the result is out.' })
  readonly disposition!: string | null;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => String)
  readonly reply!: string;

  @Field(() => String)
  readonly planChange!: string;

  @Field(() => String)
  readonly office!: string;

  @Field(() => Int, { description: 'How many opinions were answered together with it, itself included.' })
  readonly together!: number;
}
