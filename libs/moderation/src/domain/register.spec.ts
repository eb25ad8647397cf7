import { describe, expect, test } from '@jest/globals';
import { registerFilter } from './register.ts';

const of = (asked: string) => registerFilter((name) => new URLSearchParams(asked).get(name));

describe('what is asked of the register', () => {
  test('narrows it by month, rule, space, kind and outcome', () => {
    expect(of('month=2026-11&rule=R5&space=river-greenway&kind=HIDE&outcome=OVERTURNED')).toEqual({
      filter: { month: '2026-11', rule: 'R5', space: 'river-greenway', kind: 'HIDE', outcome: 'OVERTURNED' },
      bad: [],
    });
    expect(of('month=&kind=')).toEqual({ filter: {}, bad: [] });
  });

  test.each([
    'month=2026-13',
    'month=2026-00',
    'month=1999-12',
    'rule=5',
    'rule=R5@1',
    'space=A%20B',
    'kind=hide',
    'outcome=WON',
  ])('narrows nothing by what is no such thing: %s', (asked) =>
    expect(of(asked)).toEqual({ filter: {}, bad: [asked.split('=')[0]] }),
  );
});
