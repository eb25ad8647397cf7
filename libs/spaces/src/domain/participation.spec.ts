import { expect, test } from '@jest/globals';
import { toldFigures, type ParticipationFigure } from './participation.ts';

const people = (space: string | null, value: number, month = '2026-10'): ParticipationFigure => ({
  month,
  space_id: space,
  figure: 'participants',
  value,
});
const told = (...figures: ParticipationFigure[]) => toldFigures(figures).map(({ value }) => value);

test('people are counted from five on; none is none, and acts are told as they are', () => {
  expect(told(people(null, 0), people('a', 0), people('b', 5), people('c', 4), people('d', 1))).toEqual([
    0,
    0,
    5,
    '1-4',
    '1-4',
  ]);
  expect(told({ month: '2026-10', space_id: 'a', figure: 'published', value: 1 })).toEqual([1]);
});

test('beside one covered space neither the next smallest nor the whole city is told, and only in that month', () => {
  expect(told(people(null, 40), people('a', 3), people('b', 20), people('c', 9))).toEqual([null, '1-4', 20, null]);
  expect(told(people(null, 9), people('a', 3))).toEqual([null, '1-4']);
  expect(told(people('a', 3), people('b', 20, '2026-09'), people(null, 20, '2026-09'))).toEqual(['1-4', 20, 20]);
});
