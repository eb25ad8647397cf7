import { expect, test } from '@jest/globals';
import { about, administrationEvents, dataEvents, EventRegistry, logEvents, type Leaf1 } from '@hiroba/kernel';
import { nodeCiphers } from '../server/node-ciphers.ts';
import { LeafJudge } from './leaf-judge.ts';
import { LeafTypes } from './leaf-types.ts';

const own = LeafTypes.of(
  new EventRegistry(administrationEvents, dataEvents, logEvents, {
    'proposal.published': about('proposal', { component: 'id', chars: 'chars' }, ['title', 'body']),
    'case.claimed': { ...about('case'), log: 'none' },
  }),
);
const types = LeafTypes.parse(own.file) as LeafTypes;
const leaf: Leaf1 = {
  v: 1,
  type: 'proposal.published',
  id: 'a',
  at: '2026-11-22T00:00:00.000Z',
  subject: { kind: 'proposal', id: 'p', rev: 1 },
  data: { component: 'c', chars: 200 },
  commit: { body: 'x'.repeat(43) },
};

test.each<[string, Partial<Leaf1>, string | undefined]>([
  ['as registered', {}, undefined],
  ['of fewer facts', { data: {} }, undefined],
  ['of an unknown type', { type: 'proposal.burnt' }, 'unknown-type'],
  ['of a type of another log', { type: 'case.claimed', subject: { kind: 'case', id: 'c', rev: 1 } }, 'unknown-type'],
  ['about something else', { subject: { kind: 'comment', id: 'p', rev: 1 } }, 'other-subject'],
  ['with a further fact', { data: { component: 'c', title: '公園' } }, 'unknown-data'],
  ['with an inherited name', { data: { toString: 'c' } }, 'unknown-data'],
  ['with free text', { data: { component: '山田 太郎' } }, 'bad-data'],
  ['with a further commitment', { commit: { mail: 'x'.repeat(43) } }, 'unknown-commitment'],
  [
    'about anything',
    {
      type: 'data.erased',
      subject: { kind: 'comment', id: 'p', rev: 2 },
      data: { basis_code: 'PERSON_REQUEST' },
      commit: {},
    },
    undefined,
  ],
])('a leaf %s is judged by its published type', (_, change, problem) => {
  expect([own, types].map((each) => each.problem({ ...leaf, ...change }))).toEqual([problem, problem]);
});

test('the published file is the same however it was made, and anything else is none', () => {
  expect(types.file).toBe(own.file);
  expect(types.names).toContain('log.heartbeat');
  for (const text of ['', '[]', '{"a.b":{}}', '{"a.b":{"data":{},"commit":[],"subject":1}}'])
    expect(LeafTypes.parse(text)).toBeUndefined();
});

test.each(['言う「やあ」', 'says "hi" \\ twice', 'one\ttab'])('T2 a denied text is found as JSON writes it: %s', async (text) => {
  const judge = (deny: readonly string[]) =>
    new LeafJudge({ deny, leaf1: false }, () => Promise.resolve(undefined), nodeCiphers).next(
      new TextEncoder().encode(JSON.stringify({ said: `… ${text} …` })),
      'entry 7',
    );
  expect(await judge([text])).toEqual([{ at: 'entry 7', problem: 'holds a denied text' }]);
  expect(await judge([`${text}?`])).toEqual([]);
});
