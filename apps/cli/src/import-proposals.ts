import { readFile } from 'node:fs/promises';
import { classOf, Refusal, type RefusalCode } from '@hiroba/kernel';
import { ProposalImport, type ImportReport, type RowProblem } from '@hiroba/proposals/server';
import { cityOf, Trouble, type House } from './house.ts';
import { proposalsIn, spaceAt } from './places.ts';

/** The options of `hiroba import proposals`. */
export interface ImportOptions {
  readonly space: string;
  readonly component?: string;
  readonly answers?: string;
  readonly office?: string;
  readonly dryRun?: boolean;
  readonly host?: string;
}

const sentences: Readonly<Record<string, (params: Readonly<Record<string, string | number>>) => string>> = {
  NOT_TEXT: () => 'this is no text file; save it as CSV',
  BAD_WORKBOOK: () => 'this Excel file cannot be read; save it anew as .xlsx, or as CSV',
  BAD_JSON: () => 'this is no list of JSON objects, and no JSON object a line',
  TOO_LARGE: () => 'the file is too large',
  NO_HEADER: () => 'there is no header row; the first row must name the columns (external_id or id, body or text, …)',
  MISSING_HEADER: () => 'this column is missing from the header',
  DUPLICATE_HEADER: () => 'the header names this column twice',
  BAD_QUOTES: () => 'a quotation mark is not closed or stands in the wrong place',
  TOO_MANY_ROWS: () => 'more than 10,000 rows; split the file',
  TOO_MANY_CELLS: () => 'the row has more cells than the header',
  EMPTY: () => 'is empty',
  TOO_MANY: () => 'names two headings of one taxonomy',
  TOO_LONG: ({ max }) => `is too long${max === undefined ? '' : ` (at most ${max} characters)`}`,
  BAD_TEXT: () => 'holds characters that may not be stored (control characters, hidden changes of direction)',
  BAD_FORMAT: () => 'is not in a known form',
  BAD_DATE: () => 'is no date; write 2026-11-22, 令和8年11月22日 or 2026-11-22T12:00:00+09:00',
  BAD_DATES: () => 'lies in the future',
  BAD_NUMBER: () => 'is no whole number of yen',
  UNKNOWN_STATUS: () => 'is no status of this place, and no kind of answer (EVALUATING, ACCEPTED, PARTLY, REJECTED or OTHER)',
  UNKNOWN_KIND: () => 'is no kind of answer; EVALUATING, ACCEPTED, PARTLY, REJECTED or OTHER',
  DUPLICATE_ID: ({ line }) => `stands on line ${line} already`,
  UNKNOWN_ID: () => 'names no proposal of this component',
  UNKNOWN_NODE: () => 'names no heading of the taxonomies that this component offers, or one that several nodes have; write its path of keys (topics/streets)',
  UNKNOWN_GROUP: () => 'names a group that no row of the file of proposals has',
  PHASE_CLOSED: ({ opensAt, closedAt }) => opensAt ? `the phase for proposals opens at ${opensAt}`
    : closedAt ? `the phase for proposals closed at ${closedAt}; a column published_at may say that it came in time` : 'no phase of this space is open for proposals',
};

const sayingOf = ({ column, code, params = {} }: RowProblem): string => `${column ? `${column} ` : ''}${sentences[code]?.(params) ?? code}`;

/** One line for each problem, and one for all rows in a row that have the same. */
export function problemLines(problems: readonly RowProblem[], nameOf: (file: RowProblem['file']) => string): string[] {
  const runs: { from: RowProblem; to: RowProblem }[] = [];
  for (const problem of problems) {
    const last = runs.at(-1);
    if (last && last.to.file === problem.file && sayingOf(last.to) === sayingOf(problem)) last.to = problem;
    else runs.push({ from: problem, to: problem });
  }
  return runs.map(({ from, to }) =>
    `${nameOf(from.file)}:${from.line}${to.line === from.line ? '' : `-${to.line}`}: ${sayingOf(from)}`);
}

const MOST = 200;

/** What an import did, or why it did nothing, for the person at the keyboard. */
export function importText(report: ImportReport, { file, answers = '', dryRun }: { file: string; answers?: string; dryRun?: boolean }): string {
  const { rows, added, answered, skipped, problems, ignored, encoding } = report;
  if (problems.length > 0) {
    const lines = problemLines(problems, (each) => (each === 'ANSWERS' ? answers : file));
    const rest = lines.length > MOST ? [`… and ${lines.length - MOST} more`] : [];
    return [...lines.slice(0, MOST), ...rest, `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}. Nothing was changed.`].join('\n');
  }
  return [
    `${file}: ${rows} rows (${encoding})`,
    `  ${added} proposals added, ${answered} answers given${dryRun ? ' — in a dry run, so nothing was changed' : ''}`,
    ...(skipped.length > 0 ? [`  ${skipped.length} were there already and stay as they are: ${skipped.join(', ')}`] : []),
    ...(ignored.length > 0 ? [`  columns nobody knows here, left aside: ${ignored.join(', ')}`] : []),
  ].join('\n');
}

/** The bytes of a file that somebody named. */
export async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Trouble(`The file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Imports a file of texts, and with it the answers to them; says whether all went well, and what to print. */
export async function importProposals(house: House, file: string, options: ImportOptions): Promise<{ ok: boolean; text: string }> {
  const texts = await bytesOf(file);
  const answers = options.answers === undefined ? undefined : await bytesOf(options.answers);
  const city = await cityOf(house, options.host);
  const space = await spaceAt(house, city, options.space);
  const componentId = await proposalsIn(house, city, space, options.component);
  const { office, dryRun } = options;
  const report = await house.get(ProposalImport).run(city.operator, { componentId, texts, answers, office, dryRun });
  if (report instanceof Refusal) throw new Trouble(`The import was refused: ${report.code} (${classOf(report.code as RefusalCode)}).`);
  return { ok: report.problems.length === 0, text: importText(report, { file, answers: options.answers, dryRun }) };
}
