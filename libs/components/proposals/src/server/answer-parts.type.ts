import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Refusal, type LocalizedText } from '@hiroba/kernel';
import { enumOf, LocalizedTextInput, LocalizedTextType } from '@hiroba/server';
import {
  answerReasons, statusIcons, statusTones, type AnswerKind, type AnswerReason, type AnswerStatus, type StatusIcon, type StatusTone,
} from '../domain/answer.ts';
import type { AnswerInput } from '../domain/answer.commands.ts';
import { AnswerKindEnum } from './proposal.entity.ts';

export const AnswerReasonEnum = enumOf(answerReasons);
registerEnumType(AnswerReasonEnum, { name: 'AnswerReason' });

/** A status of a place: what an answer is called there, with its sign and colour. */
@ObjectType('ProposalAnswerStatus')
export class AnswerStatusType implements AnswerStatus {
  @Field(() => String)
  readonly key!: string;

  @Field(() => AnswerKindEnum)
  readonly kind!: AnswerKind;

  @Field(() => LocalizedTextType)
  readonly label!: LocalizedText;

  @Field(() => String, { description: `One of ${statusIcons.join(', ')}.` })
  readonly icon!: StatusIcon;

  @Field(() => String, { description: `One of ${statusTones.join(', ')}.` })
  readonly tone!: StatusTone;
}

/** One answer of the city; corrections keep the earlier ones. */
@ObjectType('ProposalAnswer')
export class ProposalAnswerType {
  @Field(() => Int)
  readonly n!: number;

  @Field(() => AnswerKindEnum, { nullable: true, description: 'Null where the answer was taken back.' })
  readonly kind!: AnswerKind | null;

  @Field(() => AnswerStatusType, { nullable: true })
  readonly status!: AnswerStatus | null;

  @Field(() => LocalizedTextType)
  readonly text!: LocalizedText;

  @Field(() => String)
  readonly office!: string;

  @Field(() => AnswerReasonEnum, { nullable: true })
  readonly reasonCode!: AnswerReason | null;

  @Field(() => Float, { nullable: true, description: 'Whole yen.' })
  readonly costYen!: number | null;

  @Field(() => String, { nullable: true })
  readonly costNote!: string | null;

  @Field(() => String, { nullable: true, description: 'When it will be done.' })
  readonly period!: string | null;

  @Field(() => [String], { description: 'Addresses of what came of it.' })
  readonly results!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Why an earlier answer was corrected or taken back.' })
  readonly reason!: string | null;

  @Field(() => Date)
  readonly at!: Date;
}

/** What the city says to a proposal. */
@InputType('ProposalAnswerInput')
export class ProposalAnswerInputType implements AnswerInput {
  @Field(() => String, { nullable: true, description: 'The key of a status of the place.' })
  status?: string | null;

  @Field(() => AnswerKindEnum, { nullable: true, description: 'Where no status is named: the first one of this kind.' })
  kind?: AnswerKind | null;

  @Field(() => LocalizedTextInput)
  text!: LocalizedTextInput;

  @Field(() => String)
  office!: string;

  @Field(() => AnswerReasonEnum, { nullable: true })
  reasonCode?: AnswerReason | null;

  @Field(() => Float, { nullable: true })
  costYen?: number | null;

  @Field(() => String, { nullable: true })
  costNote?: string | null;

  @Field(() => String, { nullable: true })
  period?: string | null;

  @Field(() => [String], { nullable: true })
  results?: string[] | null;

  @Field(() => String, { nullable: true })
  reason?: string | null;
}

/** What became of one proposal in an act about many. */
@ObjectType('AnsweredItem')
export class AnsweredItemType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'Its title, where the viewer may read it.' })
  readonly title!: string | null;

  @Field(() => Refusal, { nullable: true, description: 'Why nothing was done about it; null where it was.' })
  readonly refusal!: Refusal | null;
}

/** What an act about many proposals did, one by one. */
@ObjectType('AnswersReport')
export class AnswersReportType {
  @Field(() => ID, { description: 'The act; the log entries of its answers name it.' })
  readonly id!: string;

  @Field(() => Int)
  readonly done!: number;

  @Field(() => [AnsweredItemType])
  readonly items!: readonly AnsweredItemType[];
}
