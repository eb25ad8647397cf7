import { Args, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { CurrentViewer, ImportProblemType, Messages, outcome, problemsTold, tableBytes, UploadScalar, type Caller, type UploadedFile } from '@hiroba/server';
import { ImportWork, mostRowsAtOnce, mostRowsByJob } from './import.work.ts';
import { ProposalJob } from './proposal-job.entity.ts';
import { ProposalImport, type ImportReport } from './proposal.import.ts';

/** What an import did, or why it did nothing. */
@ObjectType('ProposalImportReport')
export class ProposalImportReportType {
  @Field(() => ID, { description: 'The component.' })
  readonly id!: string;

  @Field(() => Boolean, { description: 'Whether everything was done and undone.' })
  readonly dryRun!: boolean;

  @Field(() => Int)
  readonly rows!: number;

  @Field(() => Int)
  readonly added!: number;

  @Field(() => [String], { description: 'Ids that were there already; nothing of them was touched.' })
  readonly skipped!: readonly string[];

  @Field(() => [ImportProblemType], { description: 'The first hundred; where there is one, nothing was changed.' })
  readonly problems!: readonly ImportProblemType[];

  @Field(() => [String], { description: 'Headers nobody knows.' })
  readonly ignored!: readonly string[];

  @Field(() => ID, { nullable: true, description: `The job that brings in a file of more than ${mostRowsAtOnce} rows; what comes of it is told there.` })
  readonly jobId!: string | null;
}

const ImportOutcome = outcome('ProposalImportOutcome', ProposalImportReportType);

/** Brings texts in that the city received elsewhere. */
@Resolver()
export class ProposalImportResolver {
  constructor(
    private readonly imports: ProposalImport,
    private readonly work: ImportWork,
    private readonly messages: Messages,
  ) {}

  @Mutation(() => ImportOutcome, { description: `Imports a table of at most ${mostRowsByJob} texts: all of them, or none; more than ${mostRowsAtOnce} by a job.` })
  async importProposals(
    @Args('componentId', { type: () => ID }) componentId: string,
    @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null,
    @Args('dryRun', { type: () => Boolean }) dryRun: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    const refusal = await this.imports.refusal(viewer, componentId);
    if (refusal) return refusal;
    const texts = await tableBytes(file);
    if (texts instanceof Refusal) return texts;
    const report = await this.work.run(viewer, { componentId, texts, dryRun });
    if (report instanceof ProposalJob) {
      return { id: componentId, dryRun, rows: report.total, added: 0, skipped: [], problems: [], ignored: [], jobId: report.id };
    }
    return report instanceof Refusal ? report : this.#told(componentId, dryRun, report, viewer.locale);
  }

  #told(id: string, dryRun: boolean, { rows, added, skipped, problems, ignored }: ImportReport, locale: string): ProposalImportReportType {
    return { id, jobId: null, dryRun, rows, added: problems.length > 0 ? 0 : added, skipped, ignored, problems: problemsTold(this.messages, problems, locale, 'proposals.import.problem') };
  }
}
