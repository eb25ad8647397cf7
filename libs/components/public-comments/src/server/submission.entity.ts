import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { enumOf, LogKind, Resource } from '@hiroba/server';
import { exclusions, type Exclusion } from '../domain/counting.ts';
import type { Channel } from '../domain/round.ts';
import { lateStates, type LateState, type Revision, type SubmissionText } from '../domain/submission.ts';
import type { TextRange } from '../domain/text-ranges.ts';
import { RoundChannelEnum } from './round-parts.type.ts';

export const ExclusionEnum = enumOf(exclusions);
export const LateStateEnum = enumOf(lateStates);
registerEnumType(ExclusionEnum, { name: 'SubmissionExclusion', description: 'Why a submission is not counted.' });
registerEnumType(LateStateEnum, { name: 'SubmissionLate', description: 'Whether what came too late is taken all the same.' });

/** One kept wording of a submission. */
@ObjectType('SubmissionRevision')
export class RevisionType implements Revision {
  @Field(() => String)
  readonly at!: string;

  @Field(() => String)
  readonly body!: string;
}

/** One act of sending opinions on a draft plan. */
@LogKind('submission')
@ObjectType({ description: 'One act of sending, for whoever holds its receipt and for staff.' })
@Entity({ tableName: 'submission' })
export class Submission extends Resource implements SubmissionText {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => ID)
  declare readonly componentId: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  readonly roundId!: string;

  @Field(() => Int, { nullable: true, description: 'Its number among all, given when the intake ends.' })
  @Property({ type: 'integer', nullable: true })
  readonly number: number | null = null;

  @Property({ type: 'text' })
  readonly receiptHash!: string;

  @Property({ type: 'integer' })
  readonly receiptIssue: number = 1;

  /** The receipt code, only right after sending, for whoever sent it. */
  @Field(() => String, { nullable: true, description: 'The receipt code, right after it was received; nobody can look it up later.' })
  receiptCode?: string;

  @Field(() => RoundChannelEnum)
  @Enum({ items: () => RoundChannelEnum })
  readonly channel!: Channel;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly receivedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly signedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly postmarkAt: Date | null = null;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly enteredAt!: Date;

  @Property({ type: 'uuid', nullable: true })
  readonly enteredBy: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  readonly checkedBy: string | null = null;

  @Field(() => Date, { nullable: true, description: 'When a second person compared it with the sheet.' })
  @Property({ type: 'datetime', nullable: true })
  readonly checkedAt: Date | null = null;

  @Field(() => Int, { description: 'The version of the notice that it answers.' })
  @Property({ type: 'integer' })
  readonly noticeVersion!: number;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly locale!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly body!: string;

  @Field(() => ID, { nullable: true, description: 'The part of the draft plan it is about; without one, all of it.' })
  @Property({ type: 'uuid', nullable: true })
  readonly unitId: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly category: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly extra: string = '';

  @Field(() => Boolean, { description: 'Sent by the form for children and young people.' })
  @Property({ type: 'boolean' })
  readonly child: boolean = false;

  @Field(() => Int, { nullable: true, description: 'How many persons stand behind it; null where nobody is named.' })
  @Property({ type: 'integer', nullable: true })
  readonly persons: number | null = null;

  @Property({ type: 'uuid', nullable: true })
  readonly personId: string | null = null;

  /** Whose one submission it is, where each person may send one. */
  @Property({ type: 'uuid', nullable: true })
  readonly voice: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly source: string | null = null;

  @Field(() => Boolean, { description: 'One of many from the same source within an hour: staff look at it, nothing is refused for it.' })
  @Property({ type: 'boolean' })
  readonly busy: boolean = false;

  @Field(() => LateStateEnum, { nullable: true })
  @Enum({ items: () => LateStateEnum, nullable: true })
  readonly late: LateState | null = null;

  @Field(() => ExclusionEnum, { nullable: true })
  @Enum({ items: () => ExclusionEnum, nullable: true })
  readonly excluded: Exclusion | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly excludedReason: string = '';

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly withdrawnAt: Date | null = null;

  @Field(() => [RevisionType], { description: 'The wordings before this one.' })
  @Property({ type: 'json' })
  readonly revisions: readonly Revision[] = [];

  @Property({ type: 'json' })
  readonly noOpinion: readonly TextRange[] = [];

  @Property({ type: 'datetime', nullable: true })
  readonly readAt: Date | null = null;
}
