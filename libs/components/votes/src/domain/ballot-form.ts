import type { Ballot } from './ballot.ts';
import type { VoteType } from './vote.ts';

/** What a form of a ballot gives: the values of its fields by their names. */
export type Typed = (name: string) => readonly string[];

/** The names of the fields of a ballot: one for what is ticked, or one for each option. */
export const fieldOf = (type: VoteType, code: string): string => (type === 'points' || type === 'score' || type === 'ranked' ? `ballot.${code}` : 'ballot');

const first = (typed: Typed, name: string): string => (typed(name)[0] ?? '').normalize('NFKC').trim();
const whole = (text: string): number | string => (/^-?\d{1,7}$/.test(text) ? Number(text) : text);

function numbersTyped(codes: readonly string[], typed: Typed): Record<string, number | string> {
  const given = codes.map((code) => [code, first(typed, `ballot.${code}`)] as const).filter(([, text]) => text !== '');
  return Object.fromEntries(given.map(([code, text]) => [code, whole(text)]));
}

/** Options by the rank that was chosen for each; equal ranks stay equal, and a rank that nobody has is no gap. */
function ranksTyped(codes: readonly string[], typed: Typed): readonly (readonly string[])[] {
  const ranks = new Map<number, string[]>();
  for (const code of codes) {
    const rank = whole(first(typed, `ballot.${code}`));
    if (typeof rank === 'number') ranks.set(rank, [...(ranks.get(rank) ?? []), code]);
  }
  return [...ranks].sort(([a], [b]) => a - b).map(([, options]) => options);
}

/** The ballot that somebody filled in, as JSON; whether it is valid says the server. */
export function ballotTyped(type: VoteType, codes: readonly string[], typed: Typed): string {
  switch (type) {
    case 'points':
    case 'score': return JSON.stringify(numbersTyped(codes, typed));
    case 'ranked': return JSON.stringify(ranksTyped(codes, typed));
    case 'approval':
    case 'knapsack': return JSON.stringify(typed('ballot'));
    default: return JSON.stringify(first(typed, 'ballot') || null);
  }
}

/** An option of a ballot: its rank, its points, or nothing but that it was chosen. */
export interface Chosen {
  readonly code: string;
  readonly number: number | null;
}

/** What a canonical ballot chose, option by option. */
export function chosenIn(canonical: string): readonly Chosen[] {
  const ballot = JSON.parse(canonical) as Ballot;
  if (ballot === null) return [];
  if (typeof ballot === 'string') return [{ code: ballot, number: null }];
  if (!Array.isArray(ballot)) return Object.entries(ballot as Readonly<Record<string, number>>).map(([code, number]) => ({ code, number }));
  return (ballot as readonly (string | readonly string[])[]).flatMap((entry, at): readonly Chosen[] =>
    (typeof entry === 'string' ? [{ code: entry, number: null }] : entry.map((code) => ({ code, number: at + 1 }))));
}
