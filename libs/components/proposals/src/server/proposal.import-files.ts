import { fold, instantOf, parseDate, Refusal } from '@hiroba/kernel';
import { fromCsvText, readTable, type ImportColumn, type ImportedCsv, type ImportProblem, type ImportRow } from '@hiroba/server';
import { spotOf, type Spot } from '@hiroba/places';
import { headingsIn } from '@hiroba/taxonomies';
import { detailNames, proposalKinds, type ProposalDetails, type ProposalKind } from '../domain/proposal.kind.ts';
import { answerKinds, type AnswerKind } from '../domain/proposal.ts';

/** What is wrong with an import: in which file, on which line, in which column. */
export interface RowProblem {
  readonly file: 'PROPOSALS' | 'ANSWERS';
  readonly line: number;
  readonly column?: string;
  readonly code: ImportProblem['code'] | 'DUPLICATE_ID' | 'UNKNOWN_ID' | 'UNKNOWN_GROUP' | 'UNKNOWN_NODE' | 'BAD_DATE' | 'BAD_NUMBER' | 'UNKNOWN_KIND' | string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** A row of the file of texts. */
export interface TextRow {
  readonly line: number;
  readonly externalId: string;
  readonly title: string;
  readonly body: string;
  /** The headings it comes under, as the file writes them. */
  readonly taxonomies: readonly string[];
  readonly spot: Spot | null;
  readonly locale: string;
  readonly creditedTo: string;
  readonly origin: string;
  readonly receivedAt: Date | null;
  /** The answer it shares with others. */
  readonly group: string;
  /** What it is, where its place asks, and what it says besides its text. */
  readonly kind: ProposalKind | null;
  readonly details: ProposalDetails;
}

/** A row of the file of answers: to one text, or to all texts of a group. */
export interface AnswerRow {
  readonly line: number;
  readonly id: string;
  readonly group: string;
  readonly kind: AnswerKind;
  readonly text: { readonly ja?: string; readonly en?: string };
  readonly office: string;
  readonly costYen: number | null;
}

/** A file as it was understood. */
export interface ReadFile<R> {
  readonly encoding?: ImportedCsv['encoding'];
  readonly rows: readonly R[];
  readonly problems: readonly RowProblem[];
  readonly ignored: readonly string[];
}

const textColumns: readonly ImportColumn[] = [
  { name: 'external_id', otherNames: ['外部ID', '整理番号', '受付番号'] },
  { name: 'id' },
  { name: 'title', otherNames: ['件名', '題名', 'タイトル'] },
  { name: 'body', otherNames: ['text', '本文', '意見', '意見の内容', '内容'], required: true },
  { name: 'taxonomies', otherNames: ['category', 'topic', '分類', '分野', 'カテゴリー', 'カテゴリ'] },
  { name: 'address', otherNames: ['place', '場所', '住所', '所在地'] },
  { name: 'lat', otherNames: ['latitude', '緯度'] },
  { name: 'lon', otherNames: ['longitude', 'lng', '経度'] },
  { name: 'locale', otherNames: ['language', '言語'] },
  { name: 'credited_to' },
  { name: 'published_at', otherNames: ['received_at', '受付日', '受付日時'] },
  { name: 'origin', otherNames: ['channel', '受付方法'] },
  { name: 'group', otherNames: ['responseGroup', 'response_group', '回答グループ'] },
  { name: 'kind', otherNames: ['種類', '提案の種類'] },
  ...detailNames.map((name) => ({ name })),
];

const answerColumns: readonly ImportColumn[] = [
  { name: 'id', otherNames: ['external_id', 'reference', '整理番号', '受付番号'] },
  { name: 'group', otherNames: ['responseGroup', 'response_group', '回答グループ'] },
  { name: 'text', otherNames: ['text_ja', 'answer', '回答', '市の考え方', '県の考え方'], required: true },
  { name: 'text_en' },
  { name: 'kind', otherNames: ['status', '区分'] },
  { name: 'office', otherNames: ['担当課', '部署'] },
  { name: 'cost_yen', otherNames: ['費用'] },
];

/** Whether a table is one of ours: then it is read back with its guards taken off. */
// Our own files say so by a column that no other file has. Workbooks and JSON hold their cells exactly, without guards.
export const isOurs = ({ ignored, encoding }: ImportedCsv): boolean =>
  ignored.includes('log_index') && encoding !== 'XLSX' && encoding !== 'JSON';

const has = ({ rows }: ImportedCsv, ...columns: readonly string[]): boolean =>
  rows.length === 0 || columns.some((column) => rows[0] !== undefined && Object.hasOwn(rows[0].cells, column));

function missing(file: RowProblem['file'], csv: ImportedCsv, column: string, ...columns: readonly string[]): RowProblem[] {
  return csv.problems.length > 0 || has(csv, ...columns) ? [] : [{ file, line: 1, column, code: 'MISSING_HEADER' }];
}

const WITH_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)$/;

