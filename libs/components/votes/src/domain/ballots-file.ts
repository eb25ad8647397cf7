import type { Json } from '@hiroba/kernel';
import { canonicalBallot, isBlank, type Ballot } from './ballot.ts';
import { byCodePoint } from './option-order.ts';

/** A ballot and how many cast the same. */
export interface CountedBallot {
  readonly b: Ballot;
  readonly n: number;
}

/** A line of a ballots file that is none, by its number from 1. */
export class BallotsFileProblem extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`line ${line}: ${reason}`);
  }
}

/** Merges equal ballots and sorts them by the bytes of their canonical text, so that neither order nor person is left. */
export function mergeBallots(ballots: Iterable<CountedBallot>): readonly CountedBallot[] {
  const merged = new Map<string, { b: Ballot; n: number }>();
  for (const { b, n } of ballots) {
    const text = canonicalBallot(b);
    const same = merged.get(text);
    if (same) same.n += n;
    else merged.set(text, { b, n });
  }
  return [...merged].sort(([a], [b]) => byCodePoint(a, b)).map(([, counted]) => counted);
}

/** The ballots file (voting design, 10.1): one canonical line for each distinct ballot, with its count. */
export const ballotsFile = (ballots: Iterable<CountedBallot>): string =>
  mergeBallots(ballots)
    .map(({ b, n }) => `{"b":${canonicalBallot(b)},"n":${n}}\n`)
    .join('');

function lineOf(text: string, line: number): CountedBallot {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BallotsFileProblem(line, 'not JSON');
  }
  const { b, n, ...others } = (value ?? {}) as Record<string, Json>;
  if (b === undefined || !Number.isSafeInteger(n) || (n as number) < 1 || Object.keys(others).length > 0)
    throw new BallotsFileProblem(line, 'not a counted ballot');
  return { b: b as Ballot, n: n as number };
}

/** The counted ballots of a ballots file; throws where it is not the one canonical file of its ballots. */
export function readBallotsFile(text: string): readonly CountedBallot[] {
  if (text !== '' && !text.endsWith('\n')) throw new BallotsFileProblem(text.split('\n').length, 'no line end');
  const lines = text === '' ? [] : text.slice(0, -1).split('\n');
  const ballots = lines.map((line, at) => lineOf(line, at + 1));
  const canonical = ballots.map(({ b, n }) => `{"b":${canonicalBallot(b)},"n":${n}}`);
  const wrong = canonical.findIndex(
    (line, at) =>
      line !== lines[at] ||
      (at > 0 &&
        byCodePoint(
          canonicalBallot((ballots[at - 1] as CountedBallot).b),
          canonicalBallot((ballots[at] as CountedBallot).b),
        ) >= 0),
  );
  if (wrong >= 0) throw new BallotsFileProblem(wrong + 1, 'not in its canonical form and place');
  return ballots;
}

/** How many ballots there are, blank ones among them. */
export const ballotsIn = (ballots: readonly CountedBallot[]): { readonly valid: number; readonly blank: number } => ({
  valid: ballots.reduce((sum, { n }) => sum + n, 0),
  blank: ballots.reduce((sum, { b, n }) => (isBlank(b) ? sum + n : sum), 0),
});
