import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { enumOf, LocalizedTextType } from '@hiroba/server';
import { bases, profileKeys, type Basis, type Category, type Disposition, type FieldNeed, type Profile, type ProfileKey } from '../domain/profile.ts';
import { channels, roundStatuses, type Channel, type RoundContact, type RoundWay, type Suspension, type ViewingPlace } from '../domain/round.ts';

export const RoundStatusEnum = enumOf(roundStatuses);
export const RoundChannelEnum = enumOf(channels);
export const RoundBasisEnum = enumOf(bases);
export const RoundProfileKeyEnum = enumOf(profileKeys);
registerEnumType(RoundStatusEnum, { name: 'RoundStatus', description: 'Where a round stands for everybody at this instant.' });
registerEnumType(RoundChannelEnum, { name: 'RoundChannel', description: 'A way by which opinions reach the city.' });
registerEnumType(RoundBasisEnum, { name: 'RoundBasis', description: 'What a round rests on.' });
registerEnumType(RoundProfileKeyEnum, { name: 'RoundProfileKey', description: 'The procedure that a round follows.' });

/** How the office of a round can be reached. */
@ObjectType('RoundContact')
export class RoundContactType implements RoundContact {
  @Field(() => String)
  readonly phone!: string;

  @Field(() => String)
  readonly mail!: string;

  @Field(() => String)
  readonly address!: string;
}

/** A way by which opinions are taken, and where they go. */
@ObjectType('RoundWay')
export class RoundWayType implements RoundWay {
  @Field(() => RoundChannelEnum)
  readonly channel!: Channel;

  @Field(() => String)
  readonly to!: string;
}

/** Where the draft plan lies open on paper. */
@ObjectType('RoundViewingPlace')
export class ViewingPlaceType implements ViewingPlace {
  @Field(() => String)
  readonly name!: string;

  @Field(() => String)
  readonly address!: string;

  @Field(() => String)
  readonly hours!: string;
}

/** A time in which the form of a round was off. */
@ObjectType('RoundSuspension')
export class SuspensionType implements Suspension {
  @Field(() => String)
  readonly from!: string;

  @Field(() => String, { nullable: true })
  readonly to!: string | null;

  @Field(() => String)
  readonly reason!: string;
}

/** A kind of person who may send an opinion. */
@ObjectType('RoundCategory')
export class RoundCategoryType implements Category {
  @Field(() => String)
  readonly code!: string;

  @Field(() => LocalizedTextType)
  readonly label!: LocalizedText;

  @Field(() => LocalizedTextType, { nullable: true, description: 'What is asked besides, of this category alone.' })
  readonly extra?: LocalizedText;
}

/** What the city can do with an opinion. */
@ObjectType('RoundDisposition')
export class RoundDispositionType implements Disposition {
  @Field(() => String)
  readonly code!: string;

  @Field(() => LocalizedTextType)
  readonly label!: LocalizedText;

  @Field(() => Boolean)
  readonly needsReason!: boolean;

  @Field(() => Boolean)
  readonly needsPlanChange!: boolean;
}

/** Which personal fields a submission has: REQUIRED, OPTIONAL or HIDDEN. */
@ObjectType('RoundFieldNeeds')
export class RoundFieldNeedsType {
  @Field(() => String)
  readonly name!: FieldNeed;

  @Field(() => String)
  readonly address!: FieldNeed;

  @Field(() => String)
  readonly contact!: FieldNeed;

  @Field(() => String)
  readonly nickname!: FieldNeed;
}

/** The parameters of the procedure of one round. */
@ObjectType('RoundProfile')
export class RoundProfileType implements Profile {
  @Field(() => RoundProfileKeyEnum)
  readonly key!: ProfileKey;

  @Field(() => Int)
  readonly version!: number;

  @Field(() => RoundBasisEnum)
  readonly basis!: Basis;

  @Field(() => Boolean)
  readonly needsLegalBasis!: boolean;

  @Field(() => Int)
  readonly minDays!: number;

  @Field(() => String)
  readonly countFrom!: Profile['countFrom'];

  @Field(() => Boolean)
  readonly partialLastDayCounts!: boolean;

  @Field(() => String)
  readonly responders!: Profile['responders'];

  @Field(() => [RoundCategoryType])
  readonly categories!: readonly Category[];

  @Field(() => RoundFieldNeedsType)
  readonly fields!: Profile['fields'];

  @Field(() => Boolean)
  readonly childForm!: boolean;

  @Field(() => [RoundChannelEnum])
  readonly channels!: readonly Channel[];

  @Field(() => Int)
  readonly approvalSteps!: number;

  @Field(() => String)
  readonly originalsRoute!: Profile['originalsRoute'];

  @Field(() => Int)
  readonly responseWeeks!: number;

  @Field(() => String)
  readonly postDeadline!: Profile['postDeadline'];

  @Field(() => Int)
  readonly tailDays!: number;

  @Field(() => String)
  readonly acceptLate!: Profile['acceptLate'];

  @Field(() => Boolean)
  readonly showCountsWhileOpen!: boolean;

  @Field(() => Boolean)
  readonly onePerPerson!: boolean;

  @Field(() => Boolean)
  readonly askPublication!: boolean;

  @Field(() => [String])
  readonly exemptions!: readonly string[];

  @Field(() => [RoundDispositionType])
  readonly dispositions!: readonly Disposition[];
}

/** The groups a list of rounds can be narrowed to. */
export const roundGroups = ['ANNOUNCED', 'OPEN', 'REVIEWING', 'OVERDUE', 'ANSWERED', 'DRAFTS'] as const;
export type RoundGroup = (typeof roundGroups)[number];
export const RoundGroupEnum = enumOf(roundGroups);
registerEnumType(RoundGroupEnum, { name: 'RoundGroup', description: 'Which rounds a list shows; OVERDUE is a part of REVIEWING.' });

/** How many rounds of a place stand where. */
@ObjectType('RoundCounts')
export class RoundCountsType {
  @Field(() => Int)
  readonly announced!: number;

  @Field(() => Int)
  readonly open!: number;

  @Field(() => Int)
  readonly reviewing!: number;

  @Field(() => Int)
  readonly overdue!: number;

  @Field(() => Int)
  readonly answered!: number;

  @Field(() => Int, { description: 'Drafts, for staff alone.' })
  readonly drafts!: number;
}
