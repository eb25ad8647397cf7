import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { outcome } from '@hiroba/server';

/** A case about which something was just decided or asked for. */
@ObjectType('JudgedCase')
export class JudgedCaseType {
  @Field(() => ID)
  readonly id!: string;

  /** A state of cases. */
  readonly state!: string;
}

/** A grave decision that waits for a second person. */
@ObjectType('ProposedDecision')
export class ProposedDecisionType {
  @Field(() => String, { description: 'SUSPEND or BLOCK.' })
  readonly kind!: string;

  @Field(() => String, { description: 'The rule, as R3.' })
  readonly rule!: string;

  readonly titles!: LocalizedText;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => String, { description: 'The language of the reason.' })
  readonly locale!: string;

  @Field(() => Int, { nullable: true, description: 'For how long; null for good.' })
  readonly days!: number | null;

  @Field(() => Date, { description: 'Until when a second person may agree.' })
  readonly until!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The code of why the viewer may not agree; null where they may.',
  })
  readonly refusal!: string | null;
}

/** A case, or why not. */
export const JudgedOutcome = outcome('JudgedOutcome', JudgedCaseType);
