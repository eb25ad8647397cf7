import { describe, expect, it } from '@jest/globals';
import { ballotTyped, chosenIn } from './ballot-form.ts';
import { ballotOf } from './ballot.refusal.ts';
import type { VoteType } from './vote.ts';
import { keysOfPaper, paperKeyed } from './paper.ts';

const codes = ['1', '2', '3'];
const form = (values: Readonly<Record<string, string | readonly string[]>>) => (name: string) => [values[name] ?? []].flat();

describe('a form becomes a ballot', () => {
  it.each<[string, VoteType, Record<string, string | readonly string[]>, string]>([
    ['yes', 'yesno', { ballot: 'yes' }, '"yes"'],
    ['one', 'single', { ballot: '2' }, '"2"'],
    ['nothing chosen', 'single', {}, 'null'],
    ['several', 'approval', { ballot: ['3', '1'] }, '["3","1"]'],
    ['a budget left alone', 'knapsack', {}, '[]'],
    ['points in full width', 'points', { 'ballot.1': '３', 'ballot.2': '' }, '{"1":3}'],
    ['what is no number', 'score', { 'ballot.1': 'とても' }, '{"1":"とても"}'],
    ['ranks with a gap and equals', 'ranked', { 'ballot.1': '4', 'ballot.2': '1', 'ballot.3': '4' }, '[["2"],["1","3"]]'],
  ])('%s', (_, type, values, expected) => expect(ballotTyped(type, codes, form(values))).toBe(expected));
});

describe('a ballot that does not count is refused, and said why', () => {
  const options = [{ id: '1', cost: '60' }, { id: '2', cost: '50' }, { id: '3', cost: '5' }];
  const refused = (type: VoteType, method: string, typed: string, parameters = {}) => {
    const found = ballotOf({ type, method, options, parameters })(typed);
    return typeof found === 'string' ? found : `${found.code} ${found.field}`;
  };
  it.each<[string, string, string]>([
    ['over budget', refused('knapsack', 'greedy', '["1","2"]', { budget: '100' }), 'OVER_BUDGET ballot'],
    ['exactly the budget', refused('knapsack', 'greedy', '["1","2"]', { budget: '110' }), '["1","2"]'],
    ['too little of it', refused('knapsack', 'greedy', '["3"]', { budget: '100' }), 'UNDER_BUDGET ballot'],
    ['two at one rank, by instant runoff', refused('ranked', 'irv', '[["1","2"]]'), 'REPEATED_OPTION ballot'],
    ['two at one rank, in pairs', refused('ranked', 'schulze', '[["2","1"]]'), '[["1","2"]]'],
    ['too many points', refused('points', 'points', '{"1":6,"2":5}', { points: 10 }), 'OVER_THE_SUM ballot'],
    ['an option that is none', refused('single', 'plurality', '"9"'), 'NOT_FOUND ballot'],
    ['no JSON', refused('single', 'plurality', 'さくら'), 'BAD_USER_INPUT ballot'],
  ])('%s', (_, found, expected) => expect(found).toBe(expected));
});

it('tells a ballot option by option', () => {
  expect([chosenIn('null'), chosenIn('"2"'), chosenIn('{"1":3}'), chosenIn('[["2"],["1","3"]]')]).toEqual([
    [], [{ code: '2', number: null }], [{ code: '1', number: 3 }],
    [{ code: '2', number: 1 }, { code: '1', number: 2 }, { code: '3', number: 2 }],
  ]);
});

describe('a paper as it is keyed', () => {
  const codes = ['a', 'b', 'c'];
  it.each([
    ['yesno', '1', '"yes"'], ['yesno', '3', '"abstain"'], ['single', '2', '"b"'], ['single', '0', 'null'], ['single', '３', '"c"'], ['single', 'X', null],
    ['approval', '3 1', '["c","a"]'], ['approval', '1、2', '["a","b"]'], ['approval', '0', '[]'], ['knapsack', '1,3', '["a","c"]'],
    ['ranked', '3 1 = 2', '[["c"],["a","b"]]'], ['ranked', '0', '[]'], ['points', '5 - 3', '{"a":5,"c":3}'], ['points', '0', '{}'], ['score', '0 -2', '{"a":0,"b":-2}'],
    ['score', '- - 4', '{"c":4}'],
  ] as const)('%s: %s', (type, typed, ballot) => {
    expect(paperKeyed(type, codes, typed)).toBe(ballot);
  });

  it.each([
    ['single', '', 'EMPTY'], ['single', '  ', 'EMPTY'], ['single', '4', 'BAD_FORMAT'], ['single', '1 2', 'BAD_FORMAT'], ['single', 'a', 'BAD_FORMAT'], ['yesno', '0', 'BAD_FORMAT'],
    ['yesno', '4', 'BAD_FORMAT'], ['approval', '1 4', 'BAD_FORMAT'], ['approval', '0 1', 'BAD_FORMAT'], ['approval', '1 x', 'BAD_FORMAT'], ['ranked', '1=', 'BAD_FORMAT'],
    ['points', '1 2 3 4', 'BAD_FORMAT'], ['points', '1.5', 'BAD_FORMAT'], ['score', '0 0 0 0', 'BAD_FORMAT'],
  ] as const)('%s: %j is refused, %s', (type, typed, code) => {
    expect(paperKeyed(type, codes, typed)).toMatchObject({ code, field: 'keys' });
  });

  it.each([
    ['yesno', '"no"', '2'], ['single', '"c"', '3'], ['single', 'null', '0'], ['single', null, 'x'], ['approval', '["a","c"]', '1 3'], ['approval', '[]', '0'],
    ['ranked', '[["c"],["a","b"]]', '3 1=2'], ['points', '{"a":5,"c":3}', '5 - 3'], ['points', '{"a":5}', '5'], ['points', '{}', '0'], ['score', '{"c":0}', '- - 0'],
  ] as const)('%s: %s is shown as %s, and read back as the same', (type, canonical, keys) => {
    expect(keysOfPaper(type, codes, canonical)).toBe(keys);
    const read = paperKeyed(type, codes, keys);
    expect(typeof read === 'string' ? JSON.parse(read) : read).toEqual(canonical === null ? null : JSON.parse(canonical));
  });
});
