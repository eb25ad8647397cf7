import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startFort, type Fort } from '../security/support.ts';
import { wrongDate } from '../security/wrong-date.ts';

const root = path.resolve(import.meta.dirname, '../../..');
/** ALL2: a server in the zone of UTC, Los Angeles or Tokyo, with a process clock ten minutes wrong or right, writes the
 * same files and closes at the same instant. */
let fort: Fort;
beforeAll(async () => {
  fort = await startFort();
});
afterAll(() => fort?.close());

test('ALL2 a server in UTC, Los Angeles or Tokyo writes the same files and closes at the same instant', async () => {
  const staff = await fort.city.staff();
  const closesAt = '2026-12-26T00:00:00+09:00';
  const [room, livelier] = [
    await fort.city.room(staff, 'proposals', { closesAt }),
    await fort.city.room(staff, 'proposals', { closesAt }),
  ];
  const hana = await fort.city.citizen('花');
  fort.clock.set('2026-12-24T23:59:59+09:00');
  await fort.city.proposal(hana, room.componentId);
  const proposalId = await fort.city.proposal(hana, livelier.componentId);
  const said = async ([zone, wrongBy]: readonly [string, number]) => {
    const { id: personId } = await fort.city.citizen(zone);
    const asked = {
      url: fort.url,
      organisationId: fort.city.organisationId,
      personId,
      componentId: room.componentId,
      proposalId,
      closesAt,
      wrongBy: String(wrongBy),
    };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', './tools/ts-hooks.mjs', 'apps/api/security/in-zone.ts', JSON.stringify(asked)],
      { cwd: root, env: { PATH: process.env.PATH, TZ: zone } },
    );
    return JSON.parse(stdout) as {
      offset: number;
      files: string[];
      said: { supported: { outcome: { code?: string } } }[];
    };
  };
  const answers = await Promise.all(
    (
      [
        ['UTC', 0],
        ['America/Los_Angeles', 10],
        ['Asia/Tokyo', -10],
      ] as const
    ).map(said),
  );
  expect(answers.map(({ offset }) => offset)).toEqual([0, 480, -540]);
  const [utc, ...others] = answers.map(({ offset: _, ...rest }) => rest);
  for (const other of others) expect(other).toEqual(utc);
  expect(utc?.said.map(({ supported }) => supported.outcome.code)).toEqual([undefined, 'PHASE_CLOSED']);
  for (const file of utc?.files ?? ['']) expect(file).toMatch(/^200 [^]*2026-12-24T23:59:59/);
});

describe('ALL2 by the real clock', () => {
  let real: Fort;
  beforeAll(async () => {
    real = await startFort({ realTime: true });
  });
  afterAll(() => real?.close());

  test('VOTE-09 a process whose own clock is ten minutes wrong decides by the database', async () => {
    const { city } = real;
    const staff = await city.staff();
    const around = (from: number, till: number) =>
      city.room(staff, 'proposals', {
        opensAt: new Date(Date.now() + from * 60_000).toISOString(),
        closesAt: new Date(Date.now() + till * 60_000).toISOString(),
      });
    const [open, over] = [await around(-1, 5), await around(-9, 0.05)];
    const [hana, ken] = [await city.citizen('花'), await city.citizen('健')];
    const act = (mutation: string) =>
      `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { __typename ... on Refusal { code field } } }`;
    const id = await city.proposal(hana, open.componentId);
    const late = await city.proposal(hana, over.componentId);
    await setTimeout(3_100);
    const right = Date;
    for (const minutes of [10, -10]) {
      globalThis.Date = wrongDate(minutes);
      try {
        expect(await ken.refused(act(minutes > 0 ? 'supportProposal' : 'retractSupport'), { id })).toBeUndefined();
        expect(await ken.refused(act('supportProposal'), { id: late })).toBe('PHASE_CLOSED');
      } finally {
        globalThis.Date = right;
      }
    }
  });
});
