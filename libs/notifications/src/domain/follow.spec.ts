import { describe, expect, test } from '@jest/globals';
import { toldUntil } from './follow.ts';

const tokyo = 'Asia/Tokyo';

describe('until when a mail tells', () => {
  // Thursday, 26 November 2026; the 30th is a Monday.
  test.each<['DAILY' | 'WEEKLY', string, string]>([
    ['DAILY', '2026-11-26T07:00:00+09:00', '2026-11-26T00:00:00+09:00'],
    ['DAILY', '2026-11-26T06:59:59.999+09:00', '2026-11-25T00:00:00+09:00'],
    ['DAILY', '2026-11-26T23:59:59+09:00', '2026-11-26T00:00:00+09:00'],
    ['DAILY', '2027-01-01T07:00:00+09:00', '2027-01-01T00:00:00+09:00'],
    ['WEEKLY', '2026-11-30T07:00:00+09:00', '2026-11-30T00:00:00+09:00'],
    ['WEEKLY', '2026-11-30T06:59:59.999+09:00', '2026-11-23T00:00:00+09:00'],
    ['WEEKLY', '2026-12-06T12:00:00+09:00', '2026-11-30T00:00:00+09:00'],
  ])('%s at %s: until %s', (frequency, now, until) => {
    expect(toldUntil(frequency, new Date(now), tokyo)).toEqual(new Date(until));
  });

  test('follows the clock of the city, whatever changes in it', () => {
    // Clocks go back on 25 October 2026: that day has 25 hours.
    expect(toldUntil('DAILY', new Date('2026-10-26T06:00:00Z'), 'Europe/Berlin')).toEqual(
      new Date('2026-10-25T23:00:00Z'),
    );
    expect(toldUntil('DAILY', new Date('2026-10-25T06:00:00Z'), 'Europe/Berlin')).toEqual(
      new Date('2026-10-24T22:00:00Z'),
    );
  });
});
