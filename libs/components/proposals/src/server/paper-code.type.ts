import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { outcome } from '@hiroba/server';
import { PaperCode } from './paper-code.entity.ts';

/** What became of a text, as whoever holds its code is told. */
@ObjectType('PaperText')
export class PaperText {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { nullable: true })
  readonly reference!: string | null;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String, { description: 'Its page, below the language.' })
  readonly path!: string;

  @Field(() => Date)
  readonly receivedAt!: Date;

  @Field(() => Boolean, { description: 'Whether the city has answered it.' })
  readonly answered!: boolean;

  @Field(() => Boolean, { description: 'Whether its code takes it over now.' })
  readonly open!: boolean;

  @Field(() => Date)
  readonly expiresAt!: Date;
}

export const PaperCodeOutcome = outcome('PaperCodeOutcome', PaperCode);
export const PaperTextOutcome = outcome('PaperTextOutcome', PaperText);
export type FoundPaper = PaperText | Refusal;
