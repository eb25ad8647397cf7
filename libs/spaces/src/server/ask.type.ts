import { Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { LocalizedTextInput, LocalizedTextType } from '@hiroba/server';
import { promises, type AskPromise } from '../domain/ask.ts';

/** The GraphQL enum of what a city promises. */
export const AskPromiseEnum = Object.fromEntries(promises.map((value) => [value, value]));
registerEnumType(AskPromiseEnum, { name: 'AskPromise', description: 'What the city promises to do with what people say.' });

/** The card on top of a space: what is asked, by whom it is decided, until when. */
@ObjectType('AskCard')
export class AskCardType {
  @Field(() => LocalizedTextType, { nullable: true, description: 'What is to be decided.' })
  decided?: LocalizedText;

  @Field(() => LocalizedTextType, { nullable: true, description: 'What can change.' })
  changeable?: LocalizedText;

  @Field(() => LocalizedTextType, { nullable: true, description: 'What cannot change.' })
  fixed?: LocalizedText;

  @Field(() => LocalizedTextType, { nullable: true, description: 'Who decides.' })
  decider?: LocalizedText;

  @Field(() => LocalizedTextType, { nullable: true, description: 'By when.' })
  deadline?: LocalizedText;

  @Field(() => LocalizedTextType, { nullable: true, description: 'What input helps.' })
  wanted?: LocalizedText;

  @Field(() => AskPromiseEnum, { nullable: true })
  promise?: AskPromise | null;
}

/** An ask card as staff send it. */
@InputType('AskCardInput')
export class AskCardInput {
  @Field(() => LocalizedTextInput, { nullable: true })
  decided?: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true })
  changeable?: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true })
  fixed?: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true })
  decider?: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true })
  deadline?: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true })
  wanted?: LocalizedTextInput;

  @Field(() => AskPromiseEnum, { nullable: true })
  promise?: AskPromise | null;
}
