import { expect, test } from '@jest/globals';
import { sharedJson, sharedTest } from '../testing/shared-data.ts';
import { nameProblem } from './names.ts';

test.each([
  ['', 'EMPTY'],
  ['\u3164', 'EMPTY'],
  ['\u2800\u200b', 'EMPTY'],
  ['a\u{e0041}', 'BAD_TEXT'],
  ['\u202emoc', 'BAD_TEXT'],
  ['a\nb', 'BAD_TEXT'],
  ['あ'.repeat(41), 'TOO_LONG'],
  ['葛\u{e0100}'.repeat(40), undefined],
  ['Nguyễn Văn A', undefined],
])('%j', (name, problem) => {
  expect(nameProblem(name)).toBe(problem);
});

const file = 'security/own-user-names.json';
sharedTest('UNI-02 names that are refused whoever asks', file, () => {
  const { cases } = sharedJson<{ cases: { name: string; expect: string }[] }>(file);
  const refused = cases.filter(({ name }) => nameProblem(name) !== undefined);
  expect(refused.map(({ expect: e }) => e)).toEqual(cases.map(({ expect: e }) => e).filter((e) => e === 'refuse'));
});
