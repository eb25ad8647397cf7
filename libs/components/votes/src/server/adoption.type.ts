import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { OverrideCode, OverrideInput, OverrideKind } from '../domain/adoption.ts';

/** What is written of a departure from a count. */
@InputType('VoteOverrideInput')
export class VoteOverrideInputType implements OverrideInput {
  @Field(() => ID, { description: 'The code of the option.' })
  readonly option!: string;

  @Field(() => String, { description: 'INCLUDE, EXCLUDE or REPLACE_BY.' })
  readonly kind!: OverrideKind;

  @Field(() => ID, { nullable: true, defaultValue: null, description: 'The code of the option that takes its place.' })
  readonly replacement!: string | null;

  @Field(() => String, { description: 'LEGAL, TECHNICAL, INCOMPATIBLE_WITH, BELOW_MINIMUM, BUDGET_CHANGED, WITHDRAWN_BY_AUTHOR or AUDIT_OR_COURT.' })
  readonly code!: OverrideCode;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => String, { description: 'The office that decided.' })
  readonly office!: string;

  @Field(() => String, { nullable: true, defaultValue: null, description: 'Number or address of the document of the decision.' })
  readonly document!: string | null;
}

/** A departure from a count that two members of staff stand for. */
@ObjectType('VoteOverride')
export class VoteOverrideType {
  @Field(() => ID)
  readonly option!: string;

  @Field(() => String)
  readonly kind!: string;

  @Field(() => ID, { nullable: true })
  readonly replacement!: string | null;

  @Field(() => String)
  readonly code!: string;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => String)
  readonly office!: string;

  @Field(() => String, { nullable: true })
  readonly document!: string | null;

  @Field(() => Date)
  readonly at!: Date;
}

/** What was counted and what the city adopts, side by side. */
@ObjectType('VoteAdoption')
export class VoteAdoptionType {
  @Field(() => [ID], { description: 'The codes of the options that won the count.' })
  readonly computed!: readonly string[];

  @Field(() => [ID])
  readonly adopted!: readonly string[];

  @Field(() => [VoteOverrideType], { description: 'Why they differ.' })
  readonly entries!: readonly VoteOverrideType[];
}

/** What one member of staff asked a second for. */
@ObjectType('VoteAsked')
export class VoteAskedType {
  @Field(() => String, { description: 'VOID, LOT or OVERRIDE.' })
  readonly act!: string;

  @Field(() => String, { description: 'The reason, the number, or the entry as JSON.' })
  readonly text!: string;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => Boolean, { description: 'Whether the viewer asked, and so cannot be the second.' })
  readonly mine!: boolean;
}

/** How far a count is that goes on by itself. */
@ObjectType('VoteCounting')
export class VoteCountingType {
  @Field(() => Int)
  readonly rounds!: number;

  @Field(() => Boolean, { description: 'Whether it goes on once a lot is drawn.' })
  readonly awaitsLot!: boolean;

  @Field(() => Date)
  readonly at!: Date;
}
