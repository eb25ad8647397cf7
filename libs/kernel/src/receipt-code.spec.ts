import { describe, expect, test } from '@jest/globals';
import { readReceiptCode, receiptLetters, shownReceiptCode, withCheckLetter } from './receipt-code.ts';

const code = withCheckLetter('7K3MQX9D2H4TRW');

describe('codes on paper', () => {
  test.each([
    ['7K3MQX9D2H4TRW', 'C'],
    ['22222222222222', '2'],
    ['ZZZZZZZZZZZZZZ', '9'],
  ])('%s ends in %s', (drawn, check) => {
    expect(withCheckLetter(drawn)).toBe(drawn + check);
  });

  test('are read however they are typed', () => {
    for (const typed of [
      code,
      '7k3mq-x9d2h-4trwc',
      ' 7K3MQ X9D2H 4TRWC ',
      '７Ｋ３ＭＱ－Ｘ９Ｄ２Ｈ－４ＴＲＷＣ',
      '7k3mqーx9d2hー4trwc',
    ]) {
      expect(readReceiptCode(typed)).toBe(code);
    }
    expect(shownReceiptCode(code)).toBe('7K3MQ-X9D2H-4TRWC');
  });

  test('with one wrong letter, or two that changed places, are no codes', () => {
    const letters = Array.from(code);
    for (let at = 0; at < letters.length; at += 1) {
      for (const other of receiptLetters)
        if (other !== letters[at]) expect(readReceiptCode(letters.with(at, other).join(''))).toBeUndefined();
      for (let second = at + 1; second < letters.length; second += 1) {
        if (letters[at] === letters[second]) continue;
        expect(
          readReceiptCode(
            letters
              .with(at, letters[second] ?? '')
              .with(second, letters[at] ?? '')
              .join(''),
          ),
        ).toBeUndefined();
      }
    }
  });

  test('of another length, with letters that are none, or endless, are no codes', () => {
    for (const typed of [
      '',
      code.slice(0, 14),
      `${code}2`,
      code.replace('7', '0'),
      'O'.repeat(15),
      '2'.repeat(100_000),
    ]) {
      expect(readReceiptCode(typed)).toBeUndefined();
    }
  });
});
