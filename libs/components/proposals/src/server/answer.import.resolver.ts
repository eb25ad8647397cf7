import { Args, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { CurrentViewer, ImportProblemType, Messages, outcome, problemsTold, tableBytes, UploadScalar, type Caller, type UploadedFile } from '@hiroba/server';
import { AnswerImport } from './answer.import.ts';

/** So many answers are brought in while a page waits; more by the command line. */
const mostAnswersAtOnce = 500;

/** What an import of answers did, or why it did nothing. */
@ObjectType('AnswerImportReport')
export class AnswerImportReportType {
  @Field(() => ID, { description: 'The component.' })
  readonly id!: string;

  @Field(() => Boolean, { description: 'Whether everything was done and undone.' })
  readonly dryRun!: boolean;

  @Field(() => Int)
  readonly rows!: number;

  @Field(() => Int, { description: 'Published at once.' })
  readonly answered!: number;

  @Field(() => Int, { description: 'To be published by the clock.' })
  readonly scheduled!: number;

  @Field(() => [String], { description: 'Ids whose proposals say just this already.' })
  readonly skipped!: readonly string[];

  @Field(() => [ImportProblemType], { description: 'The first hundred; where there is one, nothing was changed.' })
  readonly problems!: readonly ImportProblemType[];

  @Field(() => [String], { description: 'Headers nobody knows.' })
  readonly ignored!: readonly string[];
}

const AnswerImportOutcome = outcome('AnswerImportOutcome', AnswerImportReportType);

/** Brings in the city's answers from a file. */
@Resolver()
export class AnswerImportResolver {
  constructor(
    private readonly imports: AnswerImport,
    private readonly messages: Messages,
  ) {}

  @Mutation(() => AnswerImportOutcome, { description: `Imports a table of at most ${mostAnswersAtOnce} answers: all of them, or none.` })
  async importAnswers(
    @Args('componentId', { type: () => ID }) componentId: string,
    @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null,
    @Args('dryRun', { type: () => Boolean }) dryRun: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    const sent = await tableBytes(file);
    // Who may not answer here is told that first, so a file that is not there is tried as an empty one.
    const missing = sent instanceof Refusal && sent.code === 'EMPTY' ? sent : undefined;
    if (sent instanceof Refusal && !missing) return sent;
    const bytes = sent instanceof Refusal ? new Uint8Array() : sent;
    const report = await this.imports.run(viewer, { componentId, file: bytes, dryRun: dryRun || missing !== undefined, most: mostAnswersAtOnce });
    if (report instanceof Refusal) return report;
    if (missing) return missing;
    const { problems, answered, scheduled, ...rest } = report;
    const kept = problems.length > 0 ? { answered: 0, scheduled: 0 } : { answered, scheduled };
    return { id: componentId, dryRun, ...rest, ...kept, problems: problemsTold(this.messages, problems, viewer.locale, 'proposals.import.problem') };
  }
}
