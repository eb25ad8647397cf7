import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Sizes, YearOfRounds } from '../domain/statistics.ts';

/** How many rounds had no opinion, 1 to 9, 10 to 29, and more. */
@ObjectType('RoundSizes')
export class RoundSizesType implements Sizes {
  @Field(() => Int)
  readonly none!: number;

  @Field(() => Int)
  readonly few!: number;

  @Field(() => Int)
  readonly some!: number;

  @Field(() => Int)
  readonly many!: number;
}

/** One fiscal year of public comment, by published results. */
@ObjectType('RoundYear')
export class RoundYearType implements YearOfRounds {
  @Field(() => Int, { description: 'The fiscal year, by the year in which it begins.' })
  readonly year!: number;

  @Field(() => Int)
  readonly held!: number;

  @Field(() => Int)
  readonly answered!: number;

  @Field(() => RoundSizesType)
  readonly sizes!: RoundSizesType;

  @Field(() => Int, { description: 'The opinions of the round that had most.' })
  readonly most!: number;

  @Field(() => Int)
  readonly persons!: number;

  @Field(() => Int)
  readonly submissions!: number;

  @Field(() => Int)
  readonly opinions!: number;

  @Field(() => Int, { description: 'Opinions for which the plan was changed.' })
  readonly reflected!: number;

  @Field(() => String, { nullable: true, description: 'reflected ÷ opinions × 100, one decimal, half up; null where there were no opinions.' })
  readonly rate!: string | null;

  @Field(() => Int)
  readonly notHeld!: number;

  @Field(() => Int)
  readonly notAdopted!: number;

  @Field(() => Int)
  readonly withdrawn!: number;

  @Field(() => Int, { description: 'Answers that came, or are, after the promised day.' })
  readonly late!: number;
}
