import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { pageOf } from '@hiroba/server';
import { AppealType } from '../appeal.types.ts';

/** A decision about a contribution of the viewer, or about themselves, with its reason and the way to appeal. */
@ObjectType('DecisionAboutMe')
export class DecisionAboutMeType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly kind!: string;

  @Field(() => String, { description: 'The rule, as R3.' })
  readonly rule!: string;

  /** What the rule is about, in the languages it is written in. */
  readonly titles!: LocalizedText;

  @Field(() => String, { description: 'Plain words of whoever decided.' })
  readonly reason!: string;

  @Field(() => String, { description: 'The language of the reason.' })
  readonly locale!: string;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => Date, { nullable: true, description: 'When it ends by itself; null where it does not.' })
  readonly endsAt!: Date | null;

  @Field(() => String, { description: 'What it is about: comment, proposal, debate, account.' })
  readonly subjectKind!: string;

  @Field(() => ID)
  readonly subjectId!: string;

  @Field(() => String, { nullable: true, description: 'How the own text begins; null where it is gone.' })
  readonly excerpt!: string | null;

  @Field(() => String, { nullable: true, description: 'The language of the text.' })
  readonly textLocale!: string | null;

  @Field(() => String, { nullable: true, description: 'Its page, below the language; null where it is gone.' })
  readonly path!: string | null;

  @Field(() => Date, { nullable: true, description: 'Until when it can be appealed; null where it cannot.' })
  readonly until!: Date | null;

  @Field(() => ID, { nullable: true, description: 'The log entry of the decision; its receipt has what proves what was decided about.' })
  readonly entryId!: string | null;

  @Field(() => AppealType, { nullable: true, description: 'The own appeal of the viewer.' })
  readonly appeal!: AppealType | null;
}

/** A page of decisions about the viewer. */
export const DecisionsAboutMePage = pageOf('DecisionsAboutMePage', DecisionAboutMeType);
