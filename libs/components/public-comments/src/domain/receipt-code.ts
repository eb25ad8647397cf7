import { receiptLength, receiptLetters, withCheckLetter } from '@hiroba/kernel';

/** The code of even bytes of chance: two bytes choose a letter, and those that would make some likelier are passed over. */
export function receiptCodeOf(bytes: Uint8Array): string | undefined {
  const base = receiptLetters.length;
  let drawn = '';
  for (let i = 0; i + 1 < bytes.length && drawn.length < receiptLength; i += 2) {
    const number = (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0);
    if (number < 65_536 - (65_536 % base)) drawn += receiptLetters.charAt(number % base);
  }
  return drawn.length === receiptLength ? withCheckLetter(drawn) : undefined;
}
