import { describe, expect, it } from '@jest/globals';
import { readPabulib } from '../formats/pabulib.ts';
import { pabulibReport } from '../formats/pabulib-report.ts';
import type { TallyRules } from '../../vote-document.ts';
import { tally } from '../tally.ts';
import type { BudgetResult } from './budget-result.ts';

/** Equal support and equal cost, ids 9 and 10, one project dearer than the budget, one without supporters (own work, CC0). */
const micro = readPabulib(`META
key;value
budget;60
vote_type;approval
PROJECTS
project_id;cost;name
10;20;Ten
9;20;Nine
8;30;Eight
7;61;Too expensive
6;5;Nobody wants it
5;20;Five
VOTES
voter_id;vote
1;9,10
2;9,10
3;9,10,8
4;8,5
5;8,5,7
6;7
`);

describe('B1 V1 a budget of our own', () => {
  const { rules } = pabulibReport('micro.pb', micro);

  it.each([
    ['greedy', ['5', '9', '10'], '60'],
    ['greedyNoSkip', ['9', '10'], '40'],
    ['mesCost', ['5', '9'], '40'],
    ['mesCard', ['5', '9'], '40'],
    ['mesCostUtilitarian', ['5', '9', '10'], '60'],
    ['mesCostAdd1', ['5', '9', '10'], '60'],
    ['mesCardAdd1', ['5', '9', '10'], '60'],
    ['mesCostAdd1Utilitarian', ['5', '9', '10'], '60'],
    ['mesCostAdd1Compare', ['5', '9', '10'], '60'],
    ['phragmen', ['5', '9', '10'], '60'],
  ] as const)('%s', (rule, winners, cost) => {
    expect(rules[rule]).toMatchObject({ winners, cost });
  });

  it('tells shares, ties and endowments as fractions', () => {
    expect(rules.mesCost?.purchases?.[0]).toEqual({
      project: '9',
      share: '20/3',
      effectiveVotes: '3',
      tied: ['8', '9', '10'],
    });
    expect(rules.mesCostAdd1).toMatchObject({ finalEndowment: '14', add1Rounds: 5 });
    expect(rules.mesCardAdd1).toMatchObject({ finalEndowment: '21', add1Rounds: 12 });
  });

  it('grows by another step, and ends early, where that is asked', () => {
    expect(pabulibReport('', micro, { rules: ['mesCostAdd1'], step: 4 }).rules.mesCostAdd1).toMatchObject({
      finalEndowment: '14',
      add1Rounds: 2,
    });
    const early = pabulibReport('', micro, { rules: ['mesCostAdd1'], stopWhenExhaustive: true });
    expect(early.rules.mesCostAdd1?.winners).toEqual(['5', '9', '10']);
  });
});

const rules: TallyRules = {
  type: 'approval',
  method: 'mesCost',
  options: [
    { id: 'park', cost: '600' },
    { id: 'bench', cost: '300' },
    { id: 'lamp', cost: '450' },
  ],
  parameters: { budget: '1000' },
};
const cast = [
  { b: ['park'], n: 6 },
  { b: ['bench', 'lamp'], n: 3 },
  { b: ['lamp'], n: 1 },
];

describe('a budget vote', () => {
  const result = tally(rules, cast) as unknown as BudgetResult;

  it('says what each who lost was lacking', () => {
    expect(result).toMatchObject({ winners: ['bench', 'park'], cost: '900', left: '100', nominalEndowment: '100' });
    expect(result.purchases?.map(({ project, share }) => [project, share])).toEqual([
      ['park', '100'],
      ['bench', '100'],
    ]);
    expect(result.lost).toEqual([{ project: 'lamp', money: '400', lack: '50', supportersLacking: 1 }]);
    expect(result.votersByWinners).toEqual([1, 9]);
  });

  it('sets itself against other rules', () => {
    const dear = tally(
      {
        ...rules,
        options: [...rules.options.slice(0, 2), { id: 'lamp', cost: '400.5' }],
        parameters: { budget: '1000.5' },
      },
      cast,
    );
    expect(dear).toMatchObject({ winners: ['bench', 'park'], moreThanGreedy: 0, fewerThanGreedy: 1, left: '201/2' });
    expect((dear as unknown as BudgetResult).rules.greedy?.winners).toEqual(['lamp', 'park']);
  });

  it('names what was drawn', () => {
    const even = { ...rules, method: 'greedy' as const, options: ['a', 'b'].map((id) => ({ id, cost: '600' })) };
    const one = [
      { b: ['a'], n: 1 },
      { b: ['b'], n: 1 },
    ];
    expect(tally(even, one)).toMatchObject({ awaitsLot: true });
    const drawn = tally(even, one, ['b', 'a']);
    expect(drawn).toMatchObject({ winners: ['b'], draws: [{ tied: ['a', 'b'], favoured: 'b' }] });
    expect(drawn).not.toHaveProperty('awaitsLot');
  });

  it('of nobody buys nothing by equal shares', () => {
    for (const method of ['mesCost', 'mesCostAdd1', 'phragmen'] as const)
      expect(tally({ ...rules, method }, [])).toMatchObject({ winners: [] });
  });
});
