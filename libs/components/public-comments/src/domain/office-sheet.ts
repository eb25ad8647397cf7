import { composed, fold, Refusal } from '@hiroba/kernel';
import { dispositionOf, type Consideration } from './opinion.ts';
import type { Profile } from './profile.ts';

/** The columns of the sheet that an office fills in; the first two say which opinion a row is about and how it was answered when the sheet was made. */
export const sheetColumns = [
  { key: 'opinion_id', ja: '意見ID（変更しない）' }, { key: 'state', ja: '状態（変更しない）' }, { key: 'number', ja: '番号' }, { key: 'opinions', ja: '件数' },
  { key: 'place', ja: '箇所' }, { key: 'opinion', ja: '意見' }, { key: 'disposition', ja: '取扱い' }, { key: 'reply', ja: '市の考え方' }, { key: 'reason', ja: '理由' },
  { key: 'plan_change', ja: '案の修正' }, { key: 'office', ja: '担当課' },
] as const;

/** What an office wrote into one row. */
export interface SheetAnswer extends Consideration {
  readonly office: string;
}

/** A row of a sheet that came back. */
export interface SheetRow {
  readonly line: number;
  readonly id: string;
  readonly state: string;
  readonly answer: SheetAnswer;
}

/** An opinion as it is answered now. */
export interface SheetOpinion extends SheetAnswer {
  readonly id: string;
}

/** What becomes of a row: it is applied, it says what is said already, the office left it alone, or somebody changed the answer meanwhile. */
export type SheetVerdict = 'APPLY' | 'SAME' | 'UNTOUCHED' | 'CONFLICT' | 'UNKNOWN_ID';

/** What the answer to an opinion is told by, wherever it is compared: the office that answers is no part of it as long as nothing is answered. */
export const sheetState = ({ disposition, reply, reason, planChange, office }: SheetAnswer): string =>
  JSON.stringify([disposition ?? '', composed(reply), composed(reason), composed(planChange), disposition === null ? '' : composed(office)]);

/** What becomes of a row, as its opinion is answered now; `seal` makes the short mark that stands in the sheet. */
export function judgeRow({ state, answer }: SheetRow, opinion: SheetOpinion | undefined, seal: (state: string) => string): SheetVerdict {
  if (!opinion) return 'UNKNOWN_ID';
  const [written, now] = [sheetState(answer), sheetState(opinion)];
  if (written === now) return 'SAME';
  if (seal(written) === state) return 'UNTOUCHED';
  return seal(now) === state ? 'APPLY' : 'CONFLICT';
}

/** The disposition that a cell means: its code, its label, or both as the sheet writes them; nothing of an empty one. */
export function dispositionIn(cell: string, profile: Pick<Profile, 'dispositions'>): string | null | Refusal {
  if (cell === '') return null;
  const is = (text: string | undefined) => text !== undefined && fold(text) === fold(cell);
  const found = profile.dispositions.find(({ code, label }) => is(code) || is(label.ja) || is(label.en) || is(shownDisposition(profile, code)));
  return found?.code ?? new Refusal('BAD_USER_INPUT', 'disposition');
}

/** A disposition as the sheet writes it: code and label. */
export function shownDisposition(profile: Pick<Profile, 'dispositions'>, code: string | null): string {
  const known = dispositionOf(profile, code);
  return known ? `${known.code} ${known.label.ja}` : '';
}
