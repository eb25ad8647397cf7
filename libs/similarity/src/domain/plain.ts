const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{N}]+/gu;

/** Text as it is compared: NFKC, case folded, only letters and digits; blanks, punctuation, width and emoji disappear. */
export const plain = (text: string): string =>
  text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').replace(NEITHER_LETTER_NOR_DIGIT, '');

/** Whether two texts are the same but for what `plain` takes away; empty ones never are. */
export function sameText(one: string, other: string): boolean {
  const first = plain(one);
  return first !== '' && first === plain(other);
}
