import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { enumOf, logLists } from '@hiroba/server';
import { WordsType } from './gathered.types.ts';

/** The GraphQL enum of the lists in which log entries are shown. */
export const LogListEnum = enumOf(logLists);
registerEnumType(LogListEnum, {
  name: 'LogList',
  description: 'What happens in a city, or what those who work for it do.',
});

/** Who acted: never an account. */
export const LogActorEnum = enumOf(['PARTICIPANT', 'STAFF', 'MODERATOR', 'SYSTEM']);
export type LogActor = keyof typeof LogActorEnum;
registerEnumType(LogActorEnum, { name: 'LogActor', description: 'Who acted: a role, never an account.' });

/** A log entry as a list shows it. */
@ObjectType()
export class LogLine {
  @Field(() => ID, { description: 'The id of its event.' })
  readonly id!: string;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String, { description: 'What was done, in words.' })
  readonly act!: string;

  @Field(() => String, { description: 'Who did what, as a plain sentence.' })
  readonly said!: string;

  @Field(() => LogActorEnum, { nullable: true })
  readonly actor!: LogActor | null;

  @Field(() => WordsType, { nullable: true, description: 'The office that signed the act.' })
  readonly office!: WordsType | null;

  @Field(() => String, { nullable: true, description: 'The kind of reason that was given, in words.' })
  readonly reason!: string | null;

  @Field(() => WordsType, {
    nullable: true,
    description: 'What it is about; null where that has no words of its own, or none that the viewer may read.',
  })
  readonly title!: WordsType | null;

  @Field(() => String, { nullable: true, description: 'Its address, below the language.' })
  readonly path!: string | null;

  @Field(() => WordsType, { nullable: true, description: 'The space it happened in.' })
  readonly within!: WordsType | null;

  @Field(() => Boolean, { description: 'Whether what it is about can no longer, or not yet, be read.' })
  readonly gone!: boolean;
}

/** A heading of a list of log entries. */
@ObjectType()
export class LogKindName {
  @Field(() => String)
  readonly kind!: string;

  @Field(() => String)
  readonly name!: string;
}
