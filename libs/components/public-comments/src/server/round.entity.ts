import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { enumOf, LogKind, Resource } from '@hiroba/server';
import type { AskCard } from '@hiroba/spaces';
import { AskCardType } from '@hiroba/spaces/server';
import type { Profile } from '../domain/profile.ts';
import {
  roundMoves, subjectTypes, type RoundContact, type RoundStage, type RoundText, type RoundWay, type SubjectType, type Suspension, type ViewingPlace,
} from '../domain/round.ts';
import { RoundContactType, RoundProfileType, RoundWayType, SuspensionType, ViewingPlaceType } from './round-parts.type.ts';

export const RoundStageEnum = enumOf(roundMoves.states);
export const SubjectTypeEnum = enumOf(subjectTypes);
registerEnumType(RoundStageEnum, { name: 'RoundStage', description: 'Where people have brought a round.' });
registerEnumType(SubjectTypeEnum, { name: 'RoundSubjectType', description: 'What a round is about.' });

/** One call for opinions on a draft plan. */
@LogKind('round')
@ObjectType()
@Entity({ tableName: 'round' })
export class Round extends Resource implements RoundText {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => ID)
  declare readonly componentId: string;

  @Field(() => RoundStageEnum)
  @Enum({ items: () => RoundStageEnum })
  readonly stage: RoundStage = 'DRAFT';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly title!: string;

  @Field(() => String, { description: 'How the title is read, in kana.' })
  @Property({ type: 'text' })
  readonly titleKana: string = '';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly summary: string = '';

  @Field(() => String, { description: 'The summary in easy Japanese.' })
  @Property({ type: 'text' })
  readonly easySummary: string = '';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly locale!: string;

  @Field(() => SubjectTypeEnum)
  @Enum({ items: () => SubjectTypeEnum })
  readonly subjectType: SubjectType = 'OTHER';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly policyField: string = '';

  @Field(() => String, { description: 'The office in charge.' })
  @Property({ type: 'text' })
  readonly office: string = '';

  @Field(() => RoundContactType)
  @Property({ type: 'json' })
  readonly contact: RoundContact = { phone: '', mail: '', address: '' };

  @Field(() => AskCardType)
  @Property({ type: 'json' })
  readonly ask: AskCard = {};

  @Field(() => [RoundWayType], { description: 'The ways by which opinions are taken.' })
  @Property({ type: 'json' })
  readonly ways: readonly RoundWay[] = [];

  @Field(() => [ViewingPlaceType], { description: 'Where the draft plan lies open on paper.' })
  @Property({ type: 'json' })
  readonly places: readonly ViewingPlace[] = [];

  @Field(() => RoundProfileType)
  @Property({ type: 'json' })
  readonly profile!: Profile;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly legalBasis: string = '';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly clause: string = '';

  @Field(() => String, { description: 'The time zone its dates are meant in.' })
  @Property({ type: 'text' })
  readonly zone!: string;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly opensAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'From when nothing is taken any more.' })
  @Property({ type: 'datetime', nullable: true })
  readonly closesAt: Date | null = null;

  @Field(() => String, { description: 'Why the period is shorter than the procedure asks for.' })
  @Property({ type: 'text' })
  readonly shortPeriodReason: string = '';

  @Field(() => [SuspensionType])
  @Property({ type: 'json' })
  readonly suspensions: readonly Suspension[] = [];

  @Field(() => Date, { nullable: true, description: 'Until when the city promises its answer.' })
  @Property({ type: 'datetime', nullable: true })
  readonly responseDueAt: Date | null = null;

  @Field(() => String, { description: 'Why the answer is late.' })
  @Property({ type: 'text' })
  readonly overdueReason: string = '';

  @Property({ type: 'json' })
  readonly authorIds: readonly string[] = [];

  @Field(() => String, { nullable: true, description: 'PREFIX-PC-YYYY-N, drawn when it is scheduled.' })
  @Property({ type: 'text', nullable: true })
  readonly reference: string | null = null;

  @Property({ type: 'datetime', nullable: true })
  readonly draftedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When its notice was published.' })
  @Property({ type: 'datetime', nullable: true })
  readonly scheduledAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When the counts were confirmed and the intake ended.' })
  @Property({ type: 'datetime', nullable: true })
  readonly tailClosedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly answeredAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was adopted, not adopted, withdrawn, or declared not held.' })
  @Property({ type: 'datetime', nullable: true })
  readonly endedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When names and contacts of those who wrote were destroyed.' })
  @Property({ type: 'datetime', nullable: true })
  readonly disposedAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  readonly changedAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'Under which exemption it was not held.' })
  @Property({ type: 'text', nullable: true })
  readonly exemption: string | null = null;

  @Field(() => String, { description: 'The other procedure that stands in for it.' })
  @Property({ type: 'text' })
  readonly equivalent: string = '';

  @Property({ type: 'text' })
  readonly returnReason: string = '';

  /** Which review is running or was the last: approvals of an earlier one count no more. */
  @Property({ type: 'integer' })
  readonly review: number = 0;

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly noticeVersions: number = 0;

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly resultVersions: number = 0;
}
