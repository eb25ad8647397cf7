import { describe, expect, it } from '@jest/globals';
import { sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { delegated } from './delegation.ts';
import { simpleResult, type SimpleCase } from './simple.ts';
import { turnoutOf } from './turnout.ts';

sharedTest('V4 the plain cases come out as computed by hand', 'voting/simple-cases.json', () => {
  const { cases } = sharedJson<{ cases: (SimpleCase & { expected: object })[] }>('voting/simple-cases.json');
  expect(cases).toHaveLength(13);
  for (const { expected, ...given } of cases)
    expect([given.name, simpleResult(given)]).toMatchObject([given.name, expected]);
});

const yesNo = (yes: number, no: number, abstain: number, eligible: number | undefined, config: SimpleCase['config']) =>
  simpleResult({
    name: '',
    method: 'yesno',
    eligible,
    config,
    ballots: [...Array(yes).fill('yes'), ...Array(no).fill('no'), ...Array(abstain).fill('abstain')],
  });

describe('a majority', () => {
  it.each<[string, number, number, number, number | undefined, SimpleCase['config'], string]>([
    ['more yes than no', 2, 1, 9, undefined, {}, 'accepted'],
    ['as many yes as no', 2, 2, 0, undefined, {}, 'tied'],
    ['nobody', 0, 0, 0, undefined, {}, 'tied'],
    ['two thirds exactly', 2, 1, 5, undefined, { majority: 'twoThirds' }, 'accepted'],
    ['less than two thirds', 199, 100, 0, undefined, { majority: 'twoThirds' }, 'rejected'],
    ['two thirds of nobody', 0, 0, 3, undefined, { majority: 'twoThirds' }, 'rejected'],
    ['half of the eligible', 4, 0, 0, 8, { majority: 'absolute' }, 'rejected'],
    ['more than half of the eligible', 5, 0, 0, 9, { majority: 'absolute' }, 'accepted'],
    ['a quarter of the eligible', 2, 3, 0, 8, { majority: 'percentOfEligible', percent: 25 }, 'accepted'],
    [
      'less than a part of a per cent more',
      2,
      3,
      0,
      8,
      { majority: 'percentOfEligible', percent: '25.01' },
      'rejected',
    ],
    ['a quorum before all', 2, 0, 0, 9, { quorumPercent: 25 }, 'no-quorum'],
  ])('%s', (_, yes, no, abstain, eligible, config, status) => {
    expect(yesNo(yes, no, abstain, eligible, config)).toMatchObject({ status });
  });

  it('refuses a rule that needs the eligible without them', () => {
    expect(() => yesNo(1, 0, 0, undefined, { majority: 'absolute' })).toThrow('eligible');
    expect(() => yesNo(1, 0, 0, undefined, { quorumPercent: 10 })).toThrow('eligible');
  });
});

describe('a quorum', () => {
  it('is met exactly: 12.5 % of 8 by 1', () => {
    expect(turnoutOf({ valid: 1, eligible: 8, quorumPercent: '12.5' })).toEqual({ turnout: '1/8', quorumMet: true });
    expect(turnoutOf({ valid: 1, eligible: 8, quorumPercent: '12.51' })).toEqual({ turnout: '1/8', quorumMet: false });
  });

  it('that is not met leaves neither winners nor tied', () => {
    const result = simpleResult({
      name: '',
      method: 'single',
      options: ['A', 'B'],
      ballots: ['A', 'B', null],
      eligible: 10,
      config: { quorumPercent: 31 },
    });
    expect(result).toMatchObject({ status: 'no-quorum', winners: [], tiedForLast: [], turnout: '3/10' });
  });
});

describe('seats', () => {
  it('go to all at the cut where they fit', () => {
    const two = (ballots: unknown[]) =>
      simpleResult({ name: '', method: 'single', options: ['A', 'B', 'C'], ballots, config: { seats: 2 } });
    expect(two(['A', 'B', 'A', 'B', 'C'])).toMatchObject({ winners: ['A', 'B'], tiedForLast: [] });
    expect(two(['A', 'B', 'A', 'C'])).toMatchObject({ winners: ['A'], tiedForLast: ['B', 'C'] });
  });

  it('are no use to whom the threshold keeps out', () => {
    const result = simpleResult({
      name: '',
      method: 'single',
      options: ['A', 'B', 'C'],
      ballots: ['A', 'A', 'B'],
      config: { seats: 2, threshold: 2 },
    });
    expect(result).toMatchObject({ winners: ['A'], tiedForLast: [], reachedThreshold: ['A'] });
  });
});

describe('a delegation', () => {
  it('ends at somebody outside the electorate', () => {
    expect(delegated(['a', 'b'], { x: 'yes', b: 'no' }, { unit: { a: 'x' } })).toEqual({
      weights: { b: 1 },
      uncounted: { a: 'not entitled' },
      tally: { no: 1 },
    });
  });

  it('leads into a cycle', () => {
    expect(delegated(['a', 'b', 'c'], {}, { unit: { a: 'b', b: 'c', c: 'b' } }).uncounted).toEqual({
      a: 'cycle',
      b: 'cycle',
      c: 'cycle',
    });
  });
});
