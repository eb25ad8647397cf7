import { readFile } from 'node:fs/promises';
import { Args, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Refusal, refusalCodes, type RefusalCode } from '@hiroba/kernel';
import {
  CurrentViewer, isTooLarge, Messages, mostMegabytes, outcome, refusalMessage, UploadScalar, type Caller, type UploadedFile,
} from '@hiroba/server';
import { ProposalImport, type ImportReport } from './proposal.import.ts';
import type { RowProblem } from './proposal.import-files.ts';

/** So many rows are brought in while a page waits; more by the command line. */
export const mostRowsAtOnce = 200;

/** What is wrong on one line of an imported file. */
@ObjectType('ImportProblem')
export class ImportProblemType {
  @Field(() => Int)
  readonly line!: number;

  @Field(() => String, { nullable: true })
  readonly column!: string | null;

  @Field(() => String)
  readonly code!: string;

  @Field(() => String)
  readonly message!: string;
}

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
const MOST_PROBLEMS = 100;

/** The first problems of an import with the sentences that tell them. */
export const problemsTold = (messages: Messages, problems: readonly RowProblem[], locale: string): ImportProblemType[] =>
  problems.slice(0, MOST_PROBLEMS).map(({ line, column = null, code, params = {} }) => ({
    line, column, code,
    message: Object.hasOwn(refusalCodes, code)
      ? refusalMessage(messages, new Refusal(code as RefusalCode, undefined, params), locale)
      : messages.translator(locale)(`proposals.import.problem.${code}`, { line: '', max: '', ...params }),
  }));

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
    if (!file || file.size === 0) return new Refusal('EMPTY', 'file');
    if (isTooLarge(file, mostMegabytes.participant)) return new Refusal('TOO_LARGE', 'file', { max: mostMegabytes.participant });
    const texts = file.path ? await readFile(file.path) : new Uint8Array(await file.arrayBuffer());
    const report = await this.imports.run(viewer, { componentId, texts, dryRun, most: mostRowsAtOnce });
    return report instanceof Refusal ? report : this.#told(componentId, dryRun, report, viewer.locale);
  }

  #told(id: string, dryRun: boolean, { rows, added, skipped, problems, ignored }: ImportReport, locale: string): ProposalImportReportType {
    return { id, dryRun, rows, added: problems.length > 0 ? 0 : added, skipped, ignored, problems: problemsTold(this.messages, problems, locale) };
  }
}
