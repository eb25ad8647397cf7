/** The letters of codes on paper: none of them is taken for another. */
export const receiptLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** How many letters of a code are drawn at random; the last one checks them. */
export const receiptLength = 14;

const base = receiptLetters.length;
const BLANKS_AND_DASHES = /[\s\u002d\u00ad\u2010-\u2015\u2043\u2212\u30fc\uff0d\uff70]/gu;

/** The whole code of fourteen letters: any wrong letter, and any two that changed places, no longer fit its last one. */
export function withCheckLetter(drawn: string): string {
  const sum = Array.from(drawn, (letter, at) => (at + 1) * receiptLetters.indexOf(letter)).reduce(
    (total, n) => total + n,
    0,
  );
  return drawn + receiptLetters.charAt((2 * sum) % base);
}

/** A code as somebody typed it, in its one form; nothing where it was mistyped. */
export function readReceiptCode(typed: string): string | undefined {
  const code = typed.slice(0, 200).normalize('NFKC').toUpperCase().replace(BLANKS_AND_DASHES, '');
  if (code.length !== receiptLength + 1 || Array.from(code).some((letter) => !receiptLetters.includes(letter)))
    return undefined;
  return withCheckLetter(code.slice(0, receiptLength)) === code ? code : undefined;
}

/** A code as paper shows it: three groups of five. */
export const shownReceiptCode = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-');
