import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { coversOnce, marksOf, merged, pointsOf, sentencesOf, splitBy, textIn, uncovered } from './text-ranges.ts';

const letter = '拝啓　計画案について意見を送ります。\n\n１．自転車道が狭いです。広げてください。\n２．駐輪場の数が足りません！「困った」という声もあります。👨‍👩‍👧葛\u{e0100}城\n敬具';

describe('the sentences of a submission', () => {
  test('are the whole text, each character once', () => {
    expect(coversOnce(pointsOf(letter), sentencesOf(letter))).toBe(true);
    expect(sentencesOf(letter).map((range) => textIn(letter, [range]))).toEqual([
      '拝啓　計画案について意見を送ります。', '１．', '自転車道が狭いです。', '広げてください。', '２．', '駐輪場の数が足りません！', '「困った」という声もあります。',
      '👨‍👩‍👧葛\u{e0100}城', '敬具',
    ]);
  });

  test('PC10 of 200 random submissions cover each character once, however they are split', () => {
    fc.assert(fc.property(
      fc.string({ unit: fc.constantFrom('あ', '𠮷', '。', '\n', '！', ' ', '👍', '」', 'a'), maxLength: 80 }), fc.array(fc.nat(3), { minLength: 80, maxLength: 80 }),
      (text, chosen) => {
        const sentences = sentencesOf(text);
        const dense = [...new Set(chosen.slice(0, sentences.length).filter((mark) => mark > 0))].sort();
        const marks = chosen.slice(0, sentences.length).map((mark) => (mark === 0 ? 0 : dense.indexOf(mark) + 1));
        const split = splitBy(sentences, marks);
        const ranges = [...(split?.opinions.flat() ?? []), ...(split?.noOpinion ?? [])];
        expect(coversOnce(pointsOf(text), ranges)).toBe(true);
        expect(marksOf(sentences, split?.opinions ?? [])).toEqual(marks);
      },
    ), { numRuns: 200, seed: 10 });
  });
});

describe('PC13 splitting a letter', () => {
  test('one submission of twelve points becomes twelve opinions; merging two and undoing it keep all of it', () => {
    const text = Array.from({ length: 12 }, (_, i) => `${i + 1}点目の意見です。`).join('\n');
    const sentences = sentencesOf(text);
    const twelve = splitBy(sentences, sentences.map((_, i) => i + 1));
    expect(twelve?.opinions).toHaveLength(12);
    const marks = sentences.map((_, i) => (i < 2 ? 1 : i));
    const eleven = splitBy(sentences, marks);
    expect(eleven?.opinions).toHaveLength(11);
    expect(coversOnce(pointsOf(text), eleven?.opinions.flat() ?? [])).toBe(true);
    expect(splitBy(sentences, sentences.map((_, i) => i + 1))).toEqual(twelve);
  });

  test('numbers with a gap, fewer marks than sentences, and parts of numbers are no split', () => {
    const sentences = sentencesOf('一。二。');
    expect([[1, 3], [1], [1, 1.5], [-1, 1], [2, 2]].map((marks) => splitBy(sentences, marks))).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(splitBy(sentences, [0, 0])).toEqual({ opinions: [], noOpinion: [{ from: 0, to: 4 }] });
  });

  test('parts that are apart are shown as such; holes and overlaps are found', () => {
    expect(textIn('一。二。三。', [{ from: 4, to: 6 }, { from: 0, to: 2 }])).toBe('一。\n…\n三。');
    expect(uncovered(6, [{ from: 1, to: 2 }, { from: 2, to: 4 }])).toEqual([{ from: 0, to: 1 }, { from: 4, to: 6 }]);
    expect(coversOnce(4, [{ from: 0, to: 3 }, { from: 2, to: 4 }])).toBe(false);
    expect(merged([{ from: 2, to: 2 }])).toEqual([]);
  });
});
