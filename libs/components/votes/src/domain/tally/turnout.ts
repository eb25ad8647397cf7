import { fraction, textOfFraction, fractionOf } from './fraction.ts';

/** How many took part of how many who could. */
export interface Participation {
  readonly valid: number;
  readonly eligible?: number;
  readonly quorumPercent?: number | string;
}

/** A per cent figure that is not one. */
function percent(given: number | string): { readonly n: bigint; readonly d: bigint } {
  const exact = fractionOf(String(given));
  if (exact === undefined || exact.n < 0n) throw new RangeError(`not a per cent figure: ${given}`);
  return exact;
}

/** Whether a part of a whole is at least so many per cent of it, exactly. */
export function reaches(part: bigint, whole: bigint, least: number | string): boolean {
  const { n, d } = percent(least);
  return 100n * part * d >= n * whole;
}

/** Turnout as a fraction, and whether the quorum is met; each only where it is asked for. */
export function turnoutOf({ valid, eligible, quorumPercent }: Participation): {
  readonly turnout?: string;
  readonly quorumMet?: boolean;
} {
  if (eligible === undefined) {
    if (quorumPercent !== undefined) throw new RangeError('a quorum needs the number of eligible people');
    return {};
  }
  const turnout = eligible === 0 ? '0' : textOfFraction(fraction(BigInt(valid), BigInt(eligible)));
  return quorumPercent === undefined
    ? { turnout }
    : { turnout, quorumMet: reaches(BigInt(valid), BigInt(eligible), quorumPercent) };
}
