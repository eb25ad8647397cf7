import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { outcome } from '@hiroba/server';

/** Something that was reported of a text, as those who moderate read it: never who reported it. */
@ObjectType('ModerationReport')
export class ModerationReportType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'The rule, as R3.' })
  readonly rule!: string;

  @Field(() => Int)
  readonly version!: number;

  /** What the rule is about, in the languages it is written in. */
  readonly titles!: LocalizedText;

  @Field(() => String, { description: 'What whoever reported it added; may be empty.' })
  readonly note!: string;

  @Field(() => String, { description: 'The language of the note.' })
  readonly locale!: string;

  @Field(() => Date, {
    nullable: true,
    description: 'Until when somebody without an account gets an answer; null where it was reported with one.',
  })
  readonly answerBy!: Date | null;

  /** An instant; where it was read as json, its text. */
  readonly at!: Date | string;
}

/** A case that somebody has just reported something to. */
@ObjectType('ReportedCase')
export class ReportedCaseType {
  @Field(() => ID)
  readonly id!: string;
}

/** A report that has come in, or why not. */
export const ReportOutcome = outcome('ReportOutcome', ReportedCaseType);
