import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diffPages, diffText, type DiffPart } from './diff.ts';
import { effort } from '../testing/effort.ts';

const marks = { SAME: '', ADDED: '+', REMOVED: '-' } as const;
const shown = (parts: readonly DiffPart[]) =>
  parts.map(({ kind, text }) => (kind === 'SAME' ? text : `[${marks[kind]}${text}]`)).join('');

test.each([
  ['', '', ''],
  ['公園', '公園', '公園'],
  ['', '公園', '[+公園]'],
  ['公園を整備する', '公園を廃止する', '公園を[-整備][+廃止]する'],
  [
    '一行目\n公園に遊具を置く\n三行目',
    '一行目\n公園にベンチを置く\n三行目',
    '一行目\n公園に[-遊具][+ベンチ]を置く\n三行目',
  ],
  ['a\nb\n', 'a\n', 'a\n[-b\n]'],
])('%j → %j', (older, newer, text) => {
  expect(shown(diffText(older, newer))).toBe(text);
});

const side = (parts: readonly DiffPart[], without: DiffPart['kind']) =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

test('the parts rebuild both versions', () => {
  const text = fc.string({ unit: fc.constantFrom('公園', 'の', '\n', 'a ', '👨‍👩‍👧', '。'), maxLength: 40 });
  fc.assert(
    fc.property(text, text, (older, newer) => {
      const parts = diffText(older, newer);
      expect([side(parts, 'ADDED'), side(parts, 'REMOVED')]).toEqual([older, newer]);
    }),
  );
});

test('two unlike versions of 1 MB are compared within a second', () => {
  const page = (word: string) =>
    Array.from({ length: 20_000 }, (_, i) => `${word}${i % 7 === 0 ? i * 31 : i}行目の文章です`).join('\n');
  const [older, newer] = [page('第'), page('弟')];
  const parts = diffText(older, newer);
  expect(effort(() => diffText(older, newer))).toBeLessThan(1000);
  expect([side(parts, 'ADDED'), side(parts, 'REMOVED')]).toEqual([older, newer]);
});

test('a long change view is cut into pages that lose nothing and split no character', () => {
  const piece = fc.string({ unit: fc.constantFrom('公', '𠮷', 'a', '\n', '👨‍👩‍👧'), minLength: 1, maxLength: 30 });
  const part = fc.record({ kind: fc.constantFrom<DiffPart['kind']>('SAME', 'ADDED', 'REMOVED'), text: piece });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.integer({ min: 2, max: 20 }), (parts, longest) => {
      const pages = diffPages(parts, longest);
      const text = (all: readonly DiffPart[]) => all.map((one) => one.text).join('');
      expect(text(pages.flat())).toBe(text(parts));
      for (const page of pages) {
        expect(text(page).length).toBeLessThanOrEqual(longest);
        expect(text(page).isWellFormed()).toBe(true);
      }
    }),
  );
});
