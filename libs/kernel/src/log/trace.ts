import type { Json } from './jcs.ts';

/** What of the row of a thing follows from its entries. Texts stand in them as commitments, states as types. */
export interface Trace {
  readonly kind: string;
  /** The commitments whose last words stand in the column of the same name. */
  readonly words: readonly string[];
  /** What columns hold after an entry of a type, until another one of these types. */
  readonly after: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

/** The trace of a thing whose `state` follows from what happened to it. */
export const traced = (
  kind: string,
  words: readonly string[],
  states: Readonly<Record<string, string>> = {},
): Trace => ({
  kind,
  words,
  after: Object.fromEntries(Object.entries(states).map(([what, state]) => [`${kind}.${what}`, { state }])),
});
