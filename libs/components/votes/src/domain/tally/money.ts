import { fraction, textOfFraction, type Fraction } from './fraction.ts';

/** An amount of money as it is stored and shown: decimal digits; a text, so that nothing is rounded. */
export type Amount = string;

const decimal = /^(\d{1,18})(?:\.(\d{0,12}))?$/;

function partsOf(text: Amount): readonly [string, string] {
  const found = decimal.exec(text.trim());
  if (found === null) throw new RangeError(`not an amount of money: ${text}`);
  return [found[1] as string, (found[2] ?? '').replace(/0+$/, '')];
}

/** Whether a text is an amount of money. */
export const isAmount = (text: string): boolean => decimal.test(text.trim());

/** Whole parts of a currency unit, as many to the unit as the finest of some amounts needs. */
export class Purse {
  /** How many parts a currency unit has. */
  readonly parts: bigint;

  constructor(amounts: readonly Amount[]) {
    this.parts = 10n ** BigInt(amounts.reduce((most, text) => Math.max(most, partsOf(text)[1].length), 0));
  }

  /** An amount in whole parts. */
  of(text: Amount): bigint {
    const [whole, rest] = partsOf(text);
    return BigInt(whole) * this.parts + (BigInt(rest || '0') * this.parts) / 10n ** BigInt(rest.length);
  }

  /** Parts as an exact number of currency units. */
  units(parts: bigint): Fraction {
    return fraction(parts, this.parts);
  }

  /** Parts as results write them: `"60"`, `"20/3"`. */
  text(parts: bigint): string {
    return textOfFraction(this.units(parts));
  }
}
