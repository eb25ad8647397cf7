import { describe, expect, it } from '@jest/globals';
import { canonicalBallot, isBlank, isInvalid, readBallot, type BallotLimits, type BallotType } from './ballot.ts';
import { ballotsFile, ballotsIn, mergeBallots, readBallotsFile } from './ballots-file.ts';
import { byCodePoint, byId } from './option-order.ts';

const options = [
  { id: 'a', cost: '30' },
  { id: 'b', cost: '40.5' },
  { id: 'c', cost: '50' },
];
const read = (type: BallotType, value: unknown, parameters: BallotLimits = {}): string => {
  const found = readBallot({ type, options, parameters }, value);
  return isInvalid(found) ? [found.problem, found.option].filter(Boolean).join(' ') : canonicalBallot(found.ballot);
};

describe('a ballot', () => {
  it.each<[BallotType, unknown, string, BallotLimits?]>([
    ['yesno', 'abstain', '"abstain"'],
    ['yesno', 'maybe', 'NOT_A_BALLOT'],
    ['yesno', null, 'NOT_A_BALLOT'],
    ['single', 'b', '"b"'],
    ['single', null, 'null'],
    ['single', 'x', 'UNKNOWN_OPTION x'],
    ['single', ['a'], 'NOT_A_BALLOT'],
    ['approval', ['c', 'a'], '["a","c"]'],
    ['approval', [], '[]', { min: 2 }],
    ['approval', ['a'], 'TOO_FEW', { min: 2 }],
    ['approval', ['a', 'b'], 'TOO_MANY', { max: 1 }],
    ['approval', ['a', 'a'], 'REPEATED_OPTION a'],
    ['approval', ['a', 7], 'NOT_A_BALLOT'],
    ['points', { b: 3, a: 2, c: 0 }, '{"a":2,"b":3}', { points: 5 }],
    ['points', { a: 0 }, '{}', { points: 5 }],
    ['points', { a: 3, b: 3 }, 'OVER_THE_SUM', { points: 5 }],
    ['points', { a: 3 }, 'OUT_OF_RANGE a', { points: 5, maxPerOption: 2 }],
    ['points', { a: -1 }, 'OUT_OF_RANGE a', { points: 5 }],
    ['points', { a: 1.5 }, 'NOT_AN_INTEGER a', { points: 5 }],
    ['points', { a: '1' }, 'NOT_AN_INTEGER a', { points: 5 }],
    ['score', { a: -2, b: 2 }, '{"a":-2,"b":2}', { low: -2, high: 2 }],
    ['score', { a: 3 }, 'OUT_OF_RANGE a', { low: -2, high: 2 }],
    ['score', { a: -0 }, '{"a":0}', { low: 0, high: 5 }],
    ['quadratic', { a: 3, b: 4 }, '{"a":3,"b":4}', { credits: 25 }],
    ['quadratic', { a: 3, b: 4 }, 'OVER_THE_SUM', { credits: 24 }],
    ['quadratic', { a: 94_906_267 }, 'OVER_THE_SUM', { credits: 100 }],
    ['quadratic', { a: -3 }, 'OUT_OF_RANGE a', { credits: 25 }],
    ['quadratic', { a: -3 }, '{"a":-3}', { credits: 25, negative: true }],
    ['ranked', [['b'], ['c', 'a']], '[["b"],["a","c"]]'],
    ['ranked', [['b'], ['b']], 'REPEATED_OPTION b'],
    ['ranked', [['b'], []], 'NOT_A_BALLOT'],
    ['ranked', ['b'], 'NOT_A_BALLOT'],
    ['ranked', [], '[]'],
    ['knapsack', ['a', 'b'], '["a","b"]', { budget: '70.5' }],
    ['knapsack', ['a', 'b'], 'OVER_BUDGET', { budget: '70.4' }],
    ['knapsack', ['a', 'b'], '["a","b"]', { budget: '100' }],
    ['knapsack', ['a'], 'UNDER_BUDGET', { budget: '100' }],
    ['knapsack', ['a'], '["a"]', { budget: '100', minPercent: 30 }],
    ['knapsack', [], '[]', { budget: '100' }],
  ])('%s %j is %s', (type, value, expected, parameters) => {
    expect(read(type, value, parameters)).toBe(expected);
  });

  it('is blank where it names nothing, and an abstention is not', () => {
    expect([null, [], {}].map(isBlank)).toEqual([true, true, true]);
    expect((['abstain', ['a'], { a: 0 }] as const).map(isBlank)).toEqual([false, false, false]);
  });

  it('takes ids that objects know otherwise', () => {
    const strange = {
      type: 'points',
      options: [{ id: '__proto__' }, { id: '10' }, { id: '9' }],
      parameters: { points: 9 },
    } as const;
    const found = readBallot(strange, JSON.parse('{"__proto__":1,"10":2,"9":3}'));
    expect(isInvalid(found) ? found.problem : canonicalBallot(found.ballot)).toBe('{"10":2,"9":3,"__proto__":1}');
  });
});

describe('the ballots file', () => {
  const cast = [['B'], [], ['A', 'B'], ['A', 'B']].map((b) => ({ b, n: 1 }));

  it('merges and sorts, so that neither order nor person is left', () => {
    expect(ballotsFile(cast)).toBe('{"b":["A","B"],"n":2}\n{"b":["B"],"n":1}\n{"b":[],"n":1}\n');
    expect(ballotsFile([...cast].reverse())).toBe(ballotsFile(cast));
    expect(ballotsIn(mergeBallots(cast))).toEqual({ valid: 4, blank: 1 });
    expect(ballotsFile([])).toBe('');
  });

  it('is read back, and nothing else is', () => {
    const file = ballotsFile(cast);
    expect(ballotsFile(readBallotsFile(file))).toBe(file);
    expect(() => readBallotsFile(file.slice(0, -1))).toThrow('no line end');
    expect(() => readBallotsFile(file.split('\n').toReversed().join('\n').slice(1) + '\n')).toThrow('line 2');
    expect(() => readBallotsFile('{"b": ["A"],"n":1}\n')).toThrow('line 1: not in its canonical form');
    expect(() => readBallotsFile('{"b":["A"],"n":0}\n')).toThrow('not a counted ballot');
    expect(() => readBallotsFile('{"b":["A"],"n":1,"age":38}\n')).toThrow('not a counted ballot');
  });
});

describe('the order of options', () => {
  it('is that of code points, not of code units', () => {
    expect(['\u{20b9f}', '\uff21', 'a', 'ab', ''].sort(byCodePoint)).toEqual(['', 'a', 'ab', '\uff21', '\u{20b9f}']);
  });

  it('takes ids of digits as numbers, and before others', () => {
    expect(['b', '10', '9', '007', 'a', '7'].sort(byId)).toEqual(['7', '007', '9', '10', 'a', 'b']);
  });
});
