import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { badText, composed, excerpt, graphemes, textLimit } from './text.ts';

describe('composed and graphemes', () => {
  test.each([
    ['か\u3099', '\u304c', 1, 1, 1],
    ['ｶﾞ', 'ｶﾞ', 1, 2, 2],
    ['\ufa19', '\ufa19', 1, 1, 1],
    ['\ufa1b', '\ufa1b', 1, 1, 1],
    ['\ufa10', '\ufa10', 1, 1, 1],
    ['髙', '髙', 1, 1, 1],
    ['﨑', '﨑', 1, 1, 1],
    ['葛\u{e0100}', '葛\u{e0100}', 1, 2, 3],
    ['𠮷', '𠮷', 1, 1, 2],
    ['👨‍👩‍👧', '👨‍👩‍👧', 1, 5, 8],
  ])('%s', (input, stored, clusters, points, units) => {
    const s = composed(input);
    expect(s).toBe(stored);
    expect([graphemes(s), [...s].length, s.length]).toEqual([clusters, points, units]);
  });

  test('compatibility characters are never replaced', () => {
    expect(composed('①㈱㍿\u{2f804}')).toBe('①㈱㍿\u{2f804}');
  });

  test('line ends become LF and outer blanks go', () => {
    expect(composed('\u3000 a\r\nb\rc \n')).toBe('a\nb\nc');
  });

  test('composing twice changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (s) => composed(composed(s)) === composed(s)));
  });

  test('the fast path counts as the segmenter does', () => {
    const unit = fc.constantFrom(
      'a',
      'か',
      'ガ',
      '髙',
      '！',
      '\u3099',
      '\u200d',
      '👩',
      '\n',
      '〰',
      'é',
      '\u{e0100}',
      '。',
    );
    const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });
    fc.assert(fc.property(fc.string({ unit }), (s) => graphemes(s) === [...segmenter.segment(s)].length));
  });
});

describe('badText', () => {
  test.each([
    ['a\0b', 'NUL'],
    ['a\x1bb', 'CONTROL'],
    ['a\x7f', 'CONTROL'],
    ['a\x9bb', 'CONTROL'],
    ['\ud842', 'LONE_SURROGATE'],
    ['\udfb7a', 'LONE_SURROGATE'],
    ['\u202emoc.live', 'BIDI'],
    ['\u2066x\u2069', 'BIDI'],
    [`e${'\u0301'.repeat(9)}`, 'COMBINING'],
    [`e${'\u0301'.repeat(8)}`, undefined],
    [`花${'\u200d'.repeat(9)}`, 'COMBINING'],
    ['👨‍👩‍👧‍👦', undefined],
    ['tab\tand\nline', undefined],
    ['葛\u{e0100}𠮷👨‍👩‍👧 محمد\u200f', undefined],
  ])('%j', (s, problem) => {
    expect(badText(s)).toBe(problem);
  });
});

describe('textLimit', () => {
  const title = textLimit({ min: 1, max: 5 });
  test.each([
    ['鯉', undefined],
    ['葛\u{e0100}'.repeat(5), undefined],
    ['👨‍👩‍👧'.repeat(6), 'TOO_LONG'],
    ['x'.repeat(400), 'TOO_LONG'],
    [' \n\u3000', 'EMPTY'],
    ['a\0', 'BAD_TEXT'],
    [' 12345\r\n', undefined],
  ])('%j', (s, problem) => {
    expect(title(s)).toBe(problem);
  });

  test('an optional field may be empty', () => {
    expect(textLimit({ min: 0, max: 5 })('')).toBeUndefined();
  });
});

test('an excerpt is one line cut between graphemes', () => {
  expect(excerpt('公園の\n遊具', 10)).toBe('公園の 遊具');
  expect(excerpt('👨‍👩‍👧葛\u{e0100}𠮷野家', 3)).toBe('👨‍👩‍👧葛\u{e0100}…');
  expect(excerpt('abc', 3)).toBe('abc');
  expect(excerpt('abcd', 3)).toBe('ab…');
  expect(excerpt('abe\u0301', 3)).toBe('abe\u0301');
  expect(excerpt('abe\u0301d', 3)).toBe('ab…');
});
