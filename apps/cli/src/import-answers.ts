import { classOf, Refusal, type RefusalCode } from '@hiroba/kernel';
import { AnswerImport, type AnswerImportReport } from '@hiroba/proposals/server';
import { cityOf, Trouble, type House } from './house.ts';
import { bytesOf, problemLines } from './import-proposals.ts';
import { proposalsIn, spaceAt } from './places.ts';

/** The options of `hiroba import answers`. */
export interface AnswerImportOptions {
  readonly space: string;
  readonly component?: string;
  readonly office?: string;
  readonly dryRun?: boolean;
  readonly host?: string;
}

/** What an import of answers did, or why it did nothing, for the person at the keyboard. */
function answersText({ rows, answered, scheduled, skipped, problems, ignored }: AnswerImportReport, file: string, dryRun: boolean): string {
  if (problems.length > 0) {
    return [...problemLines(problems, () => file), `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}. Nothing was changed.`].join('\n');
  }
  return [
    `${file}: ${rows} rows`,
    `  ${answered} answers given, ${scheduled} scheduled${dryRun ? ' — in a dry run, so nothing was changed' : ''}`,
    ...(skipped.length > 0 ? [`  ${skipped.length} are said already and stay as they are: ${skipped.join(', ')}`] : []),
    ...(ignored.length > 0 ? [`  columns nobody knows here, left aside: ${ignored.join(', ')}`] : []),
  ].join('\n');
}

/** Imports a file of the city's answers; says whether all went well, and what to print. */
export async function importAnswers(house: House, file: string, options: AnswerImportOptions): Promise<{ ok: boolean; text: string }> {
  const bytes = await bytesOf(file);
  const city = await cityOf(house, options.host);
  const space = await spaceAt(house, city, options.space);
  const componentId = await proposalsIn(house, city, space, options.component);
  const { office, dryRun = false } = options;
  const report = await house.get(AnswerImport).run(city.operator, { componentId, file: bytes, office, dryRun });
  if (report instanceof Refusal) throw new Trouble(`The import was refused: ${report.code} (${classOf(report.code as RefusalCode)}).`);
  return { ok: report.problems.length === 0, text: answersText(report, file, dryRun) };
}
