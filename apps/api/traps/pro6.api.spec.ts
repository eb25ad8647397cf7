import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import type { Actor } from '@hiroba/testing';
import { crowd, onProposal, startTwoProcesses, tallies, times, type TwoProcesses } from '../security/two-processes.ts';

/** PRO6: of a hundred supports at once with an allowance of five, five are rows; after a hundred given and taken back at
 * once the counter equals the rows; a support that races the close counts only if it was committed inside. */
let two: TwoProcesses;
let staff: Actor;
let hana: Actor;

beforeAll(async () => {
  two = await startTwoProcesses({ realTime: true });
  staff = await two.fort.city.staff();
  hana = await two.fort.city.citizen('花');
});
afterAll(() => two?.close());

const support = onProposal('supportProposal');
const retract = onProposal('retractSupport');
const room = (settings: Record<string, number>, closesAt: Date) =>
  two.fort.city.room(staff, 'proposals', {
    settings: { drafts: 50, ...settings },
    closesAt: closesAt.toISOString(),
    opensAt: '2020-01-01T00:00:00Z',
  });
const later = () => new Date(Date.now() + 3_600_000);
const published = async (componentId: string, many: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < many; n += 1) ids.push(await two.fort.city.proposal(hana, componentId, { title: `題${n}` }));
  return ids;
};

test('PRO6 five are five, of a hundred at once over twenty proposals', async () => {
  const place = await room({ supportsPerPerson: 5 }, later());
  const ids = await published(place.componentId, 20);
  const [ken] = await crowd(two.fort, 1);
  const counts = await two.atOnce(times(100, (n) => ({ ...ken, document: support, variables: { id: ids[n % 20] } })));
  expect(counts.OK).toBe(5);
  expect((counts.LIMIT_REACHED ?? 0) + (counts.ALREADY_SUPPORTED ?? 0)).toBe(95);
  const found = await tallies(two.fort, place);
  expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBe(5);
  for (const { rows, counted } of found) expect(counted).toBe(rows);
});

test('PRO6 VOTE-02 a hundred given and taken back at once leave what the rows say', async () => {
  const place = await room({}, later());
  const [id] = await published(place.componentId, 1);
  const people = await crowd(two.fort, 2);
  const asked = times(100, (n) => ({
    ...people[n % 4 < 2 ? 0 : 1],
    document: n % 2 === 0 ? support : retract,
    variables: { id },
  }));
  await two.atOnce(asked);
  await two.fort.city.settle();
  const [tally] = await tallies(two.fort, place);
  expect(tally?.counted).toBe(tally?.rows);
  expect(tally?.rows).toBeLessThanOrEqual(2);
  const counts = await two.atOnce(times(2, (n) => ({ ...people[n], document: support, variables: { id } })));
  expect((counts.OK ?? 0) + (counts.ALREADY_SUPPORTED ?? 0)).toBe(2);
  expect(await tallies(two.fort, place)).toEqual([{ id, rows: 2, counted: 2 }]);
});

test('PRO6 VOTE-08 a support that races the close counts only if it was committed inside', async () => {
  const people = await crowd(two.fort, 60);
  const closesAt = new Date(Date.now() + 2_500);
  const place = await room({}, closesAt);
  const [id] = await published(place.componentId, 1);
  // Ten every fifty milliseconds, from a quarter of a second before the close until as long after it.
  const waves: Promise<Record<string, number>>[] = [];
  await setTimeout(Math.max(0, closesAt.getTime() - 200 - Date.now()));
  for (let wave = 0; wave < 6; wave += 1) {
    waves.push(two.atOnce(times(10, (n) => ({ ...people[wave * 10 + n], document: support, variables: { id } }))));
    await setTimeout(80);
  }
  const said = await Promise.all(waves);
  const sum = (code: string): number => said.reduce((total, counts) => total + (counts[code] ?? 0), 0);
  expect(sum('OK') + sum('PHASE_CLOSED')).toBe(60);
  expect(sum('OK')).toBeGreaterThan(0);
  expect(sum('PHASE_CLOSED')).toBeGreaterThan(0);
  expect(await tallies(two.fort, place)).toEqual([{ id, rows: sum('OK'), counted: sum('OK') }]);
  await two.fort.city.settle();
  expect(await tallies(two.fort, place)).toEqual([{ id, rows: sum('OK'), counted: sum('OK') }]);
});

test('PRO6 a support that waited for a lock over the close is late', async () => {
  const [ken] = await crowd(two.fort, 1);
  const closesAt = new Date(Date.now() + 1_500);
  const place = await room({}, closesAt);
  const [id] = await published(place.componentId, 1);
  const holder = await two.fort.server.db.pool.connect();
  await holder.query('begin');
  await holder.query('select 1 from proposal where id = $1 for update', [id]);
  expect(Date.now()).toBeLessThan(closesAt.getTime());
  const waiting = two.atOnce([{ ...ken, document: support, variables: { id } }]);
  await setTimeout(closesAt.getTime() + 100 - Date.now());
  await holder.query('commit');
  holder.release();
  expect(await waiting).toEqual({ PHASE_CLOSED: 1 });
  expect(await tallies(two.fort, place)).toEqual([{ id, rows: 0, counted: 0 }]);
});
