import type { Signal, Span } from './signal.ts';

const VERSION = 1;
const WORDS_IN_CAPITALS = /(?:\p{Lu}{2,}(?:[\s,.'’!?-]+|$)){4,}/gu;
const MANY_MARKS = /[!！?？‼⁉❗❓]{6,}/gu;
const ONE_LETTER = /(\p{L})\1{14,}/gu;
const LOUD = 0.4;
const VERY_LOUD = 0.6;
const VERY_LONG = 60;

/** A hint where a text shouts: words in capitals one after another, rows of exclamation marks, a letter held down. */
export function shoutingSignal(text: string): Signal | undefined {
  const spans: Span[] = [WORDS_IN_CAPITALS, MANY_MARKS, ONE_LETTER].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ 0: found, index: from }) => ({ from, to: from + found.trimEnd().length })),
  );
  if (spans.length === 0) return undefined;
  const letters = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    id: 'SHOUTING',
    version: VERSION,
    score: letters >= VERY_LONG ? VERY_LOUD : LOUD,
    spans: spans.sort((a, b) => a.from - b.from),
    facts: { letters },
  };
}
