import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, type Caller, type Transaction } from '@hiroba/server';
import { settingsOf } from '../domain/proposal.commands.ts';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import { readAnswerFile, type AnswerFileRow } from './answer.import-files.ts';
import { AnswerService } from './answer.service.ts';
import { proposalNamed, situation, surroundings } from './proposal.import.ts';
import type { ReadFile, RowProblem } from './proposal.import-files.ts';

/** Which answers are to be brought in, and where. */
export interface AnswerImportRequest {
  readonly componentId: string;
  readonly file: Uint8Array;
  /** Who answers where the file does not say; by default the office of whoever brings it in, or the one in charge of the space. */
  readonly office?: string | undefined;
  /** Does everything and undoes it. */
  readonly dryRun: boolean;
  /** How many answers there may be. */
  readonly most?: number;
}

/** What an import of answers did, or why it did nothing. */
export interface AnswerImportReport {
  readonly rows: number;
  readonly answered: number;
  readonly scheduled: number;
  /** Ids whose proposals say just this already. */
  readonly skipped: readonly string[];
  readonly problems: readonly RowProblem[];
  readonly ignored: readonly string[];
}

const undone = new Refusal('BAD_FILE');

/** Brings in the city's answers from a file: all rows in one transaction, or none; a second run of the same file changes nothing. */
@Injectable()
export class AnswerImport {
  constructor(
    private readonly commands: Commands,
    private readonly answers: AnswerService,
  ) {}

  async run(caller: Caller, { componentId, file, office, dryRun, most }: AnswerImportRequest): Promise<AnswerImportReport | Refusal> {
    if (!caller.personId && !caller.operator) return new Refusal('UNAUTHENTICATED');
    let report: AnswerImportReport | undefined;
    const outcome = await this.commands.transaction(caller, async (transaction) => {
      const at = await situation(transaction, componentId);
      if (at instanceof Refusal) return at;
      const refusal = proposalPolicy.import(at, undefined);
      if (refusal) return refusal;
      const around = await surroundings(transaction, at, office);
      const read = readAnswerFile(file, around.zone, settingsOf(at).answerStatuses);
      if (most !== undefined && read.rows.length > most) return new Refusal('TOO_MANY', 'file', { max: most });
      report = read.problems.length > 0
        ? { rows: read.rows.length, answered: 0, scheduled: 0, skipped: [], problems: read.problems, ignored: read.ignored }
        : await this.#give(transaction, componentId, read, around.office);
      return dryRun || report.problems.length > 0 ? undone : report;
    });
    return outcome === undone && report ? report : outcome;
  }

  async #give(transaction: Transaction, componentId: string, { rows, ignored }: ReadFile<AnswerFileRow>, usual: string): Promise<AnswerImportReport> {
    const problems: RowProblem[] = [];
    const skipped: string[] = [];
    const done = { answered: 0, scheduled: 0 };
    for (const { line, id, input, publishAt } of rows) {
      const found = await proposalNamed(transaction, componentId, id);
      const outcome = found ? await this.answers.bring(transaction, found, { ...input, office: input.office || usual }, publishAt) : undefined;
      if (outcome === undefined) problems.push({ file: 'ANSWERS', line, column: 'id', code: 'UNKNOWN_ID' });
      else if (outcome instanceof Refusal) problems.push({ file: 'ANSWERS', line, column: columnOf(outcome.field), code: outcome.code, params: outcome.params });
      else if (outcome === 'SAME') skipped.push(id);
      else done[publishAt ? 'scheduled' : 'answered'] += 1;
      // Without this, every flush would look at all rows written so far.
      transaction.em.clear();
    }
    return { rows: rows.length, ...done, skipped, problems, ignored };
  }
}

const columnsOf: Readonly<Record<string, string>> = { text: 'text_ja', textEn: 'text_en', costYen: 'cost_yen', costNote: 'cost_note', publishAt: 'publish_at' };

/** What a field of the form is called in a file. */
const columnOf = (field: string | undefined): string | undefined => field && (columnsOf[field] ?? field);
