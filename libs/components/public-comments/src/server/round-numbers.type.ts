import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { RoundNumbers } from '../domain/coverage.ts';

/** What came by one way. */
@ObjectType('RoundChannelCount')
export class RoundChannelCountType {
  @Field(() => String)
  readonly channel!: string;

  @Field(() => Int)
  readonly persons!: number;

  @Field(() => Int)
  readonly submissions!: number;

  @Field(() => Int)
  readonly opinions!: number;
}

/** How many opinions the city dealt with in one way. */
@ObjectType('RoundDispositionCount')
export class RoundDispositionCountType {
  @Field(() => String)
  readonly code!: string;

  @Field(() => Int)
  readonly opinions!: number;
}

/** What a round counts by the published rules. Numbers are not votes. */
@ObjectType('RoundNumbers')
export class RoundNumbersType implements RoundNumbers {
  @Field(() => Int)
  readonly persons!: number;

  @Field(() => Int, { description: 'Submissions of whom nobody knows who sent them.' })
  readonly unknown!: number;

  @Field(() => Int)
  readonly submissions!: number;

  @Field(() => Int)
  readonly opinions!: number;

  @Field(() => Int)
  readonly groups!: number;

  @Field(() => Int)
  readonly planChanges!: number;

  @Field(() => [RoundChannelCountType], { description: 'One row for each way of the procedure, zeros among them.' })
  readonly byChannel!: readonly RoundChannelCountType[];

  @Field(() => [RoundDispositionCountType])
  readonly byDisposition!: readonly RoundDispositionCountType[];
}
