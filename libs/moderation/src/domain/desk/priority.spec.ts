import { describe, expect, it } from '@jest/globals';
import { clustersOf, pointsOf, priorityOf, weightOf, weightOfReports, type Reporter } from './priority.ts';

const reporter = (id: string, more: Partial<Reporter> = {}): Reporter => ({
  id,
  network: `net ${id}`,
  joinedOn: `day ${id}`,
  mailDomain: 'example.jp',
  targets: [],
  judged: 0,
  upheld: 0,
  ...more,
});
const ten = (more: (i: number) => Partial<Reporter>): readonly Reporter[] =>
  Array.from({ length: 10 }, (_, i) => reporter(String(i), more(i)));

describe('the weight of a reporter', () => {
  it.each([
    ['nothing is known of', 0, 0, 1],
    ['was always right', 100, 100, 1.98],
    ['was never right', 100, 0, 0.5],
    ['was right every other time', 10, 5, 1],
    ['was right once', 1, 1, 4 / 3],
  ])('%s', (_, judged, upheld, weight) => expect(weightOf({ judged, upheld })).toBeCloseTo(weight, 2));
});

describe('X4 M8 reports of one cluster', () => {
  it.each([
    ['from one network', () => ({ network: 'one' })],
    ['who joined on one day with mail at one place', () => ({ joinedOn: '2026-11-01' })],
    ['who reported three other things alike', () => ({ targets: ['a', 'b', 'c'] })],
    [
      'who are bound one by one',
      (i: number) => ({ network: `n${Math.floor(i / 2)}`, joinedOn: `d${Math.ceil(i / 2)}` }),
    ],
  ])('weigh as one: ten %s', (_, more) => {
    expect(weightOfReports(ten(more))).toBe(1);
    expect(clustersOf(ten(more))).toHaveLength(1);
  });

  it.each([
    ['independent ones', () => ({})],
    ['who have only the mail provider in common', () => ({ mailDomain: 'big.example' })],
    ['who reported two other things alike', () => ({ targets: ['a', 'b'] })],
    ['of whom nothing is kept any more', () => ({ network: null, joinedOn: null, mailDomain: null })],
  ])('weigh each: ten %s', (_, more) => expect(weightOfReports(ten(more))).toBe(10));

  it('count by the heaviest among them', () => {
    const [heavy, light] = [
      { judged: 20, upheld: 20 },
      { judged: 20, upheld: 0 },
    ];
    expect(
      weightOfReports([reporter('a', { network: 'one', ...light }), reporter('b', { network: 'one', ...heavy })]),
    ).toBeCloseTo(1.91, 2);
  });
});

describe('the points of a case', () => {
  it('are named one by one', () => {
    const points = pointsOf({ severity: 'HIGH', reporters: ten(() => ({ network: 'one' })), signal: 0.9, days: 2 });
    expect(points).toEqual({ SEVERITY: 200, REPORTS: 10, SIGNAL: 36, AGE: 20 });
    expect(priorityOf(points)).toBe(266);
  });

  it('of reports and of days end somewhere', () => {
    expect(pointsOf({ severity: 'LOW', reporters: ten(() => ({})), signal: 0, days: 400 })).toEqual({
      SEVERITY: 0,
      REPORTS: 60,
      SIGNAL: 0,
      AGE: 50,
    });
  });

  it('of a threat come before any number of reports of something light', () => {
    const many = priorityOf(pointsOf({ severity: 'LOW', reporters: ten(() => ({})), signal: 1, days: 9 }));
    expect(priorityOf(pointsOf({ severity: 'CRITICAL', reporters: [], signal: 0, days: 0 }))).toBeGreaterThan(many);
  });
});
