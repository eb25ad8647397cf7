import { describe, expect, test } from '@jest/globals';
import type { Refusal } from '@hiroba/kernel';
import { answerOf } from './grouping.commands.ts';
import { backwards, isSound, isUndoable, joined, leaves, wayOf, type Placed, type Regrouped } from './grouping.ts';
import type { OpinionText } from './opinion.ts';

const alone = (id: string): Placed => ({ id, group: null, apart: false });
const apply = (opinions: readonly Placed[], changes: readonly Regrouped[]): Placed[] => {
  const after = new Map(changes.map((change) => [change.id, change.after]));
  return opinions.map((opinion) => ({ ...opinion, ...after.get(opinion.id) }));
};
const groupsIn = (opinions: readonly Placed[]) => opinions.map(({ group }) => group ?? '-').join(' ');

describe('a group', () => {
  const abc = ['a', 'b', 'c'].map(alone);
  const three = apply(abc, joined(abc, 'b'));

  test('is headed by one of its own, and undone it leaves everything as it was', () => {
    expect(groupsIn(three)).toBe('b b b');
    expect(apply(three, backwards(joined(abc, 'b')))).toEqual(abc);
  });

  test('is headed by the next one when its head leaves, and is none any more with one opinion', () => {
    const two = apply(three, leaves(three, 'b'));
    expect(two).toEqual([{ id: 'a', group: 'a', apart: false }, { id: 'b', group: null, apart: true }, { id: 'c', group: 'a', apart: false }]);
    const none = apply(two, leaves(two.filter(({ group }) => group === 'a'), 'a'));
    expect(groupsIn(none)).toBe('- - -');
    expect(none.find(({ id }) => id === 'c')?.apart).toBe(false);
  });

  test('cannot be undone once somebody hangs on it or has moved on', () => {
    const first = joined(abc.slice(0, 2), 'a');
    const now = apply(abc, first);
    expect(isUndoable(first, now)).toBe(true);
    const later = apply(now, joined([...now.slice(0, 2), ...now.slice(2)], 'a'));
    expect(groupsIn(later)).toBe('a a a');
    expect(isUndoable(first, later)).toBe(false);
    expect(isUndoable(first, apply(now, leaves(now.slice(0, 2), 'b')))).toBe(false);
  });
});

test('PC3 any sequence of joining, leaving and undoing keeps groups sound, each opinion once, and comes back step by step', () => {
  let seed = 7;
  const random = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % n;
  };
  for (let run = 0; run < 40; run += 1) {
    let now: Placed[] = Array.from({ length: 8 }, (_, i) => alone(`o${i}`));
    const begin = now;
    const acts: Regrouped[][] = [];
    for (let step = 0; step < 25; step += 1) {
      const one = now[random(8)] as Placed;
      const other = now[random(8)] as Placed;
      const among = (opinion: Placed) => [one, other].some(({ id, group }) => opinion.id === id || (group !== null && opinion.group === group));
      const changes = random(3) === 0 && one.group !== null ? leaves(now.filter(({ group }) => group === one.group), one.id)
        : one.id === other.id ? [] : joined(now.filter(among), one.group ?? one.id);
      now = apply(now, changes);
      acts.push([...changes]);
      expect(isSound(now)).toBe(true);
      expect(now.map(({ id }) => id)).toEqual(begin.map(({ id }) => id));
    }
    for (const changes of acts.reverse()) {
      expect(isUndoable(changes, now)).toBe(true);
      now = apply(now, backwards(changes));
    }
    expect(now).toEqual(begin);
  }
});

test('G5 the way of a group follows from its texts: the same but for width, blanks and signs, nearly the same, or only somebody says so', () => {
  const long = '駅前の自転車道に柵をつけて、歩く人も走る人も安心できるようにしてください。';
  expect(wayOf(['公園を、ひろげて。', '公園をひろげて！', '　公園を ひろげて'])).toBe('EXACT');
  expect(wayOf([long, long.replace('に柵', 'には柵')])).toBe('NEAR');
  expect(wayOf([long, '図書館の開館時間を延ばしてください。'])).toBe('MANUAL');
  expect(wayOf(['！', '？'])).toBe('MANUAL');
});

test('a group says what its answered opinions say, and nothing where they say different things', () => {
  const said = (disposition: string | null, reply: string): OpinionText => ({
    id: reply, submissionId: 's', n: 1, ranges: [], office: '', publicity: 'FULL', summary: '', disposition, reply, reason: '', planChange: '',
  });
  expect(answerOf([said(null, ''), said(null, '')])).toBeUndefined();
  expect(answerOf([said(null, ''), said('C', '参考'), said('C', '参考')])).toMatchObject({ reply: '参考' });
  expect((answerOf([said('C', '参考'), said('D', '参考')]) as Refusal).code).toBe('ANSWERED_APART');
});
