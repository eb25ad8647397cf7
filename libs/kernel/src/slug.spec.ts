import { expect, test } from '@jest/globals';
import { isSlug, slugFromTitle } from './slug.ts';

const half = () => 0.5;

test.each([
  ['Smart City Plan', 'smart-city-plan'],
  ['  Café & Straße: O’Brien’s ', 'cafe-strasse-obriens'],
  ['Đặng', 'dang'],
  ['ＦＵＬＬ　ＷＩＤＴＨ', 'full-width'],
  ['公園の整備', '2026-hhhh'],
  ['駅前 Plan', '2026-hhhh'],
  ['ab', '2026-hhhh'],
  ['!!!', '2026-hhhh'],
  [`${'word '.repeat(20)}end`, 'word-word-word-word-word-word-word-word-word-word-word-word'],
  ['x'.repeat(100), 'x'.repeat(60)],
])('%s', (title, slug) => {
  expect(slugFromTitle(title, half, 2026)).toBe(slug);
  expect(isSlug(slug)).toBe(true);
});

test.each(['ab', '-abc', 'abc-', 'a--b', 'ABC', 'a_b', 'あいう', 'x'.repeat(61)])('%s is no slug', (slug) => {
  expect(isSlug(slug)).toBe(false);
});
