import { describe, expect, it, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { ballotsFile } from '../ballots-file.ts';
import type { TallyRules } from '../vote-document.ts';
import { lotOrder, lotSeed } from './lot.ts';
import { tally } from './tally.ts';

const ballots = [
  { b: ['A', 'B'], n: 2 },
  { b: ['B'], n: 1 },
  { b: [], n: 1 },
];
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const hash = createHash('sha256').update(ballotsFile(ballots)).digest();

describe('a lot', () => {
  it('has the seed and the order of the vectors', () => {
    expect(hex(hash)).toBe('21eff184bfd70d3064742f858840d9c12c926d3de84767def03a7ef9745d0294');
    const seed = lotSeed(hash, '38123.45');
    expect(hex(seed)).toBe('2b22c0eed4c98a0e38a9190c1c1907cf462e60ca9a7cb75650b975a0848020de');
    expect(lotOrder(seed, ['A', 'B', 'C'])).toEqual(['B', 'A', 'C']);
    expect(lotOrder(seed, ['C', 'B', 'A'])).toEqual(['B', 'A', 'C']);
  });
});

test('V17 a tie for the last seat: nobody wins by report; by lot whom the order favours', () => {
  const rules = (tieRule: 'report' | 'lot'): TallyRules => ({
    type: 'single',
    method: 'plurality',
    options: ['A', 'B', 'C'].map((id) => ({ id })),
    parameters: { tieRule },
  });
  const tied = [
    { b: 'A', n: 2 },
    { b: 'B', n: 2 },
    { b: 'C', n: 1 },
  ];
  const order = lotOrder(lotSeed(hash, '38123.45'), ['A', 'B', 'C']);
  expect(tally(rules('report'), tied, order)).toMatchObject({ winners: [], tiedForLast: ['A', 'B'] });
  expect(tally(rules('report'), tied)).not.toHaveProperty('awaitsLot');
  expect(tally(rules('lot'), tied)).toMatchObject({ winners: [], tiedForLast: ['A', 'B'], awaitsLot: true });
  const drawn = tally(rules('lot'), tied, order);
  expect(drawn).toMatchObject({ winners: ['B'], tiedForLast: [], draws: [{ tied: ['A', 'B'], favoured: 'B' }] });
  expect(drawn).not.toHaveProperty('awaitsLot');
});
