import { expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { SimilarTexts, suggestedGroups } from './suggestions.ts';

const file = new URL('../../../../../shared/data/comments/ja-yamaguchi-opinions.csv', import.meta.url);
const absent = existsSync(file) ? '' : ' (skipped: ../shared/data is absent)';

test(`PC20 G3 the right group of real opinions is among five suggestions in at least 0.75 of cases${absent}`, () => {
  if (absent) return console.warn('../shared/data is absent');
  const rows: { id: string; text: string; responseGroup: string }[] = parse(readFileSync(file), {
    columns: true,
    bom: true,
  });
  const group = new Map(rows.map((row) => [row.id, row.responseGroup]));
  const known = new SimilarTexts(rows);
  const asked = rows.filter((row) =>
    rows.some((other) => other.id !== row.id && other.responseGroup === row.responseGroup),
  );
  const right = asked.filter((row) => known.toKnown(row.id, 5).some(({ id }) => group.get(id) === row.responseGroup));
  expect(right.length / asked.length).toBeGreaterThanOrEqual(0.75);
});

const opinions = [
  { id: 'b', text: '公園の遊具を新しくしてほしい' },
  { id: 'a', text: '公園の遊具を新しくしてほしい。' },
  { id: 'c', text: '公園に日よけがほしい' },
  { id: 'd', text: '図書館の開館時間を長くしてください' },
];

test('similar texts come best first, equal ones by id, unlike ones never', () => {
  const known = new SimilarTexts(opinions);
  expect(known.toText('公園の遊具が古い', 10).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(known.toKnown('a', 1)).toEqual([{ id: 'b', score: expect.closeTo(1, 9) }]);
  expect(known.toKnown('nobody', 5)).toEqual([]);
  expect(known.toText('🎉', 5)).toEqual([]);
});

test('a group scores as its most similar text and is suggested once', () => {
  const similar = new SimilarTexts(opinions).toText('公園の遊具を新しく', 10);
  const groups: Record<string, string> = { a: 'play', b: 'play', c: 'shade' };
  const suggested = suggestedGroups(similar, (id) => groups[id]);
  expect(suggested.map(({ group, by }) => [group, by])).toEqual([
    ['play', 'a'],
    ['shade', 'c'],
  ]);
});
