import { Args, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { CurrentViewer, ImportProblemType, Messages, outcome, problemsTold, tableBytes, UploadScalar, type Caller, type UploadedFile } from '@hiroba/server';
import { ProposalImport, type ImportReport } from './proposal.import.ts';

/** So many rows are brought in while a page waits; more by the command line. */
export const mostRowsAtOnce = 200;

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
}

const ImportOutcome = outcome('ProposalImportOutcome', ProposalImportReportType);
/** Brings texts in that the city received elsewhere. */
@Resolver()
export class ProposalImportResolver {
  constructor(
    private readonly imports: ProposalImport,
    private readonly messages: Messages,
  ) {}

  @Mutation(() => ImportOutcome, { description: `Imports a table of at most ${mostRowsAtOnce} texts: all of them, or none.` })
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
    const report = await this.imports.run(viewer, { componentId, texts, dryRun, most: mostRowsAtOnce });
    return report instanceof Refusal ? report : this.#told(componentId, dryRun, report, viewer.locale);
  }

  #told(id: string, dryRun: boolean, { rows, added, skipped, problems, ignored }: ImportReport, locale: string): ProposalImportReportType {
    return { id, dryRun, rows, added: problems.length > 0 ? 0 : added, skipped, ignored, problems: problemsTold(this.messages, problems, locale, 'proposals.import.problem') };
  }
}
