import { describe, expect, it } from '@jest/globals';
import { ballotTyped, chosenIn } from './ballot-form.ts';
import { ballotOf } from './ballot.refusal.ts';
import type { VoteType } from './vote.ts';

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
