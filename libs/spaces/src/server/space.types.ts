import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LocalizedText, PhaseStatus } from '@hiroba/kernel';
import { LocalizedTextType } from '@hiroba/server';

/** The GraphQL enum of where a phase stands. */
export const PhaseStatusEnum = { UPCOMING: 'UPCOMING', OPEN: 'OPEN', PAST: 'PAST' } as const;
registerEnumType(PhaseStatusEnum, { name: 'PhaseStatus' });

/** The actions a phase opens in one component. */
@ObjectType()
export class PhaseActions {
  @Field(() => ID)
  componentId!: string;

  @Field(() => [String])
  actions!: readonly string[];
}

/** A dated window of a space; where it stands is computed when asked. */
@ObjectType('SpacePhase')
export class SpacePhaseType {
  @Field(() => String)
  key!: string;

  @Field(() => LocalizedTextType)
  title!: LocalizedText;

  @Field(() => LocalizedTextType)
  text!: LocalizedText;

  @Field(() => LocalizedTextType, { nullable: true })
  callToAction?: LocalizedText | null;

  @Field(() => Date)
  opensAt!: Date;

  @Field(() => Date, { nullable: true })
  closesAt!: Date | null;

  @Field(() => PhaseStatusEnum)
  status!: PhaseStatus;

  @Field(() => [PhaseActions])
  allows!: PhaseActions[];
}

/** A phase as one component sees it: the facts its rules read. */
@ObjectType('ComponentPhase')
export class ComponentPhaseType {
  @Field(() => String)
  key!: string;

  @Field(() => Date)
  opensAt!: Date;

  @Field(() => Date, { nullable: true })
  closesAt!: Date | null;

  @Field(() => [String])
  allows!: readonly string[];
}

/** The picture at the head of a space; alternative words in no language mean that it is decoration. */
@ObjectType('Hero')
export class HeroType {
  @Field(() => String, { description: 'The address of the picture.' })
  src!: string;

  @Field(() => String, { description: 'The address of the same picture, 640 pixels wide.' })
  srcSmall!: string;

  @Field(() => Int)
  width!: number;

  @Field(() => Int)
  height!: number;

  @Field(() => LocalizedTextType, { description: 'What it shows, for those who do not see it.' })
  alt!: LocalizedText;
}

/** A change of dates with the reason the office gave. */
@ObjectType()
export class DateChange {
  @Field(() => Date)
  at!: Date;

  @Field(() => String)
  reason!: string;
}
