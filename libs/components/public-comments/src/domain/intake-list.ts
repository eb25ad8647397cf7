import { composed, fold, instantOf, parseDate, Refusal, type CivilDate } from '@hiroba/kernel';
import type { Profile } from './profile.ts';
import type { Channel } from './round.ts';
import type { Intake } from './submission.commands.ts';
import { contactProblem, contactParts, LONGEST_SUBMISSION, tidyContact, type SubmissionInput, type SubmitterContact } from './submission.ts';

/** The columns of a list of opinions that came on other ways, by the headers a clerk would write. */
export const listColumns = [
  { name: 'number', otherNames: ['番号', '整理番号', '通し番号', 'No', 'No.', 'ID', 'external_id'] },
  { name: 'received', otherNames: ['受付日', '受付日時', '届いた日', '届いた日時', '到着日', '受信日時', 'received_at'], required: true },
  { name: 'time', otherNames: ['受付時刻', '時刻'] },
  { name: 'channel', otherNames: ['方法', '届いた方法', '受付方法', '提出方法', '送り方'], required: true },
  { name: 'postmark', otherNames: ['消印', '消印日', '消印の日', 'postmark_at'] },
  { name: 'category', otherNames: ['区分', '提出者の区分', '提出者区分'] },
  { name: 'extra', otherNames: ['区分の詳細', '区分の内容'] },
  { name: 'body', otherNames: ['意見', 'ご意見', '意見の内容', '意見内容', '内容', '本文', 'text'], required: true },
  { name: 'name', otherNames: ['氏名', '名前', 'お名前'] },
  { name: 'kana', otherNames: ['ふりがな', 'フリガナ', '氏名カナ', 'よみがな'] },
  { name: 'organisation', otherNames: ['団体名', '法人名', '会社名', '団体'] },
  { name: 'address', otherNames: ['住所', '所在地'] },
  { name: 'mail', otherNames: ['メールアドレス', 'メール', 'email', 'e-mail'] },
  { name: 'phone', otherNames: ['電話', '電話番号', 'TEL'] },
  { name: 'persons', otherNames: ['人数', '連名の人数'] },
] as const;

export type ListColumn = (typeof listColumns)[number]['name'];

/** So many rows one list has. */
export const mostListRows = 200_000;

/** What is wrong in one cell of a list. */
export interface ListProblem {
  readonly column: ListColumn;
  readonly code: 'BAD_DATE' | 'NO_SUCH_DAY' | 'BAD_TIME' | 'UNKNOWN_WAY' | 'UNKNOWN_CATEGORY' | 'BAD_NUMBER' | 'DUPLICATE_NUMBER' | Refusal['code'];
  readonly params?: Readonly<Record<string, string | number>>;
}

/** What a row says, as a single entry at the desk would. */
export interface ListEntry {
  readonly input: SubmissionInput;
  readonly intake: Intake;
}

/** The cells of a row by their columns; what is not there is empty. */
export type ListCells = Readonly<Partial<Record<ListColumn, string>>>;

const ways: Readonly<Record<Exclude<Channel, 'ONLINE'>, readonly string[]>> = {
  POST: ['POST', '郵送', '郵便', '封書', 'はがき', '葉書', '手紙'],
  FAX: ['FAX', 'ファックス', 'ファクス', 'ファクシミリ'],
  MAIL: ['MAIL', '電子メール', 'メール', 'Eメール', 'e-mail', 'email'],
  COUNTER: ['COUNTER', '窓口', '持参', '窓口持参', '直接', '説明会', '意見箱'],
};

/** The way that a cell means. */
export const wayIn = (cell: string): Channel | undefined =>
  (Object.entries(ways) as [Channel, readonly string[]][]).find(([, names]) => names.some((name) => fold(name) === fold(cell)))?.[0];

const DAY_MS = 86_400_000;
const TIME = /^(午前|午後|AM|PM)?(\d{1,2})[:時](\d{1,2})?分?(?::\d{1,2})?$/;

/** Minutes of a day that a text says: 10:30, 10時30分, 午後3時. */
function minutesIn(typed: string): number | undefined {
  const [matched, half, hours = '', minutes = '0'] = TIME.exec(typed.normalize('NFKC').toUpperCase().replace(/\s/g, '')) ?? [];
  const [hour, minute] = [Number(hours) + ((half === '午後' || half === 'PM') && Number(hours) < 12 ? 12 : 0), Number(minutes)];
  return matched === undefined || hour > 23 || minute > 59 ? undefined : hour * 60 + minute;
}

interface Moment {
  readonly date: CivilDate;
  /** Minutes of the day, where it says them. */
  readonly minutes: number | undefined;
}

