import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startFort, type Fort } from './support.ts';

const root = path.resolve(import.meta.dirname, '../../..');
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
  const said = async (zone: string) => {
    const { id: personId } = await fort.city.citizen(zone);
    const asked = {
      url: fort.url,
      organisationId: fort.city.organisationId,
      personId,
      componentId: room.componentId,
      proposalId,
      closesAt,
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
  const answers = await Promise.all(['UTC', 'America/Los_Angeles', 'Asia/Tokyo'].map(said));
  expect(answers.map(({ offset }) => offset)).toEqual([0, 480, -540]);
  const [utc, ...others] = answers.map(({ offset: _, ...rest }) => rest);
  for (const other of others) expect(other).toEqual(utc);
  expect(utc?.said.map(({ supported }) => supported.outcome.code)).toEqual([undefined, 'PHASE_CLOSED']);
  for (const file of utc?.files ?? ['']) expect(file).toMatch(/^200 [^]*2026-12-24T23:59:59/);
}, 60_000);
