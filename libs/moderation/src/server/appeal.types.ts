import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { enumOf, outcome } from '@hiroba/server';
import { appealOutcomes, type AppealOutcome } from '../domain/appealing.ts';

const outcomes = enumOf(appealOutcomes);
registerEnumType(outcomes, {
  name: 'AppealResult',
  description: 'What an appeal came to: the decision stands, it fell, or a milder one took its place.',
});

/** An appeal with the answer to it: never who decided about either. */
@ObjectType('Appeal')
export class AppealType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly text!: string;

  @Field(() => String, { description: 'The language of the appeal.' })
  readonly locale!: string;

  /** An instant; where it was read as json, its text. */
  readonly at!: Date | string;

  @Field(() => outcomes, { nullable: true, description: 'Null while it waits.' })
  readonly outcome!: AppealOutcome | null;

  @Field(() => String, { nullable: true })
  readonly answer!: string | null;

  @Field(() => String, { nullable: true, description: 'The language of the answer.' })
  readonly answerLocale!: string | null;

  /** An instant; where it was read as json, its text. */
  readonly reviewedAt!: Date | string | null;
}

/** The last decision about a text, for whoever it concerns. */
@ObjectType('AppealableDecision')
export class AppealableDecisionType {
  @Field(() => String, { description: 'HIDE for its authors, DISMISS for those who reported it.' })
  readonly kind!: string;

  @Field(() => String, { description: 'The rule, as R3.' })
  readonly rule!: string;

  @Field(() => Int)
  readonly version!: number;

  /** What the rule is about, in the languages it is written in. */
  readonly titles!: LocalizedText;

  @Field(() => String, { description: 'Plain words of whoever decided.' })
  readonly reason!: string;

  @Field(() => String, { description: 'The language of the reason.' })
  readonly locale!: string;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => Date, { description: 'Until when it can be appealed.' })
  readonly until!: Date;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String)
  readonly text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it said before passages of it were covered, for its authors.',
  })
  readonly original!: string | null;

  @Field(() => String, { description: 'The language of the text.' })
  readonly textLocale!: string;

  @Field(() => String, { description: 'Its page, below the language.' })
  readonly path!: string;

  @Field(() => AppealType, { nullable: true, description: 'The own appeal of the viewer.' })
  readonly appeal!: AppealType | null;

  @Field(() => String, {
    nullable: true,
    description: 'The code of why the viewer may not appeal; null where they may.',
  })
  readonly refusal!: string | null;
}

/** What whoever reviews an appeal decides. */
@ArgsType()
export class ReviewArgs {
  @Field(() => String, { description: 'UPHELD, OVERTURNED, or MODIFIED where something milder takes its place.' })
  readonly outcome!: string;

  @Field(() => String, { description: 'To whoever appealed.' })
  readonly answer!: string;

  @Field(() => String, { defaultValue: '', description: 'What takes its place, one of `milder`.' })
  readonly kind!: string;

  @Field(() => String, { defaultValue: '', description: 'Under which rule, as R3.' })
  readonly rule!: string;

  @Field(() => Int, { nullable: true, description: 'How long, counted from the decision that was appealed.' })
  readonly days!: number | null;

  @Field(() => String, { defaultValue: '', description: 'Why, for whoever it concerns.' })
  readonly reason!: string;

  @Field(() => Int, { nullable: true, description: 'The version of the case that was looked at.' })
  readonly seen!: number | null;
}

/** A case whose decision has just been appealed, or whose appeal has just been decided. */
@ObjectType('AppealedCase')
export class AppealedCaseType {
  @Field(() => ID)
  readonly id!: string;
}

/** An appeal that has come in or was decided, or why not. */
export const AppealOutcomeUnion = outcome('AppealOutcome', AppealedCaseType);
