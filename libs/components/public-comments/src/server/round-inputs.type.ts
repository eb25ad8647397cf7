import { Field, InputType } from '@nestjs/graphql';
import { AskCardInput } from '@hiroba/spaces/server';
import type { RoundInput } from '../domain/round.draft.commands.ts';
import type { Channel, RoundContact, ViewingPlace } from '../domain/round.ts';
import { RoundChannelEnum } from './round-parts.type.ts';

/** How the office can be reached, as staff type it. */
@InputType('RoundContactInput')
export class RoundContactInput implements RoundContact {
  @Field(() => String, { defaultValue: '' })
  readonly phone!: string;

  @Field(() => String, { defaultValue: '' })
  readonly mail!: string;

  @Field(() => String, { defaultValue: '' })
  readonly address!: string;
}

/** A way by which opinions are taken, as staff type it. */
@InputType('RoundWayInput')
export class RoundWayInput {
  @Field(() => RoundChannelEnum)
  readonly channel!: Channel;

  @Field(() => String, { defaultValue: '' })
  readonly to!: string;
}

/** A place where the draft plan lies open, as staff type it. */
@InputType('RoundViewingPlaceInput')
export class ViewingPlaceInput implements ViewingPlace {
  @Field(() => String)
  readonly name!: string;

  @Field(() => String, { defaultValue: '' })
  readonly address!: string;

  @Field(() => String, { defaultValue: '' })
  readonly hours!: string;
}

/** What staff type into a draft of a round. */
@InputType('RoundInput')
export class RoundInputType implements RoundInput {
  @Field(() => String)
  readonly title!: string;

  @Field(() => String, { defaultValue: '' })
  readonly titleKana!: string;

  @Field(() => String, { defaultValue: '' })
  readonly summary!: string;

  @Field(() => String, { defaultValue: '' })
  readonly easySummary!: string;

  @Field(() => String, { defaultValue: 'ja' })
  readonly locale!: string;

  @Field(() => String, { defaultValue: 'OTHER' })
  readonly subjectType!: string;

  @Field(() => String, { defaultValue: '' })
  readonly policyField!: string;

  @Field(() => String, { defaultValue: '' })
  readonly office!: string;

  @Field(() => RoundContactInput, { defaultValue: { phone: '', mail: '', address: '' } })
  readonly contact!: RoundContactInput;

  @Field(() => AskCardInput, { defaultValue: {} })
  readonly ask!: AskCardInput;

  @Field(() => [RoundWayInput], { defaultValue: [] })
  readonly ways!: RoundWayInput[];

  @Field(() => [ViewingPlaceInput], { defaultValue: [] })
  readonly places!: ViewingPlaceInput[];

  @Field(() => String, { defaultValue: '' })
  readonly legalBasis!: string;

  @Field(() => String, { defaultValue: '' })
  readonly clause!: string;

  @Field(() => Date, { nullable: true, defaultValue: null })
  readonly opensAt!: Date | null;

  @Field(() => Date, { nullable: true, defaultValue: null })
  readonly closesAt!: Date | null;

  @Field(() => String, { defaultValue: '' })
  readonly shortPeriodReason!: string;
}

/** What of a notice is corrected, as staff type it: all of it, changed or not. */
@InputType('RoundCorrectionInput')
export class RoundCorrectionInput {
  @Field(() => String)
  readonly title!: string;

  @Field(() => String)
  readonly summary!: string;

  @Field(() => String, { defaultValue: '' })
  readonly easySummary!: string;

  @Field(() => RoundContactInput)
  readonly contact!: RoundContactInput;

  @Field(() => [RoundWayInput])
  readonly ways!: RoundWayInput[];

  @Field(() => [ViewingPlaceInput])
  readonly places!: ViewingPlaceInput[];

  @Field(() => String, { defaultValue: '' })
  readonly legalBasis!: string;

  @Field(() => String, { defaultValue: '' })
  readonly clause!: string;
}
