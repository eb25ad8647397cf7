import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { SpotInputType, SpotType } from '@hiroba/places/server';
import { LocalizedTextInput, LocalizedTextType } from '@hiroba/server';
import type { OptionInput, VoteInput } from '../domain/vote.commands.ts';
import type { ElectorateMode, ElectorateRule, Secrecy, TieRule, VoteParameters, VoteType } from '../domain/vote.ts';
import type { ShownOption } from './vote.loaders.ts';

const number = { nullable: true } as const;

/** The numbers that a method is set with. */
@ObjectType('VoteParameters')
@InputType('VoteParametersInput')
export class VoteParametersType implements VoteParameters {
  @Field(() => Int, number)
  readonly seats?: number;

  @Field(() => Int, number)
  readonly min?: number;

  @Field(() => Int, number)
  readonly max?: number;

  @Field(() => Int, number)
  readonly points?: number;

  @Field(() => Int, number)
  readonly maxPerOption?: number;

  @Field(() => Int, number)
  readonly low?: number;

  @Field(() => Int, number)
  readonly high?: number;

  @Field(() => String, { nullable: true, description: 'A decimal number of the currency unit.' })
  readonly budget?: string;

  @Field(() => Int, number)
  readonly minPercent?: number;

  @Field(() => Int, number)
  readonly quorumPercent?: number;

  @Field(() => Int, number)
  readonly step?: number;

  @Field(() => Int, number)
  readonly percent?: number;
}

/** What staff type to put a question to people; what is left out stays as it is. */
@InputType('VoteInput')
export class VoteInputType implements VoteInput {
  @Field(() => LocalizedTextInput, { nullable: true })
  readonly title?: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true })
  readonly intro?: LocalizedTextInput;

  @Field(() => String, { nullable: true })
  readonly office?: string;

  @Field(() => String, { nullable: true })
  readonly type?: VoteType;

  @Field(() => String, { nullable: true })
  readonly method?: string;

  @Field(() => VoteParametersType, { nullable: true })
  readonly parameters?: VoteParametersType;

  @Field(() => String, { nullable: true })
  readonly secrecy?: Secrecy;

  @Field(() => String, { nullable: true })
  readonly electorate?: ElectorateRule;

  @Field(() => String, { nullable: true })
  readonly electorateMode?: ElectorateMode;

  @Field(() => String, { nullable: true })
  readonly tieRule?: TieRule;

  @Field(() => LocalizedTextInput, { nullable: true })
  readonly lotSource?: LocalizedTextInput;

  @Field(() => Int, { nullable: true })
  readonly uniqueLimit?: number;

  @Field(() => Boolean, { nullable: true })
  readonly paper?: boolean;

  @Field(() => Date, { nullable: true })
  readonly opensAt?: Date;

  @Field(() => Date, { nullable: true })
  readonly closesAt?: Date;
}

/** What staff type of an option. */
@InputType('VoteOptionInput')
export class VoteOptionInputType implements OptionInput {
  @Field(() => LocalizedTextInput)
  readonly title!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { defaultValue: {} })
  readonly text!: LocalizedTextInput;

  @Field(() => String, { nullable: true, defaultValue: null, description: 'A decimal number of the currency unit.' })
  readonly cost!: string | null;

  @Field(() => String, { nullable: true, defaultValue: null, description: 'The headings it stands under, separated by commas.' })
  readonly category!: string | null;

  @Field(() => SpotInputType, { nullable: true, defaultValue: null, description: 'Where it would be.' })
  readonly spot!: SpotInputType | null;
}

/** Something that can be chosen. */
@ObjectType('VoteOption')
export class VoteOptionType implements ShownOption {
  @Field(() => ID, { description: 'By which its pictures know it.' })
  readonly id!: string;

  @Field(() => ID, { description: 'Its name in ballots and files.' })
  readonly code!: string;

  @Field(() => LocalizedTextType)
  readonly title!: LocalizedText;

  @Field(() => LocalizedTextType)
  readonly text!: LocalizedText;

  @Field(() => String, { nullable: true })
  readonly cost!: string | null;

  @Field(() => String, { nullable: true })
  readonly category!: string | null;

  @Field(() => SpotType, { nullable: true, description: 'Where it would be, as staff gave it.' })
  readonly spot!: SpotType | null;
}
