import { composed, Refusal } from '@hiroba/kernel';
import { citable, decided, reasoned, type CaseDecision, type JudgedSubject } from './moderation.commands.ts';
import { moderationPolicy } from './moderation.policy.ts';
import type { Judging } from './rules.ts';
import type { Waiting } from './withholding.ts';

/** What stands in the place of a covered passage, however long it was: its length would tell of it. */
export const COVER = '■■■';

/** How many passages of a text are covered at once, and how long all of them are together. */
export const MOST_PASSAGES = 50;
export const LONGEST_PASSAGES = 10_000;

/** The passages that somebody chose or typed, each once and in the form in which texts are kept. */
export const passagesIn = (typed: readonly string[]): readonly string[] => [
  ...new Set(typed.flatMap((one) => one.split(/\r?\n/)).map(composed)),
].filter((one) => one !== '');

/** Where passages stand in a text, from its beginning on; those that touch are one. */
function spansOf(text: string, passages: readonly string[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const passage of passages)
    for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + 1)) found.push([at, at + passage.length]);
  const spans: [number, number][] = [];
  for (const [start, end] of found.sort(([a], [b]) => a - b)) {
    const last = spans.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  return spans;
}

/** A text in which passages are covered, wherever they stand. */
export function covered(text: string, passages: readonly string[]): string {
  let [shown, from] = ['', 0];
  for (const [start, end] of spansOf(text, passages)) {
    shown += text.slice(from, start) + COVER;
    from = end;
  }
  return shown + text.slice(from);
}

/** Words of any shape with each text in them changed; what is no text stays. */
export function reworded<T>(words: T, change: (text: string) => string): T {
  if (typeof words === 'string') return change(words) as T;
  if (Array.isArray(words)) return words.map((one: unknown) => reworded(one, change)) as T;
  if (typeof words !== 'object' || words === null || words instanceof Date) return words;
  return Object.fromEntries(Object.entries(words).map(([name, one]) => [name, reworded(one as unknown, change)])) as T;
}

/** Whether a passage stands somewhere in words of any shape. */
const holds = (words: unknown, passage: string): boolean => {
  let isThere = false;
  reworded(words, (text) => {
    isThere ||= text.includes(passage);
    return text;
  });
  return isThere;
};

type Redacted = CaseDecision & { readonly passages: readonly string[] };

/** Covers passages of a text under a rule that allows it: everybody reads ■ in their place, in its earlier versions too. */
export const redact =
  (ruleId: string, typed: string, chosen: readonly string[], words: unknown) =>
  (at: Judging, subject: JudgedSubject, waiting: Waiting): Redacted | Refusal => {
    const refusal = moderationPolicy.redact(at, subject);
    if (refusal) return refusal;
    const rule = citable(at, ruleId, subject);
    if (rule instanceof Refusal) return rule;
    if (!rule.allowed.includes('REDACT')) return new Refusal('NOT_ALLOWED', 'rule');
    const passages = passagesIn(chosen);
    if (passages.length === 0) return new Refusal('EMPTY', 'passages');
    if (passages.length > MOST_PASSAGES) return new Refusal('LIMIT_REACHED', 'passages', { max: MOST_PASSAGES });
    if (passages.join('').length > LONGEST_PASSAGES)
      return new Refusal('TOO_LONG', 'passages', { max: LONGEST_PASSAGES });
    if (!passages.every((one) => holds(words, one) && one !== COVER)) return new Refusal('NOT_IN_TEXT', 'passages');
    const reason = reasoned(typed);
    if (reason instanceof Refusal) return reason;
    const made = decided(at, subject, waiting, { kind: 'REDACT', class: 'MEDIUM', rule, reason });
    return { ...made, passages, patch: { ...made.patch, redacted: true } };
  };
