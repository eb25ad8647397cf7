import { fold } from '@hiroba/kernel';
import { fromCsvText, readTable, type ImportColumn, type ImportRow } from '@hiroba/server';
import type { AnswerInput } from '../domain/answer.commands.ts';
import { answerKinds, type AnswerStatus } from '../domain/answer.ts';
import { instantIn, isOurs, yenOf, type ReadFile, type RowProblem } from './proposal.import-files.ts';

/** A row of a file of answers: to which proposal, what is said, and when it appears. */
export interface AnswerFileRow {
  readonly line: number;
  readonly id: string;
  readonly input: AnswerInput;
  readonly publishAt: Date | null;
}

const columns: readonly ImportColumn[] = [
  { name: 'id', otherNames: ['external_id', 'reference', '整理番号', '受付番号'], required: true },
  { name: 'status', otherNames: ['answer_status', 'kind', '区分', '市の判断'], required: true },
  { name: 'text_ja', otherNames: ['text', 'answer_text_ja', '回答', '市の考え方'] },
  { name: 'text_en', otherNames: ['answer_text_en'] },
  { name: 'office', otherNames: ['answer_office', '担当課', '部署'] },
  { name: 'cost_yen', otherNames: ['費用'] },
  { name: 'cost_note', otherNames: ['費用の説明'] },
  { name: 'period', otherNames: ['execution_period', '実施の時期'] },
  { name: 'reason', otherNames: ['改める理由'] },
  { name: 'publish_at', otherNames: ['公開日時'] },
];

/** What a cell means: a status by its key or by what it is called, else a kind. */
function statusIn(cell: string, statuses: readonly AnswerStatus[]): Pick<AnswerInput, 'status' | 'kind'> | undefined {
  const is = (text: string | undefined) => text !== undefined && fold(text) === fold(cell);
  const row = statuses.find(({ key }) => is(key)) ?? statuses.find(({ label }) => is(label.ja) || is(label.en));
  const kind = answerKinds.find(is);
  return row ? { status: row.key } : kind && { kind };
}

/** Reads a file of answers; whatever is wrong in it is told by line. Ids are kept as they are written. */
export function readAnswerFile(bytes: Uint8Array, zone: string, statuses: readonly AnswerStatus[]): ReadFile<AnswerFileRow> {
  const table = readTable(bytes, columns);
  const plain = isOurs(table) ? fromCsvText : (cell: string) => cell;
  const problems: RowProblem[] = table.problems.map((problem) => ({ file: 'ANSWERS', ...problem }));
  const seen = new Map<string, number>();
  const rows = table.rows.map(({ line, cells }: ImportRow): AnswerFileRow => {
    const cell = (name: string) => plain(cells[name] ?? '');
    const tell = (column: string, code: string, params?: RowProblem['params']) =>
      problems.push({ file: 'ANSWERS', line, column, code, ...(params ? { params } : {}) });
    const [id, status] = [cell('id'), cell('status')];
    const first = seen.get(id);
    if (first !== undefined && id !== '') tell('id', 'DUPLICATE_ID', { line: first });
    else seen.set(id, line);
    const named = status === '' ? undefined : statusIn(status, statuses);
    if (!named && status !== '') tell('status', 'UNKNOWN_STATUS');
    const costYen = yenOf(cell('cost_yen'));
    if (costYen === undefined) tell('cost_yen', 'BAD_NUMBER');
    const publishAt = cell('publish_at') === '' ? null : instantIn(cell('publish_at'), zone);
    if (publishAt === undefined || Number.isNaN(publishAt?.getTime() ?? 0)) tell('publish_at', 'BAD_DATE');
    return {
      line, id, publishAt: publishAt ?? null,
      input: {
        ...named, text: { ja: cell('text_ja'), en: cell('text_en') }, office: cell('office'), costYen: costYen ?? null, costNote: cell('cost_note'),
        period: cell('period'), reason: cell('reason'),
      },
    };
  });
  return { encoding: table.encoding, rows, problems, ignored: table.ignored };
}
