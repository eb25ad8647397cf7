import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { sql, workbook } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

/** Bringing texts in by the form of a page. */
let app: SpecApp;
let staff: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  room = await app.world.room(staff, 'proposals');
});
afterAll(() => app?.close());

const importFile = `mutation I($id: ID!, $file: Upload, $dryRun: Boolean!) { outcome: importProposals(componentId: $id, file: $file, dryRun: $dryRun) {
  __typename ... on ProposalImportReport { jobId rows added skipped ignored problems { line column code message } } ... on Refusal { code field } } }`;

interface Report {
  readonly rows: number;
  readonly added: number;
  readonly skipped: readonly string[];
  readonly problems: readonly { readonly line: number; readonly column: string | null; readonly code: string; readonly message: string }[];
}

const told = (file: File, dryRun: boolean): Promise<Report> => staff.act<Report>(importFile, { id: room.componentId, file, dryRun });
const ids = async (): Promise<unknown[]> => (await app.server.db.rows<{ id: string }>(sql`
  select external_id as id from proposal where component_id = ${room.componentId} order by external_id`)).map(({ id }) => id);

test('a file is tried without a change, brought in, and its rows are skipped the second time', async () => {
  const rows = [{ external_id: '0012', title: '', body: '木を植える。' }, { external_id: '7', title: '題', body: '水をまく。' }];
  const bytes = await buffer(Readable.from(workbook(['external_id', 'title', 'body'], Readable.from(rows))));
  const file = new File([new Uint8Array(bytes)], '意見.xlsx');
  expect(await told(file, true)).toMatchObject({ rows: 2, added: 2, problems: [] });
  expect(await ids()).toEqual([]);
  expect(await told(file, false)).toMatchObject({ rows: 2, added: 2, skipped: [], problems: [] });
  expect(await ids()).toEqual(['0012', '7']);
  const again = new File([JSON.stringify([...rows, { external_id: '8', body: '石を置く。' }])], 'a.json');
  expect(await told(again, false)).toMatchObject({ rows: 3, added: 1, skipped: ['0012', '7'] });
  expect(await ids()).toEqual(['0012', '7', '8']);
});

test('what is wrong is told by line, in words, and then nothing of the file is taken', async () => {
  const before = await ids();
  const csv = 'external_id,title,body,published_at,種類\r\n20,,よい。,,困りごと\r\n21,,,,\r\n20,,また。,2026-13-01,ほか\r\n';
  const { added, problems } = await told(new File([new Uint8Array(iconv.encode(csv, 'cp932'))], 'a.csv'), false);
  expect(added).toBe(0);
  expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([[3, 'body', 'EMPTY'], [4, 'external_id', 'DUPLICATE_ID'], [4, 'published_at', 'BAD_DATE'], [4, 'kind', 'UNKNOWN_PROPOSAL_KIND']]);
  expect(problems.every(({ message }) => /[ぁ-ん]/.test(message) && !message.includes('{'))).toBe(true);
  expect(await ids()).toEqual(before);
});

test('two hundred rows come while the page waits, one more by a job', async () => {
  const csv = (many: number) => new File([`external_id,body\n${Array.from({ length: many }, (_, at) => `n${at},文${at}`).join('\n')}`], 'a.csv');
  expect(await told(csv(200), true)).toMatchObject({ rows: 200, added: 200, jobId: null });
  expect(await told(csv(201), true)).toMatchObject({ rows: 201, added: 0, jobId: expect.any(String) });
});

test('is for those who work for the city, before anything of the file is read', async () => {
  const file = new File(['nothing'], 'a.csv');
  const attempt = (by: Actor, id = room.componentId) => by.refused(importFile, { id, file, dryRun: true });
  expect(await attempt(app.world.visitor())).toBe('UNAUTHENTICATED');
  expect(await attempt(await app.world.citizen())).toBe('FORBIDDEN');
  expect(await attempt(app.world.as(staff, { mfa: false }))).toBe('MFA_REQUIRED');
  expect(await attempt(staff, '00000000-0000-0000-0000-000000000000')).toBe('NOT_FOUND');
  expect(await staff.refused(importFile, { id: room.componentId, file: null, dryRun: true })).toBe('EMPTY file');
});
