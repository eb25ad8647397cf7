import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { enumOf } from '@hiroba/server';
import { checkPoints, type CheckPoint } from '../domain/round.checklist.ts';
import { unitKinds, unitRelations, type PlanUnit, type UnitKind, type UnitRelation } from '../domain/plan.ts';
import { noticeKinds, type ExternalDecision, type NoticeChange, type NoticeKind } from '../domain/procedure.ts';

export const RoundNoticeKindEnum = enumOf(noticeKinds);
export const RoundUnitKindEnum = enumOf(unitKinds);
export const RoundUnitRelationEnum = enumOf(unitRelations);
export const RoundCheckPointEnum = enumOf(checkPoints);
registerEnumType(RoundNoticeKindEnum, { name: 'RoundNoticeKind', description: 'What a notice of a round says.' });
registerEnumType(RoundUnitKindEnum, { name: 'RoundUnitKind', description: 'What a unit of a draft plan is.' });
registerEnumType(RoundUnitRelationEnum, { name: 'RoundUnitRelation', description: 'What became of a unit since the version before.' });
registerEnumType(RoundCheckPointEnum, { name: 'RoundCheckPoint', description: 'A point that a draft is checked for.' });

/** One part of a notice that changed. */
@ObjectType('RoundNoticeChange')
export class RoundNoticeChangeType implements NoticeChange {
  @Field(() => String)
  readonly field!: string;

  @Field(() => String)
  readonly before!: string;

  @Field(() => String)
  readonly after!: string;
}

/** A notice as it was published; it never changes. */
@ObjectType('RoundNotice')
export class RoundNoticeType {
  @Field(() => RoundNoticeKindEnum)
  readonly kind!: NoticeKind;

  @Field(() => Int)
  readonly n!: number;

  @Field(() => Date)
  readonly publishedAt!: Date;

  @Field(() => String, { description: 'Its bytes as canonical JSON (RFC 8785).' })
  readonly snapshot!: string;

  @Field(() => String, { description: 'The SHA-256 of these bytes, as the log has it.' })
  readonly sha256!: string;

  @Field(() => String, { nullable: true, description: 'The words of a result, of a decision, of why there is none.' })
  readonly text!: string | null;

  @Field(() => String, { nullable: true, description: 'The day of a decision, as 2026-11-22.' })
  readonly on!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a new draft will follow.' })
  readonly again!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Where the originals can be read, where opinions are summarised.' })
  readonly originalsRoute!: string | null;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => Boolean, { description: 'Whether the change mattered to whoever writes.' })
  readonly material!: boolean;

  @Field(() => [RoundNoticeChangeType])
  readonly changes!: readonly RoundNoticeChangeType[];
}

/** A unit of a draft plan: a heading, a paragraph, an item, a row of a table. */
@ObjectType('RoundUnit')
export class RoundUnitType implements PlanUnit {
  @Field(() => String, { description: 'The same from version to version.' })
  readonly id!: string;

  @Field(() => RoundUnitKindEnum)
  readonly kind!: UnitKind;

  @Field(() => Int)
  readonly level!: number;

  @Field(() => String)
  readonly path!: string;

  @Field(() => String)
  readonly text!: string;

  @Field(() => Int, { nullable: true })
  readonly page!: number | null;

  @Field(() => RoundUnitRelationEnum)
  readonly relation!: UnitRelation;

  @Field(() => [String], { description: 'The units of the version before that it came from.' })
  readonly from!: readonly string[];
}

/** The text of a plan as units. */
@ObjectType('RoundPlan')
export class RoundPlanType {
  @Field(() => Int)
  readonly n!: number;

  @Field(() => String)
  readonly sha256!: string;

  @Field(() => Date)
  readonly importedAt!: Date;

  @Field(() => Boolean, { description: 'Whether it stands for good.' })
  readonly frozen!: boolean;

  @Field(() => Int, { description: 'How many units it has.' })
  readonly size!: number;

  @Field(() => [RoundUnitType], { description: 'Its headings, as a table of contents shows them.' })
  readonly headings!: readonly RoundUnitType[];

