/** An exact number: numerator over a positive denominator, in lowest terms. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** The greatest common divisor of two whole numbers. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The fraction n/d in lowest terms. */
export function fraction(n: bigint, d = 1n): Fraction {
  if (d === 0n) throw new RangeError('a fraction with denominator zero');
  const shared = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / shared, d: d / shared };
}

export const zero: Fraction = { n: 0n, d: 1n };

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? fraction(a.n + b.n, a.d) : fraction(a.n * b.d + b.n * a.d, a.d * b.d);

export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d });

export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);

/** Less than zero, zero or more, as a is less than, equal to or more than b. */
export function compare(a: Fraction, b: Fraction): number {
  const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A fraction as results write it: `"60"`, `"20/3"`. */
export const textOfFraction = ({ n, d }: Fraction): string => (d === 1n ? `${n}` : `${n}/${d}`);

/** The exact value of a decimal text (`2917710.16`, `-3`), or undefined where it is none. */
export function fractionOf(text: string): Fraction | undefined {
  const found = /^(-?)(\d{1,40})(?:\.(\d{0,20}))?$/.exec(text.trim());
  if (found === null) return undefined;
  const [, sign, whole, part = ''] = found;
  const n = BigInt(`${whole}${part}`);
  return fraction(sign === '-' ? -n : n, 10n ** BigInt(part.length));
}

/** A fraction that results write, for eyes: rounded to so many digits, with groups of three before the point. */
export function roundedText(text: string, digits = 0): string {
  const [n = '0', d = '1'] = text.split('/');
  const scale = 10n ** BigInt(digits);
  const [top, bottom] = [BigInt(n) * scale * 2n, BigInt(d)];
  const parts = (top + (top < 0n ? -bottom : bottom)) / (2n * bottom);
  const written = String(parts < 0n ? -parts : parts).padStart(digits + 1, '0');
  const whole = written.slice(0, written.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${parts < 0n ? '-' : ''}${whole}${digits > 0 ? `.${written.slice(-digits)}` : ''}`;
}

/** The nearest double, for showing and for first filters; never for deciding. */
export function asDouble({ n, d }: Fraction): number {
  const bits = Math.max(n.toString(2).length, d.toString(2).length) - 1000;
  const shift = BigInt(Math.max(bits, 0));
  return Number(n >> shift) / Number(d >> shift || 1n);
}
