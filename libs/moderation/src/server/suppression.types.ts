import { Field, ID, ObjectType } from '@nestjs/graphql';
import { outcome } from '@hiroba/server';

/** Words that were taken away, before whoever reviews the appeal about them. */
@ObjectType('SealedText')
export class SealedTextType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly text!: string;
}

/** What was taken away, or why not. */
export const SealedTextOutcome = outcome('SealedTextOutcome', SealedTextType);
