import { describe, expect, it } from '@jest/globals';
import { askedNext, wayOn } from './way-on.ts';

const entered = { mfaNeeded: false, hasSecondFactor: false, closesAt: null };

describe('after signing in', () => {
  it.each([
    ['to where one wanted to be', entered, '/ja/me', '/ja/me'],
    ['home by default', entered, undefined, '/ja'],
    ['AUTH-26 home instead of to another site', entered, '//evil.test', '/ja'],
    ['AUTH-26 home instead of out again', entered, '/ja/account/sign-out', '/ja'],
    [
      'to the second factor first',
      { ...entered, mfaNeeded: true, hasSecondFactor: true },
      '/ja/desk',
      '/ja/account/second-factor?next=%2Fja%2Fdesk',
    ],
    [
      'to setting it up, where there is none',
      { ...entered, mfaNeeded: true },
      '/ja/desk',
      '/ja/account/second-factor/set-up?next=%2Fja%2Fdesk',
    ],
    [
      'AUTH-26 to the second factor, never beyond the site',
      { ...entered, mfaNeeded: true, hasSecondFactor: true },
      'https://evil.test',
      '/ja/account/second-factor?next=%2Fja',
    ],
    [
      'to the account that is about to be erased',
      { ...entered, closesAt: '2026-12-01T00:00:00Z' },
      '/ja/me',
      '/ja/account',
    ],
  ])('one goes %s', (_, state, next, target) => {
    expect(wayOn(state, 'ja', next)).toBe(target);
  });

  it('a page knows where it was asked to lead on to', () => {
    expect(askedNext({ url: 'http://city.test/ja/account/sign-in?next=%2Fja%2Fme' })).toBe('/ja/me');
    expect(askedNext({ url: 'http://city.test/ja/account/sign-in' })).toBeUndefined();
  });
});
