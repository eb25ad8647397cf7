import type { Alignment } from './plan.align.ts';
import type { PlanUnit } from './plan.ts';

/** What an opinion or a comment is about: the whole plan, a unit, or some words of it. Numbers count code points. */
export interface Target {
  readonly unitId: string | null;
  readonly quote: Quote | null;
}

/** Words of a unit, with what stands before and after them. */
export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  readonly end: number;
}

/** Where a target stands in a later version: as before, on an earlier wording, or on text that is no longer in the plan. */
export type Carried = Target & { readonly state: 'KEPT' | 'EARLIER_WORDING' | 'GONE' };

const AROUND = 32;
const MOST_EDITED = 0.2;

/** The words of a unit from one code point to another, as a quote. */
export function quoteOf(text: string, start: number, end: number): Quote {
  const letters = [...text];
  const words = (from: number, to: number) => letters.slice(Math.max(0, from), Math.max(0, to)).join('');
  return { exact: words(start, end), prefix: words(start - AROUND, start), suffix: words(end, end + AROUND), start, end };
}

/** Every place in a text at which some words begin, in code points. */
function placesOf(letters: readonly string[], words: readonly string[]): number[] {
  const places: number[] = [];
  for (let at = 0; at + words.length <= letters.length; at += 1) {
    if (words.every((letter, n) => letters[at + n] === letter)) places.push(at);
  }
  return places;
}

/** The stretch of a text that is nearest to some words, and by how many edits (Sellers). */
function nearest(letters: readonly string[], words: readonly string[]): { start: number; end: number; edits: number } {
  let before = words.map((_, n) => ({ edits: n + 1, start: 0 }));
  let best = { start: 0, end: 0, edits: words.length };
  for (let at = 0; at < letters.length; at += 1) {
    const now: { edits: number; start: number }[] = [];
    let [diagonal, left] = [{ edits: 0, start: at }, { edits: 0, start: at + 1 }];
    for (let n = 0; n < words.length; n += 1) {
      const up = before[n] as { edits: number; start: number };
      const same = { edits: diagonal.edits + (letters[at] === words[n] ? 0 : 1), start: diagonal.start };
      const chosen = [same, { edits: up.edits + 1, start: up.start }, { edits: left.edits + 1, start: left.start }].sort((a, b) => a.edits - b.edits)[0] ?? same;
      now.push(chosen);
      [diagonal, left] = [up, chosen];
    }
    const last = now.at(-1);
    if (last && last.edits < best.edits) best = { start: last.start, end: at + 1, edits: last.edits };
    before = now;
  }
  return best;
}

/** Where a quote stands in the text of its unit now: exactly, by what stands around it, or nearly; nothing where it is gone. */
export function placeQuote(text: string, { exact, prefix, suffix, start }: Quote): Quote | null {
  const [letters, words] = [[...text], [...exact]];
  if (words.length === 0) return null;
  const places = placesOf(letters, words);
  const around = (at: number): number => {
    const found = quoteOf(text, at, at + words.length);
    return Number(found.prefix.endsWith(prefix) || prefix.endsWith(found.prefix)) + Number(found.suffix.startsWith(suffix) || suffix.startsWith(found.suffix));
  };
  const [at] = [...places].sort((a, b) => around(b) - around(a) || Math.abs(a - start) - Math.abs(b - start));
  if (at !== undefined) return quoteOf(text, at, at + words.length);
  const close = nearest(letters, words);
  return close.edits <= words.length * MOST_EDITED ? quoteOf(text, close.start, close.end) : null;
}

/** Carries a target into a later version. Nothing is dropped: what cannot be placed is listed, and says so. */
export function carry(target: Target, before: ReadonlyMap<string, PlanUnit>, { successors, units }: Alignment, byId: ReadonlyMap<string, PlanUnit> = new Map(units.map((unit) => [unit.id, unit]))): Carried {
  if (target.unitId === null) return { ...target, state: 'KEPT' };
  const unit = byId.get(successors.get(target.unitId) ?? '');
  if (!unit) return { ...target, state: 'GONE' };
  const same = before.get(target.unitId)?.text === unit.text;
  if (!target.quote) return { unitId: unit.id, quote: null, state: same ? 'KEPT' : 'EARLIER_WORDING' };
  const placed = placeQuote(unit.text, target.quote) ?? elsewhere(target, unit, byId);
  if (!placed) return { unitId: unit.id, quote: target.quote, state: 'EARLIER_WORDING' };
  const [quote, on] = 'exact' in placed ? [placed, unit] : [placed.quote, placed.unit];
  return { unitId: on.id, quote, state: quote.exact === target.quote.exact ? 'KEPT' : 'EARLIER_WORDING' };
}

/** The other part of a unit that was split, where the words stand there. */
function elsewhere({ unitId, quote }: Target, first: PlanUnit, byId: ReadonlyMap<string, PlanUnit>): { quote: Quote; unit: PlanUnit } | null {
  if (!quote || first.relation !== 'SPLIT') return null;
  for (const unit of byId.values()) {
    const found = unit.relation === 'SPLIT' && unit.from.includes(unitId ?? '') && unit.text.includes(quote.exact) ? placeQuote(unit.text, quote) : null;
    if (found) return { quote: found, unit };
  }
  return null;
}