  @Field(() => [RoundUnitType])
  readonly units!: readonly RoundUnitType[];

  @Field(() => [RoundUnitType], { description: 'What stood in the version before and is no longer in the plan.' })
  readonly removed!: readonly RoundUnitType[];
}

/** A decision made in the city's own system. */
@ObjectType('RoundExternalDecision')
export class RoundExternalDecisionType implements ExternalDecision {
  @Field(() => String)
  readonly number!: string;

  @Field(() => String)
  readonly on!: string;
}

/** One approval, for those who work there. */
@ObjectType('RoundStep')
export class RoundStepType {
  @Field(() => String, { description: 'NOTICE or RESULT.' })
  readonly what!: string;

  @Field(() => Int)
  readonly review!: number;

  @Field(() => Int)
  readonly n!: number;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String, { description: 'Who approved it.' })
  readonly by!: string;

  @Field(() => String)
  readonly note!: string;

  @Field(() => RoundExternalDecisionType, { nullable: true })
  readonly external!: RoundExternalDecisionType | null;
}

/** What is proposed as the result, for those who approve it. */
@ObjectType('RoundProposed')
export class RoundProposedType {
  @Field(() => String)
  readonly text!: string;

  @Field(() => Boolean)
  readonly summarised!: boolean;

  @Field(() => String)
  readonly originalsRoute!: string;
}

/** A point of the list before approval is asked. */
@ObjectType('RoundCheck')
export class RoundCheckType {
  @Field(() => RoundCheckPointEnum)
  readonly point!: CheckPoint;

  @Field(() => String, { nullable: true, description: 'What is missing, in words; nothing where it is done.' })
  readonly missing!: string | null;

  @Field(() => String, { nullable: true, description: 'The field that must change.' })
  readonly field!: string | null;
}

/** The days of a period as its procedure counts them. */
@ObjectType('RoundDays')
export class RoundDaysType {
  @Field(() => String)
  readonly first!: string;

  @Field(() => String)
  readonly last!: string;

  @Field(() => Int)
  readonly days!: number;

  @Field(() => Int)
  readonly minDays!: number;

  @Field(() => Boolean)
  readonly isShort!: boolean;

  @Field(() => [String])
  readonly warnings!: readonly string[];
}

/** One kind of gap that keeps a result from being published. */
@ObjectType('RoundGap')
export class RoundGapType {
  @Field(() => String)
  readonly code!: string;

  @Field(() => Int)
  readonly count!: number;

  @Field(() => String, { nullable: true })
  readonly path!: string | null;
}

/** What only those who work there see of a round: what is to be done, who approved, what is missing. */
@ObjectType('RoundWork')
export class RoundWorkType {
  @Field(() => Boolean, { description: 'Whether the viewer wrote in it, and so does not approve it.' })
  readonly wrote!: boolean;

  @Field(() => String)
  readonly returnReason!: string;

  @Field(() => Int)
  readonly review!: number;

  @Field(() => [RoundStepType])
  readonly steps!: readonly RoundStepType[];

  @Field(() => [RoundCheckType])
  readonly checks!: readonly RoundCheckType[];

  @Field(() => [RoundGapType])
  readonly gaps!: readonly RoundGapType[];

  @Field(() => RoundProposedType, { nullable: true })
  readonly proposed!: RoundProposedType | null;
}

/** A decision made in the city's own system, as staff type it. */
@InputType('RoundExternalDecisionInput')
export class RoundExternalDecisionInput implements ExternalDecision {
  @Field(() => String)
  readonly number!: string;

  @Field(() => String, { description: 'The day, as 2026-11-22.' })
  readonly on!: string;
}

/** A result as staff type it. */
@InputType('RoundResultInput')
export class RoundResultInput {
  @Field(() => String)
  readonly text!: string;

  @Field(() => Boolean, { defaultValue: false })
  readonly summarised!: boolean;

  @Field(() => String, { defaultValue: '' })
  readonly originalsRoute!: string;
}
