import { describe, expect, test } from '@jest/globals';
import { readReceiptCode, receiptLetters, shownReceiptCode, withCheckLetter } from '@hiroba/kernel';
import { receiptCodeOf } from './receipt-code.ts';

const code = '7K3MQX9D2H4TRWC';

describe('PC8 receipt codes', () => {
  test('end in the letters of the published vectors', () => {
    expect(['7K3MQX9D2H4TRW', '22222222222222', 'ZZZZZZZZZZZZZZ'].map((drawn) => withCheckLetter(drawn).slice(14))).toEqual(['C', '2', '9']);
  });

  test('with any of 555 wrong letters and swaps are no codes', () => {
    const wrong = Array.from(code).flatMap((right, i) =>
      Array.from(receiptLetters).filter((other) => other !== right).map((other) => code.slice(0, i) + other + code.slice(i + 1)));
    const swapped = Array.from(code).flatMap((_, k) => Array.from({ length: k }, (_each, i) =>
      Array.from(code).with(i, code.charAt(k)).with(k, code.charAt(i)).join('')));
    const errors = [...wrong, ...swapped];
    expect(new Set(errors).size).toBe(555);
    expect(errors.filter((error) => readReceiptCode(error) !== undefined)).toEqual([]);
    expect(readReceiptCode(shownReceiptCode(code))).toBe(code);
  });

  test('are made of chance alone', () => {
    const made = receiptCodeOf(Uint8Array.from({ length: 32 }, (_, i) => (i * 37) % 256)) ?? '';
    expect(readReceiptCode(made)).toBe(made);
    expect([receiptCodeOf(new Uint8Array(64).fill(255)), receiptCodeOf(new Uint8Array(26))]).toEqual([undefined, undefined]);
  });
});
