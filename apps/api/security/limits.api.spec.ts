import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { assemble, type HirobaServer } from '../src/server.ts';
import { specConfig } from '../src/testing.ts';
import { patience, startFort, type Fort } from './support.ts';
import { onProposal, tallies } from './two-processes.ts';

let fort: Fort;
let second: HirobaServer;
let staff: Actor;

beforeAll(async () => {
  fort = await startFort({ patient: true });
  // Another process of the same installation, as far as the database can tell: its own pools, its own unit of work.
  second = await assemble(specConfig(), fort.url, pino({ level: 'silent' }), {
    clock: fort.clock,
    migrated: true,
    session: patience,
  });
  staff = await fort.city.staff();
});
afterAll(async () => {
  await second?.close();
  await fort?.close();
});

interface Said {
  readonly __typename: string;
  readonly code?: string;
  readonly id?: string;
}

/** The same person, asking the other process. */
const run =
  (by: Actor, onSecond: boolean) =>
  <R>(document: string, variables: object, options?: { requestKey?: string }): Promise<R> =>
    onSecond
      ? second.executeFor({ viewer: by.viewer, loaders: new WeakMap(), effects: {} })<R>(document, variables, options)
      : by.run<R>(document, variables, options);

const support = onProposal('supportProposal');
const retract = onProposal('retractSupport');
const drafting = `mutation M($id: ID!, $input: ProposalInput!) { outcome: draftProposal(componentId: $id, input: $input) {
  __typename ... on Proposal { id title } ... on Refusal { code field } } }`;

/** Does something so many times at once, on both processes in turn, and counts the answers by word. */
async function atOnce(
  times: number,
  act: (n: number, onSecond: boolean) => Promise<{ outcome: Said }>,
): Promise<Record<string, number>> {
  const answers = await Promise.all(Array.from({ length: times }, (_, n) => act(n, n % 2 === 1)));
  const counts: Record<string, number> = {};
  for (const { outcome } of answers) {
    const word = outcome.code ?? 'OK';
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

const proposals = async (room: PlacedRoom, by: Actor, many: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < many; n += 1) ids.push(await fort.city.proposal(by, room.componentId, { title: `提案${n}` }));
  return ids;
};
const people = (many: number): Promise<Actor[]> =>
  Promise.all(Array.from({ length: many }, (_, n) => fort.city.citizen(`人${n}`)));

describe('A6 a minimum of supports', () => {
  test('a minimum once given stays given when a proposal is taken back', async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { minimumSupports: 3 } });
    const [hana, ken] = [await fort.city.citizen('花'), await fort.city.citizen('健')];
    const ids = await proposals(room, hana, 4);
    for (const id of ids.slice(0, 3)) await ken.act(support, { id });
    await hana.act(onProposal('withdrawProposal'), { id: ids[0] });
    await ken.act(support, { id: ids[3] });
    for (const { rows, counted } of await tallies(fort, room))
      expect({ rows, counted }).toEqual({ rows: 1, counted: 1 });
    await ken.act(retract, { id: ids[3] });
    await ken.act(support, { id: ids[3] });
    for (const { rows, counted } of await tallies(fort, room))
      expect({ rows, counted }).toEqual({ rows: 1, counted: 1 });
  });
});

describe('A6 a threshold together with a minimum', () => {
  test('is reached by all proposals whose supports begin to count at once, once each', async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { minimumSupports: 2, threshold: 3 } });
    const ids = await proposals(room, await fort.city.citizen('花'), 3);
    const crowd = await people(6);
    // Each gives one that does not count yet, then all give the second at once.
    for (const [n, who] of crowd.entries()) await who.act(support, { id: ids[n % 2] });
    const reached = async () =>
      (
        await fort.query<{ subject_id: string }>(
          `select subject_id from log_entry where type = 'proposal.threshold_reached' and subject_id = any($1) order by 1`,
          [ids],
        )
      ).map(({ subject_id: id }) => id);
    expect(await reached()).toEqual([]);
    expect(await atOnce(6, (n, onSecond) => run(crowd[n] as Actor, onSecond)(support, { id: ids[2] }))).toEqual({
      OK: 6,
    });
    expect(await reached()).toEqual([...ids].sort());
  });
});

describe('A6 a retry', () => {
  test('VOTE-04 VOTE-05 VOTE-06 twenty retries under one key are one draft; another text or person is another matter', async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { drafts: 50 } });
    const [hana, ken] = [await fort.city.citizen('花'), await fort.city.citizen('健')];
    const input = { title: '一度だけ', body: '', locale: 'ja' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        run(hana, n % 2 === 1)<{ outcome: Said }>(drafting, { id: room.componentId, input }, { requestKey: 'key-1' }),
      ),
    );
    expect(new Set(answers.map(({ outcome }) => outcome.id)).size).toBe(1);
    expect(answers.every(({ outcome }) => outcome.__typename === 'Proposal')).toBe(true);
    const other = await hana.run<{ outcome: Said }>(
      drafting,
      { id: room.componentId, input: { ...input, title: '別の題' } },
      { requestKey: 'key-1' },
    );
    expect(other.outcome).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    const kens = await ken.run<{ outcome: Said }>(drafting, { id: room.componentId, input }, { requestKey: 'key-1' });
    expect(kens.outcome.__typename).toBe('Proposal');
    expect(kens.outcome.id).not.toBe(answers[0]?.outcome.id);
    expect(
      await fort.query('select count(*)::int as n from proposal where component_id = $1', [room.componentId]),
    ).toEqual([{ n: 2 }]);
  });
});
