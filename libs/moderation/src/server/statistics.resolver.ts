import { Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { StatisticsReads } from './statistics.reads.ts';

/** How often something happened in a month. */
@ObjectType('ModerationCount')
export class ModerationCountType {
  @Field(() => String, { description: 'The month in the zone of the city, as 2026-11.' })
  readonly month!: string;

  @Field(() => String, { description: 'REPORTED, SOURCE, DECIDED, RULE, DISMISSED, APPEALED and so on.' })
  readonly measure!: string;

  @Field(() => String, { description: 'The code within the measure; empty where it has none.' })
  readonly code!: string;

  @Field(() => Int, { nullable: true, description: 'Null where it is not told.' })
  readonly n!: number | null;

  @Field(() => Boolean, { description: 'Whether it is 1 to 4, of which the number is not told.' })
  readonly isFew!: boolean;
}

/** How long something took that ended in a month. */
@ObjectType('ModerationDuration')
export class ModerationDurationType {
  @Field(() => String)
  readonly month!: string;

  @Field(() => String, { description: 'HOURS_TO_DECIDE, since the first report; HOURS_TO_REVIEW, since the appeal.' })
  readonly measure!: string;

  @Field(() => Int)
  readonly many!: number;

  @Field(() => Int, { description: 'In whole hours.' })
  readonly median!: number;

  @Field(() => Int, { description: 'In whole hours.' })
  readonly p90!: number;
}

/** What moderation did, as anybody can count it in the log. */
@ObjectType('ModerationStatistics')
export class ModerationStatisticsType {
  @Field(() => [ModerationCountType])
  readonly counts!: readonly ModerationCountType[];

  @Field(() => [ModerationDurationType])
  readonly durations!: readonly ModerationDurationType[];
}

/** The statistics of moderation. */
@Resolver()
export class StatisticsResolver {
  constructor(private readonly reads: StatisticsReads) {}

  @Query(() => ModerationStatisticsType, {
    description: 'What moderation did month by month, from the public log; small numbers are covered.',
  })
  async moderationStatistics(@CurrentViewer() { organisationId }: Caller): Promise<ModerationStatisticsType> {
    const statistics = await this.reads.of(organisationId);
    return {
      counts: statistics.cells().map(({ n, ...cell }) => ({
        ...cell,
        n: typeof n === 'number' ? n : null,
        isFew: n === '1-4',
      })),
      durations: statistics.durations(),
    };
  }
}