/** The moment that a cell says, in any usual form; a bare number of five digits is a day as spreadsheets count them. */
export function momentIn(cell: string): Moment | 'BAD_DATE' | 'NO_SUCH_DAY' | 'BAD_TIME' {
  const text = cell.normalize('NFKC').trim();
  const serial = /^([2-9]\d{4})(\.\d+)?$/.exec(text);
  if (serial) {
    const day = new Date(Date.UTC(1899, 11, 30) + Number(serial[1]) * DAY_MS);
    const date = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
    return { date, minutes: serial[2] ? Math.min(1_439, Math.round(Number(serial[2]) * 1_440)) : undefined };
  }
  const [, days = text, time = ''] = /^(.*?\d日?(?:\([^()]*\))?)(?:T|\s+|(?<=[日)])\s*)((?:午前|午後|AM|PM)?\s*\d{1,2}[:時].*)$/i.exec(text) ?? [];
  const parsed = parseDate(days);
  if (!('date' in parsed)) return parsed.problem === 'NOT_A_DATE' ? 'BAD_DATE' : 'NO_SUCH_DAY';
  const minutes = time === '' ? undefined : minutesIn(time);
  return time !== '' && minutes === undefined ? 'BAD_TIME' : { date: parsed.date, minutes };
}

/** What the list is read against. */
export interface ListRound {
  readonly profile: Profile;
  readonly opensAt: Date | null;
  readonly locale: string;
  readonly zone: string;
}

const instantAt = ({ date, minutes = 0 }: Moment, zone: string): Date =>
  instantOf({ ...date, hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0 }, zone);

/** Reads a row as a single entry; everything that is wrong in it is told at once. */
export function entryIn(cells: ListCells, { profile, opensAt, locale, zone }: ListRound): ListEntry | readonly ListProblem[] {
  const problems: ListProblem[] = [];
  const cell = (name: ListColumn): string => (cells[name] ?? '').trim();
  const moment = (column: ListColumn, typed: string): Moment | undefined => {
    if (typed === '') return undefined;
    const said = momentIn(typed);
    if (typeof said === 'object') return said;
    problems.push({ column, code: said });
    return undefined;
  };
  const received = moment('received', cell('received'));
  const minutes = cell('time') === '' ? undefined : minutesIn(cell('time'));
  if (cell('time') !== '' && minutes === undefined) problems.push({ column: 'time', code: 'BAD_TIME' });
  const postmark = moment('postmark', cell('postmark'));
  const channel = wayIn(cell('channel'));
  if (cell('channel') !== '' && !channel) problems.push({ column: 'channel', code: 'UNKNOWN_WAY' });
  const known = profile.categories.find(({ code, label }) => [code, label.ja, label.en].some((each) => each !== undefined && fold(each) === fold(cell('category'))));
  if (cell('category') !== '' && !known) problems.push({ column: 'category', code: 'UNKNOWN_CATEGORY' });
  const persons = cell('persons') === '' ? null : Number(cell('persons').normalize('NFKC').replace(/[人名,]/g, ''));
  if (persons !== null && !(Number.isInteger(persons) && persons > 0)) problems.push({ column: 'persons', code: 'BAD_NUMBER' });
  const contact = Object.fromEntries(contactParts.map((part) => [part, part === 'nickname' || part === 'ageBand' ? '' : cell(part)])) as unknown as SubmitterContact;
  // What a sheet does not say cannot be asked of it; what it says must hold.
  const { fields } = profile;
  const free = { ...profile, fields: { ...fields, name: soften(fields.name), address: soften(fields.address), contact: soften(fields.contact) } };
  const wrong = contactProblem(tidyContact(contact, free, false), free, false);
  if (wrong) problems.push({ column: (wrong.field ?? '').replace('contact.', '') as ListColumn, code: wrong.code, params: wrong.params });
  if (problems.length > 0 || !received || !channel) return problems;
  const at = instantAt({ date: received.date, minutes: minutes ?? received.minutes }, zone);
  // A day without its time begins when the round does, on the day on which it does.
  const timeless = minutes === undefined && received.minutes === undefined;
  const receivedAt = timeless && opensAt && at < opensAt && opensAt.getTime() - at.getTime() < DAY_MS ? opensAt : at;
  return {
    input: { body: composed(cells.body ?? ''), locale, unitId: null, category: known?.code ?? null, extra: cell('extra').slice(0, LONGEST_SUBMISSION.extra), child: false, contact, notify: false, files: [] },
    intake: { channel, receivedAt, signedAt: null, postmarkAt: postmark ? instantAt(postmark, zone) : null, persons },
  };
}

const soften = (need: Profile['fields']['name']): Profile['fields']['name'] => (need === 'REQUIRED' ? 'OPTIONAL' : need);

/** The column that a refusal of an entry is about. */
export const columnOfRefusal = ({ field }: Pick<Refusal, 'field'>): ListColumn =>
  ({ receivedAt: 'received', postmarkAt: 'postmark', channel: 'channel', persons: 'persons', body: 'body' } as const)[field ?? ''] ?? 'received';
