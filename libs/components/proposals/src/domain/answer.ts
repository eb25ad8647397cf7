import { badText, composed, graphemes, locales, Refusal, type LocalizedText, type SettingLock } from '@hiroba/kernel';

/** What an official answer says; all but `EVALUATING` are final. */
export const answerKinds = ['EVALUATING', 'ACCEPTED', 'PARTLY', 'REJECTED', 'OTHER'] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** Why the city answers as it does, as statistics count it. */
export const answerReasons = ['PLANNED', 'DONE', 'BUDGET', 'LAW', 'TECHNICAL', 'OTHER_BODY', 'OTHER'] as const;
export type AnswerReason = (typeof answerReasons)[number];

/** The colours a status can have, by what they stand for. */
export const statusTones = ['waiting', 'done', 'refused', 'over', 'open'] as const;
export type StatusTone = (typeof statusTones)[number];

/** The signs a status can have beside its word. */
export const statusIcons = ['clock', 'check', 'cross', 'minus', 'office', 'calendar', 'chat', 'info'] as const;
export type StatusIcon = (typeof statusIcons)[number];

/** A row of a place's statuses: what an answer is called there, and which kind of answer it is. */
export type AnswerStatus = {
  readonly key: string;
  readonly kind: AnswerKind;
  readonly label: LocalizedText;
  readonly icon: StatusIcon;
  readonly tone: StatusTone;
};

/** The statuses every place begins with. */
export const defaultStatuses: readonly AnswerStatus[] = [
  { key: 'evaluating', kind: 'EVALUATING', label: { ja: '市が検討中', en: 'The city is looking into it' }, icon: 'clock', tone: 'waiting' },
  { key: 'accepted', kind: 'ACCEPTED', label: { ja: '実施します', en: 'Will be done' }, icon: 'check', tone: 'done' },
  { key: 'partly', kind: 'PARTLY', label: { ja: '一部を実施します', en: 'Will be done in part' }, icon: 'check', tone: 'done' },
  { key: 'rejected', kind: 'REJECTED', label: { ja: '実施しません', en: 'Will not be done' }, icon: 'cross', tone: 'refused' },
];

/** The status of an answer whose place has no row for it: it came from a file, or from before there were rows. */
const otherwise: AnswerStatus = { key: 'other', kind: 'OTHER', label: { ja: '市の回答あり', en: 'Answered by the city' }, icon: 'office', tone: 'over' };

/** The row an answer is shown with: its own, else the first of its kind. */
export const statusOf = (statuses: readonly AnswerStatus[], key: string | null, kind: AnswerKind): AnswerStatus =>
  statuses.find((row) => row.key === key)
  ?? [...statuses, ...defaultStatuses].find((row) => row.kind === kind)
  ?? otherwise;

const KEY = /^[a-z][a-z0-9-]{0,39}$/;
const LONGEST_LABEL = 40;

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value === composed(value) && !badText(value) && value.length <= LONGEST_LABEL * 8 && graphemes(value) <= LONGEST_LABEL;

/** Whether a stored or sent row is one. */
export function isStatus(row: unknown): row is AnswerStatus {
  const { key, kind, label, icon, tone } = (row ?? {}) as Partial<Record<keyof AnswerStatus, unknown>>;
  const words = (typeof label === 'object' && label !== null ? Object.entries(label) : []).filter(([, text]) => text !== '');
  return typeof key === 'string' && KEY.test(key) && answerKinds.some((one) => one === kind)
    && statusIcons.some((one) => one === icon) && statusTones.some((one) => one === tone)
    && words.length > 0 && words.every(([locale, text]) => locales.some((one) => one === locale) && isText(text));
}

/** Under which name the use of a status is counted. */
export const useOfStatus = (key: string): string => `status:${key}`;

/** A status that an answer has keeps its row and its kind; its words may be put better. */
export const statusLock: SettingLock = (use, wish) => {
  if (!wish) return undefined;
  const [from, to] = [wish.from, wish.to] as [readonly AnswerStatus[], readonly AnswerStatus[]];
  const lost = from.find(({ key, kind }) =>
    (use[useOfStatus(key)] ?? 0) > 0 && to.find((row) => row.key === key)?.kind !== kind);
  return lost && new Refusal('IN_USE', 'settings.answerStatuses', { key: lost.key });
};

/** Supports count by the minimum that held when they were given, so it stays once there are some. */
export const supportsLock: SettingLock = ({ supports = 0 }) => (supports > 0 ? new Refusal('IN_USE') : undefined);

/** What an answer says. */
export interface AnswerContent {
  readonly kind: AnswerKind;
  /** The key of its status; null where the place has no row for it. */
  readonly status: string | null;
  readonly text: LocalizedText;
  readonly office: string;
  readonly reasonCode: AnswerReason | null;
  readonly costYen: number | null;
  readonly costNote: string | null;
  /** When it will be done. */
  readonly period: string | null;
  /** Addresses of what came of it. */
  readonly results: readonly string[];
}

const sayings = ({ kind, status, text, office, reasonCode, costYen, costNote, period, results }: Partial<AnswerContent>): string =>
  JSON.stringify([kind, status, text?.ja, text?.en, office, reasonCode, costYen, costNote, period, ...(results ?? [])].map((part) => part ?? null));

/** Whether two answers say the same; what an older one does not tell counts as nothing. */
export const sameAnswer = (a: Partial<AnswerContent>, b: Partial<AnswerContent>): boolean => sayings(a) === sayings(b);

/** What the rules read of a proposal's answer: the one in force, and the one the clock brings. */
export interface AnswerFacts {
  readonly answerKind: AnswerKind | null;
  /** From when the scheduled answer is in force. */
  readonly nextAnswerAt?: Date | null;
  readonly nextAnswerKind?: AnswerKind | null;
}

/** An answer being prepared: private to the staff until it is published, by hand or by the clock. */
export interface AnswerDraftFacts {
  readonly content: AnswerContent;
  /** Why an earlier answer is corrected. */
  readonly reason: string | null;
  readonly edition: number;
  /** From when it is in force; null while it is only prepared. */
  readonly publishAt: Date | null;
}

/** Whether the city has given its last word. */
export const isFinal = (kind: AnswerKind | null): boolean => kind !== null && kind !== 'EVALUATING';

/** Whether the clock has brought the scheduled answer. */
export const isDue = ({ nextAnswerAt }: Pick<AnswerFacts, 'nextAnswerAt'>, now: Date): boolean =>
  nextAnswerAt !== null && nextAnswerAt !== undefined && nextAnswerAt <= now;

/** The kind of the answer in force at an instant: what is scheduled counts from its instant on, whoever writes that down when. */
export const answerKindAt = (facts: AnswerFacts, now: Date): AnswerKind | null =>
  (isDue(facts, now) ? facts.nextAnswerKind ?? null : facts.answerKind);
