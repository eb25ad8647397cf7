import type { Signal } from './signal.ts';

const VERSION = 1;
// In an address of mail or of a page the sign stands for something else.
const MENTION = /(?<![A-Za-z0-9_.@＠/-])[@＠][A-Za-z0-9_Ａ-Ｚａ-ｚ０-９＿]{3,20}(?![A-Za-z0-9_@＠-]|\.[A-Za-z0-9])/g;
const MANY = 6;
const FLOOD = 11;

/** A hint where one text speaks to so many people that it is hardly meant for each of them. */
export function mentionSignal(text: string): Signal | undefined {
  const found = Array.from(text.matchAll(MENTION), ({ 0: typed, index: from }) => ({
    name: typed.normalize('NFKC').toLowerCase(),
    from,
    to: from + typed.length,
  }));
  const people = new Set(found.map(({ name }) => name)).size;
  if (people < MANY) return undefined;
  return {
    id: 'MENTIONS',
    version: VERSION,
    score: people >= FLOOD ? 0.8 : 0.6,
    spans: found.map(({ from, to }) => ({ from, to })),
    facts: { people },
  };
}