/** The instant a cell names: an ISO time with its offset, or a day in any usual form, which begins at midnight in the zone. */
export function instantIn(cell: string, zone: string): Date | undefined {
  if (WITH_TIME.test(cell)) return new Date(cell.replace(' ', 'T'));
  const parsed = parseDate(cell);
  return 'date' in parsed ? instantOf({ ...parsed.date, hour: 0, minute: 0, second: 0 }, zone) : undefined;
}

const kindWords: Readonly<Record<string, ProposalKind>> = { 困りごと: 'NEED', 政策の提案: 'POLICY', 政策: 'POLICY' };

/** What a cell says a text is: a code or a word of ours; nothing where it is empty, undefined where nobody knows it. */
const proposalKindOf = (cell: string): ProposalKind | null | undefined =>
  (cell === '' ? null : (proposalKinds.find((kind) => fold(kind) === fold(cell)) ?? kindWords[cell]));

/** Reads a file of texts; whatever is wrong in it is told by line. */
export function readTexts(bytes: Uint8Array, zone: string): ReadFile<TextRow> {
  const csv = readTable(bytes, textColumns);
  const plain = isOurs(csv) ? fromCsvText : (cell: string) => cell;
  const problems: RowProblem[] = [
    ...csv.problems.map((problem) => ({ file: 'PROPOSALS' as const, ...problem })), ...missing('PROPOSALS', csv, 'external_id', 'external_id', 'id'),
  ];
  const seen = new Map<string, number>();
  const rows = csv.rows.map(({ line, cells }: ImportRow): TextRow => {
    const cell = (name: string) => plain(cells[name] ?? '');
    const tell = (column: string, code: string, params?: RowProblem['params']) =>
      problems.push({ file: 'PROPOSALS', line, column, code, ...(params ? { params } : {}) });
    const externalId = cell('external_id') || cell('id');
    const first = seen.get(externalId);
    if (externalId === '' && has(csv, 'external_id', 'id')) tell('external_id', 'EMPTY');
    else if (first !== undefined) tell('external_id', 'DUPLICATE_ID', { line: first });
    else seen.set(externalId, line);
    const date = cell('published_at');
    const receivedAt = date === '' ? null : instantIn(date, zone);
    if (receivedAt === undefined || Number.isNaN(receivedAt?.getTime() ?? 0)) tell('published_at', 'BAD_DATE');
    const spot = spotOf({ address: cell('address'), lat: cell('lat'), lon: cell('lon') });
    if (spot instanceof Refusal) tell(spot.field ?? 'address', spot.code, spot.params);
    const kind = proposalKindOf(cell('kind'));
    if (kind === undefined) tell('kind', 'UNKNOWN_PROPOSAL_KIND');
    const locale = cell('locale') || 'ja';
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale)) tell('locale', 'BAD_FORMAT');
    return {
      line, externalId, locale, receivedAt: receivedAt ?? null, title: cell('title'), body: cell('body'), taxonomies: headingsIn(cell('taxonomies')),
      spot: spot instanceof Refusal ? null : spot,
      creditedTo: cell('credited_to'), origin: cell('origin'), group: cell('group'),
      kind: kind ?? null, details: Object.fromEntries(detailNames.flatMap((name) => (cell(name) ? [[name, cell(name)]] : []))),
    };
  });
  return { encoding: csv.encoding, rows, problems, ignored: csv.ignored };
}

const kindOf = (cell: string): AnswerKind | undefined =>
  (cell === '' ? 'OTHER' : answerKinds.find((kind) => fold(kind) === fold(cell)));

/** The whole yen a cell names; undefined where it names none. */
export function yenOf(cell: string): number | null | undefined {
  if (cell === '') return null;
  const digits = cell.normalize('NFKC').replace(/[,円¥\s]/g, '');
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

/** Reads a file of answers; whatever is wrong in it is told by line. */
export function readAnswers(bytes: Uint8Array): ReadFile<AnswerRow> {
  const csv = readTable(bytes, answerColumns);
  const problems: RowProblem[] = [
    ...csv.problems.map((problem) => ({ file: 'ANSWERS' as const, ...problem })), ...missing('ANSWERS', csv, 'group', 'group', 'id'),
  ];
  const rows = csv.rows.map(({ line, cells }): AnswerRow => {
    const cell = (name: string) => cells[name] ?? '';
    const tell = (column: string, code: string) => problems.push({ file: 'ANSWERS', line, column, code });
    const kind = kindOf(cell('kind'));
    const costYen = yenOf(cell('cost_yen'));
    if (!kind) tell('kind', 'UNKNOWN_KIND');
    if (costYen === undefined) tell('cost_yen', 'BAD_NUMBER');
    if (cell('id') === '' && cell('group') === '' && has(csv, 'group', 'id')) tell('group', 'EMPTY');
    return {
      line, id: cell('id'), group: cell('group'), kind: kind ?? 'OTHER', costYen: costYen ?? null, office: cell('office'),
      text: { ja: cell('text'), ...(cell('text_en') ? { en: cell('text_en') } : {}) },
    };
  });
  return { encoding: csv.encoding, rows, problems, ignored: csv.ignored };
}
