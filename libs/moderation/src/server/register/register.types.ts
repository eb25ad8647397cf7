import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { enumOf, LocalizedTextType, pageOf } from '@hiroba/server';
import { registerOutcomes, type RegisterOutcome } from '../../domain/register.ts';

/** The GraphQL enum of what became of decisions by an appeal. */
export const RegisterOutcomeEnum = enumOf(registerOutcomes);
registerEnumType(RegisterOutcomeEnum, {
  name: 'RegisterOutcome',
  description: 'What became of a decision by an appeal: NONE was made, one is OPEN, or how the last one ended.',
});

/** A decision of those who moderate as the register tells it to everybody: no text, no name, no free words. */
@ObjectType('RegisteredDecision')
export class RegisteredDecisionType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String, { description: 'What was decided: HIDE, RESTORE, DISMISS and so on.' })
  readonly kind!: string;

  @Field(() => String, { description: 'About what kind of thing: comment, proposal, debate, account.' })
  readonly thing!: string;

  @Field(() => String, { description: 'The rule, as R3.' })
  readonly rule!: string;

  @Field(() => Int)
  readonly version!: number;

  @Field(() => String, { description: 'What the rule is about, in the language of the reader.' })
  readonly ruleTitle!: string;

  @Field(() => String, { nullable: true, description: 'Why reports were dismissed, as a code.' })
  readonly reasonCode!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it ends by itself; null where it does not.' })
  readonly endsAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether two persons decided.' })
  readonly secondPerson!: boolean;

  @Field(() => Boolean, { description: 'Whether a signal led to it and no report.' })
  readonly automated!: boolean;

  @Field(() => RegisterOutcomeEnum)
  readonly outcome!: RegisterOutcome;

  @Field(() => LocalizedTextType, { description: 'The space in which it stood.' })
  readonly within!: LocalizedText;

  @Field(() => ID, { nullable: true, description: 'The log entry of the decision.' })
  readonly entryId!: string | null;
}

/** A page of the register of decisions. */
export const RegisterPageType = pageOf('RegisterPage', RegisteredDecisionType);
