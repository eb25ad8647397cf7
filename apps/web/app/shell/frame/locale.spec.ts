import { expect, it } from '@jest/globals';
import { localeOf, preferredLocale } from './locale.ts';

it.each([['/en/spaces', 'en'], ['/ja', 'ja'], ['/', 'ja'], ['/xx/spaces', 'ja'], ['/english', 'ja']])(
  '%s is in %s',
  (path, locale) => expect(localeOf(path)).toBe(locale),
);

it.each([
  ['en', 'ja', 'en'], ['', 'en-GB,en;q=0.9,ja;q=0.8', 'en'], ['', 'fr, ja;q=0.5, en;q=0.4', 'ja'],
  ['', 'ja;q=0, en;q=0.1', 'en'], ['', null, 'ja'], ['', '*', 'ja'], ['xx', 'en', 'en'],
])('who chose "%s" and wishes "%s" is greeted in %s', (chosen, accepted, locale) =>
  expect(preferredLocale(chosen, accepted)).toBe(locale));
