const digitsOf = (s: string): number[] => Array.from(s, Number);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Whether twelve digits end in the check digit of a My Number. */
export function isMyNumber(s: string): boolean {
  if (!/^\d{12}$/.test(s)) return false;
  const digits = digitsOf(s);
  const rest = sum(digits.slice(0, 11).reverse().map((p, at) => p * (at < 6 ? at + 2 : at - 4))) % 11;
  return digits[11] === (rest <= 1 ? 0 : 11 - rest);
}

/** Whether thirteen digits begin with the check digit of a corporate number, which is public. */
export function isCorporateNumber(s: string): boolean {
  if (!/^\d{13}$/.test(s)) return false;
  const [first, ...others] = digitsOf(s);
  return first === 9 - (sum(others.reverse().map((p, at) => p * (at % 2 === 0 ? 1 : 2))) % 9);
}

/** Whether digits pass the check of card numbers (Luhn). */
export function passesLuhn(s: string): boolean {
  if (!/^\d+$/.test(s)) return false;
  const doubled = digitsOf(s).reverse().map((d, at) => (at % 2 === 0 ? d : d > 4 ? d * 2 - 9 : d * 2));
  return sum(doubled) % 10 === 0;
}
