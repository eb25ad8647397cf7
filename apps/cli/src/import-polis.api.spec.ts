import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '@hiroba/api/config';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { checkRecord } from './check-record.ts';
import { inHouse, Trouble } from './house.ts';
import { importPolis } from './import-polis.ts';

const uberx = new URL('../../../../shared/data/opinion-map/conversations/vtaiwan.uberx', import.meta.url).pathname;
const folder = mkdtempSync(path.join(tmpdir(), 'hiroba-polis-'));

let app: SpecApp;
let staff: Actor;
beforeAll(async () => {
  app = await startApp({ now: new Date().toISOString() });
  staff = await app.world.staff();
});
afterAll(() => app?.close());

const house = <T>(work: Parameters<typeof inHouse<T>>[1]): Promise<T> =>
  inHouse(readConfig({ DATABASE_URL: app.url, HIROBA_SECRET: Buffer.alloc(32, 7).toString('base64'), HIROBA_DATA: folder, PORT: '3100' }), work);

/** The votes as the file has them, counted here without the importer: cells of the matrix from its seventh column on. */
function counted(): Record<string, number> & { readonly participants: number } {
  const [, ...lines] = readFileSync(path.join(uberx, 'participants-votes.csv'), 'utf8').trimEnd().split(/\r?\n/);
  const cells = lines.flatMap((line) => line.split(',').slice(6));
  const of = (value: string) => cells.filter((cell) => cell === value).length;
  return { participants: lines.length, agree: of('1'), disagree: of('-1'), pass: of('0') };
}

const present = existsSync(uberx);
const sharedTest = (name: string, work: () => Promise<void>) =>
  (present ? test(name, work, 240_000) : test(`${name} (skipped: ../shared/data is absent)`, () => console.warn('../shared/data is absent')));

sharedTest('C7 a Polis conversation comes in whole: no row is lost, counts are the file’s, and twice is once', async () => {
  const { slug, componentId } = await app.world.room(staff, 'proposals', { opensAt: '2026-01-01T00:00:00+09:00', closesAt: null });
  const report = path.join(folder, 'report.csv');
  const { participants, agree, disagree, pass } = counted();
  expect(participants).toBe(1_921);
  const first = await house((each) => importPolis(each, uberx, { space: slug, report }));
  expect(first).toContain('197 proposals added, 0 were there already');
  expect(first).toContain(`${agree} agreed: ${agree} supports added`);
  const state = async () => ({
    proposals: (await app.server.db.rows(sql`select id, external_id, body from proposal where component_id = ${componentId} order by external_id`)),
    supports: (await app.server.db.rows<{ statement: string; n: number }>(sql`
      select split_part(p.external_id, ':', 3) as statement, count(*)::int as n from proposal_support v join proposal p on p.id = v.proposal_id
      where p.component_id = ${componentId} group by 1 order by 1`)),
    people: (await app.server.db.first<{ n: number }>(sql`select count(*)::int as n from person`))?.n,
  });
  const before = await state();
  expect(before.proposals).toHaveLength(197);
  expect(before.supports.reduce((sum, { n }) => sum + n, 0)).toBe(agree);
  const [header = '', ...rows] = readFileSync(path.join(uberx, 'participants-votes.csv'), 'utf8').trimEnd().split(/\r?\n/).map((line) => line.split(','));
  for (const { statement, n } of before.supports) {
    const column = header.indexOf(statement, 6);
    expect([statement, n]).toEqual([statement, rows.filter((row) => row[column] === '1').length]);
  }
  const kept = readFileSync(report, 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split(','));
  expect(kept.filter((row) => row[3] === 'DISAGREE')).toHaveLength(Number(disagree));
  expect(kept.filter((row) => row[3] === 'PASS')).toHaveLength(Number(pass));
  expect(kept.every((row) => /^[0-9a-f-]{36}$/.test(row[2] ?? ''))).toBe(true);
  const again = await house((each) => importPolis(each, uberx, { space: slug, report }));
  expect(again).toContain('0 proposals added, 197 were there already');
  expect(again).toContain(`0 supports added, ${agree} were there already`);
  expect(await state()).toEqual(before);
  await app.world.settle();
  expect(await house((each) => checkRecord(each, {}))).toMatchObject({ ok: true });
});

sharedTest('a place with a minimum of supports a person takes no conversation', async () => {
  const { slug } = await app.world.room(staff, 'proposals', { settings: { minimumSupports: 3 } });
  await expect(house((each) => importPolis(each, uberx, { space: slug }))).rejects.toThrow(Trouble);
});
