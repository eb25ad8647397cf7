import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { LocalizedTextInput, LocalizedTextType, outcome } from '@hiroba/server';
import type { Publication, TypedRule } from '../domain/policy.ts';
import { ModerationRuleType } from './moderation.types.ts';

/** The rules of the city in one version, published and never changed again. */
@ObjectType('ModerationPolicy')
export class ModerationPolicyType {
  @Field(() => Int)
  readonly version!: number;

  @Field(() => Date)
  readonly publishedAt!: Date;

  @Field(() => Date, { description: 'From when on they are in force; the first of a city from its beginning.' })
  readonly effectiveAt!: Date;

  @Field(() => String, { nullable: true, description: 'Why they could not wait two weeks.' })
  readonly urgentReason!: string | null;

  @Field(() => String, { description: 'Of the canonical JSON of the rules, as the log has it.' })
  readonly sha256!: string;

  @Field(() => ID, { nullable: true, description: 'The log entry of their publication.' })
  readonly entryId!: string | null;

  @Field(() => [ModerationRuleType])
  readonly rules!: readonly ModerationRuleType[];
}

/** A rule as those who write it see it: in both languages. */
@ObjectType('WrittenRule')
export class WrittenRuleType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Int)
  readonly version!: number;

  @Field(() => LocalizedTextType)
  readonly title!: LocalizedText;

  @Field(() => LocalizedTextType)
  readonly text!: LocalizedText;

  @Field(() => String)
  readonly severity!: string;
}

/** The next version of the rules, as it is written so far. */
@ObjectType('RulesDraft')
export class RulesDraftType {
  @Field(() => Int)
  readonly version!: number;

  /** Null while it is a draft. */
  readonly publishedAt!: Date | null;

  @Field(() => [WrittenRuleType])
  readonly rules!: readonly WrittenRuleType[];
}

/** What is typed of a rule. */
@InputType('RuleInput')
export class RuleInput implements TypedRule {
  @Field(() => String, { description: 'Empty for a new one.' })
  id!: string;

  @Field(() => LocalizedTextInput)
  title!: LocalizedTextInput;

  @Field(() => LocalizedTextInput)
  text!: LocalizedTextInput;

  @Field(() => String, { description: 'LOW, MEDIUM, HIGH or CRITICAL.' })
  severity!: string;
}

/** How rules come into force. */
@InputType('RulesPublication')
export class PublicationInput implements Publication {
  @Field(() => Date, { nullable: true, description: 'At least 14 days ahead, unless it is urgent.' })
  effectiveAt!: Date | null;

  @Field(() => String, { defaultValue: '', description: 'Why it cannot wait; empty where it can.' })
  urgent!: string;
}

/** The draft of the rules, or why not. */
export const RulesOutcome = outcome('RulesOutcome', RulesDraftType);
