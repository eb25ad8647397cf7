import { Field, Float, InputType, ObjectType } from '@nestjs/graphql';
import { addressMax, type SpotInput } from '../domain/spot.ts';
import type { PublicSpot } from './spot.reads.ts';

/** What somebody types of a spot; all empty means none. */
@InputType('SpotInput')
export class SpotInputType implements SpotInput {
  @Field(() => String, { nullable: true, description: `At most ${addressMax} characters; shown as it is.` })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'Degrees as typed, or both as one pair: `34.5, 134.4`.' })
  lat?: string | null;

  @Field(() => String, { nullable: true })
  lon?: string | null;
}

/** Where something is about. */
@ObjectType('Spot')
export class SpotType implements PublicSpot {
  @Field(() => String)
  readonly address!: string;

  @Field(() => Float, { nullable: true })
  readonly lat!: number | null;

  @Field(() => Float, { nullable: true })
  readonly lon!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the district, where everybody knows no more than that; the point is its middle then.',
  })
  readonly district?: string | null;
}
