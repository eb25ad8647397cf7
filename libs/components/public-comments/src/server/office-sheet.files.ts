import { Refusal } from '@hiroba/kernel';
import { fromCsvText, isId, readTable, type FoundProblem, type ImportColumn } from '@hiroba/server';
import { dispositionIn, sheetColumns, type SheetRow } from '../domain/office-sheet.ts';
import type { Profile } from '../domain/profile.ts';

/** What is wrong in a sheet, and where. */
export type SheetProblem = FoundProblem;

/** A sheet that came back, as it is read. */
export interface ReadSheet {
  readonly rows: readonly SheetRow[];
  readonly problems: readonly SheetProblem[];
  readonly ignored: readonly string[];
}

const needed: ReadonlySet<string> = new Set(['opinion_id', 'state', 'disposition', 'reply']);
const columns: readonly ImportColumn[] = sheetColumns.map(({ key, ja }) => ({ name: key, otherNames: [ja] }));

/** Reads a sheet; whatever is wrong in it is told by line. */
export function readSheet(bytes: Uint8Array, profile: Pick<Profile, 'dispositions'>, most: number): ReadSheet {
  const table = readTable(bytes, columns, { rows: most });
  const plain = table.encoding === 'XLSX' || table.encoding === 'JSON' ? (cell: string) => cell : fromCsvText;
  const problems: SheetProblem[] = [...table.problems];
  const seen = new Map<string, number>();
  const has = (name: string) => table.rows[0] === undefined || Object.hasOwn(table.rows[0].cells, name);
  for (const name of needed) if (!has(name)) problems.push({ line: 1, column: name, code: 'MISSING_HEADER' });
  const rows = table.rows.map(({ line, cells }): SheetRow => {
    const cell = (name: string) => plain(cells[name] ?? '');
    const id = cell('opinion_id');
    const first = seen.get(id);
    if (!isId(id)) problems.push({ line, column: 'opinion_id', code: 'UNKNOWN_ID' });
    else if (first === undefined) seen.set(id, line);
    else problems.push({ line, column: 'opinion_id', code: 'DUPLICATE_ID', params: { line: first } });
    const disposition = dispositionIn(cell('disposition'), profile);
    if (disposition instanceof Refusal) problems.push({ line, column: 'disposition', code: 'UNKNOWN_DISPOSITION' });
    return {
      line, id, state: cell('state'),
      answer: {
        disposition: disposition instanceof Refusal ? null : disposition, reply: cell('reply'), reason: cell('reason'), planChange: cell('plan_change'), office: cell('office'),
      },
    };
  });
  return { rows, problems, ignored: table.ignored };
}
