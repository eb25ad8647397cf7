import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { tones, type ToneCode } from '@hiroba/server';

/** The GraphQL enum of how a state stands. */
export const ToneEnum = Object.fromEntries(tones.map((tone) => [tone, tone])) as { [T in ToneCode]: T };
registerEnumType(ToneEnum, { name: 'Tone', description: 'How a state stands, as pages colour it.' });

/** A text in the reader's language where it exists in it, and the language it is in. */
@ObjectType('Words')
export class WordsType {
  @Field(() => String)
  readonly text!: string;

  @Field(() => String)
  readonly lang!: string;
}

/** Something in a list over all libraries. */
@ObjectType({ isAbstract: true })
abstract class Item {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'The library it belongs to; its words begin so.' })
  readonly manifest!: string;

  @Field(() => String, { description: 'What it is: the end of `<manifest>.thing.…`.' })
  readonly kind!: string;

  @Field(() => WordsType)
  readonly title!: WordsType;

  @Field(() => WordsType, { description: 'What it stands in.' })
  readonly within!: WordsType;

  @Field(() => String, { description: 'Its address, below the language.' })
  readonly path!: string;
}

/** Something in which people can take part now. */
@ObjectType()
export class OpenItem extends Item {
  @Field(() => WordsType)
  readonly ask!: WordsType;

  @Field(() => [String], { description: 'What can be done: ends of `<manifest>.action.…`.' })
  readonly actions!: readonly string[];

  @Field(() => Int)
  readonly voices!: number;

  @Field(() => WordsType, { nullable: true, description: 'The office that asks.' })
  readonly office!: WordsType | null;

  @Field(() => Date, { nullable: true })
  readonly closesAt!: Date | null;
}

/** Something of people or of the city, with its state. */
@ObjectType({ isAbstract: true })
abstract class StandingItem extends Item {
  @Field(() => String, { description: 'The end of `<manifest>.state.…`.' })
  readonly state!: string;

  @Field(() => WordsType, { nullable: true, description: "The state in the city's own words." })
  readonly stateWords!: WordsType | null;

  @Field(() => ToneEnum)
  readonly tone!: ToneCode;

  @Field(() => Date)
  readonly at!: Date;
}

/** What the city answered to something that people said. */
@ObjectType()
export class AnswerItem extends StandingItem {
  @Field(() => WordsType)
  readonly text!: WordsType;

  @Field(() => WordsType, { nullable: true, description: 'The office that signed it.' })
  readonly office!: WordsType | null;
}

/** Something a person contributed, and what became of it. */
@ObjectType()
export class Contribution extends StandingItem {
  @Field(() => String, { nullable: true, description: 'What happens next: the end of `<manifest>.due.…`.' })
  readonly due!: string | null;

  @Field(() => Date, { nullable: true })
  readonly dueAt!: Date | null;
}

/** Something the city has to do; its kind is the end of `<manifest>.duty.…`. */
@ObjectType()
export class Duty extends Item {
  @Field(() => Int, { nullable: true, description: 'How many people stand behind it.' })
  readonly count!: number | null;

  @Field(() => Date, { nullable: true })
  readonly dueAt!: Date | null;
}

/** A page below the staff desk, of whatever library. */
@ObjectType()
export class DeskLink {
  @Field(() => String, { description: 'Its address, below the staff desk.' })
  readonly path!: string;

  @Field(() => String)
  readonly name!: string;
}
