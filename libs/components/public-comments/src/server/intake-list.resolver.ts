import { Args, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { CurrentViewer, ImportProblemType, Messages, outcome, problemsTold, UploadScalar, type Caller, type UploadedFile } from '@hiroba/server';
import { IntakeLists, type ListReport } from './intake-lists.ts';
import { RoundChannelEnum } from './round-parts.type.ts';

const id = { type: () => ID };

/** How many rows of a list came by one way. */
@ObjectType('IntakeListWay')
export class IntakeListWayType {
  @Field(() => RoundChannelEnum)
  readonly channel!: string;

  @Field(() => Int)
  readonly submissions!: number;
}

/** What a list of opinions did, or would do. */
@ObjectType('IntakeListReport')
export class IntakeListReportType {
  @Field(() => ID, { description: 'The round.' })
  readonly id!: string;

  @Field(() => Boolean, { description: 'Whether nothing was changed yet.' })
  readonly dryRun!: boolean;

  @Field(() => Int)
  readonly rows!: number;

  @Field(() => Int)
  readonly added!: number;

  @Field(() => Int, { description: 'Rows that are here already.' })
  readonly known!: number;

  @Field(() => Int, { description: 'Rows that came too late and wait for a decision.' })
  readonly late!: number;

  @Field(() => [IntakeListWayType])
  readonly channels!: readonly IntakeListWayType[];

  @Field(() => [ImportProblemType], { description: 'Rows whose number is here already with other content; they are left out.' })
  readonly changed!: readonly ImportProblemType[];

  @Field(() => [ImportProblemType], { description: 'The first hundred; where there is one, nothing is brought in.' })
  readonly problems!: readonly ImportProblemType[];

  @Field(() => [String], { description: 'Headers nobody knows.' })
  readonly ignored!: readonly string[];

  @Field(() => String, { description: 'By what the same file is brought in; empty where there is nothing to bring in.' })
  readonly slip!: string;
}

const ReportOutcome = outcome('IntakeListReportOutcome', IntakeListReportType);

/** Lists of opinions that came on other ways. */
@Resolver()
export class IntakeListResolver {
  constructor(
    private readonly lists: IntakeLists,
    private readonly messages: Messages,
  ) {}

  @Mutation(() => ReportOutcome, { description: 'Tries a list of opinions, CSV or Excel: what it would do, and what is wrong in it by line and column.' })
  async tryIntakeList(
    @Args('roundId', id) roundId: string, @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null, @CurrentViewer() viewer: Caller,
  ) {
    return this.#told(roundId, await this.lists.attempt(roundId, file, viewer), true, viewer);
  }

  @Mutation(() => ReportOutcome, { description: 'Brings in a list that was tried: receipts and entries as for single ones, each row once however often it is brought.' })
  async bringIntakeList(@Args('roundId', id) roundId: string, @Args('slip', { type: () => String }) slip: string, @CurrentViewer() viewer: Caller) {
    return this.#told(roundId, await this.lists.bring(roundId, slip, viewer), false, viewer);
  }

  #told(roundId: string, report: ListReport | Refusal, dryRun: boolean, { locale }: Caller) {
    if (report instanceof Refusal) return report;
    const told = (problems: ListReport['problems']) => problemsTold(this.messages, problems, locale, 'public-comments.list.problem');
    return { ...report, id: roundId, dryRun, changed: told(report.changed), problems: told(report.problems) };
  }
}
