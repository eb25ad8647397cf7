import { nameProblem } from '@hiroba/kernel';
import { sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { expect, test } from '@jest/globals';
import { reservedNames, resembles, skeleton } from './names.ts';

const reserved = reservedNames(['加古川市', 'Kakogawa City']);

test.each([
  '\u0430dmin',
  'ａｄｍｉｎ',
  'ADMlN',
  'adm1n',
  'a d m i n',
  'The Admin',
  '加古川市',
  'kakogawa  city',
  '市 役 所',
  'スタッフ公式',
])('UNI-01 %s is reserved', (name) => {
  expect(resembles(name, reserved)).toBe(true);
});

test.each(['badminton', 'Rooter', '加古川市民', '市川公一', '山田太郎', 'Adminah', '!!!', ''])('%j is free', (name) => {
  expect(resembles(name, reserved)).toBe(false);
});

test('look-alikes of every script have one shape', () => {
  expect(skeleton('раураl')).toBe(skeleton('paypal'));
  expect(skeleton('ロータリー')).toBe(skeleton('口ー夕リ一'));
});

const file = 'security/own-user-names.json';
sharedTest('UNI-01 reserved and free names', file, () => {
  const { cases } = sharedJson<{ cases: { name: string; expect: string }[] }>(file);
  const verdict = (name: string) => (nameProblem(name) ? 'refuse' : resembles(name, reserved) ? 'reserved' : 'free');
  const wanted: Record<string, string> = { 'reserved-by-config': 'reserved', allow: 'free', text: 'free' };
  // Decided: a family emoji is a name like any other, a sign that imitates the badge is not.
  const policy: Record<string, string> = { '👩‍👩‍👧‍👦': 'free', '田中🅥': 'reserved', '✔田中': 'reserved' };
  expect(cases.map(({ name }) => [name, verdict(name)])).toEqual(
    cases.map((c) => [c.name, policy[c.name] ?? wanted[c.expect] ?? c.expect]),
  );
});
