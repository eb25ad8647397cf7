import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProposalImport, type ImportReport } from '@hiroba/proposals/server';
import type { Caller } from '@hiroba/server';
import type { PlacedRoom } from '@hiroba/testing';
import { openFile } from '../security/open-files.ts';
import { startFort, type Fort } from '../security/support.ts';

/** EXP5: ids survive the way out and in again, leading zeros and all; what was imported once is known the second time. */
let fort: Fort;
let staff: Awaited<ReturnType<Fort['city']['staff']>>;
beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
});
afterAll(() => fort?.close());

const room = (): Promise<PlacedRoom> => fort.city.room(staff, 'proposals');
const ids = [
  '0012',
  '12',
  '00000000012',
  '1-2-3',
  '1e3',
  '2026-11-22',
  '٠١٢',
  'https://old.example/17?x=7',
  '0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee',
  '1234567890123456789',
];

function run({ componentId }: PlacedRoom, file: string): Promise<ImportReport> {
  const operator: Caller = {
    organisationId: fort.city.organisationId,
    grants: [],
    level: 0,
    mfa: false,
    locale: 'ja',
    operator: true,
  };
  return fort.server.nest
    .get(ProposalImport)
    .run(operator, { componentId, texts: Buffer.from(file) }) as Promise<ImportReport>;
}
const csv = async ({ componentId }: PlacedRoom): Promise<string> =>
  (await openFile(fort, `/download/proposals/${componentId}.csv`)).text;
interface Row {
  readonly id: string;
  readonly external_id: string | null;
  readonly title: string;
  readonly body: string;
}
const rows = async ({ componentId }: PlacedRoom): Promise<Row[]> =>
  JSON.parse((await openFile(fort, `/download/proposals/${componentId}.json`)).text) as Row[];
const told = (all: readonly Row[]) =>
  all.map(({ id, external_id: external, title, body }) => [external ?? id, title, body]);

test('EXP5 every id comes out as it went in, and goes in as it came out', async () => {
  const [from, to] = [await room(), await room()];
  const first = await run(
    from,
    `external_id,title,body\n${ids.map((id, at) => `"${id}",題${at},"一行目${at}\n二行目"`).join('\n')}\n`,
  );
  expect(first).toMatchObject({ added: ids.length, problems: [] });
  const own = await fort.city.proposal(await fort.city.citizen('花'), from.componentId, {
    title: '=ここで書いた',
    body: '+本文',
  });
  const before = await rows(from);
  expect(
    before
      .map(({ external_id: external }) => external)
      .filter(Boolean)
      .sort(),
  ).toEqual([...ids].sort());

  expect(await run(to, await csv(from))).toMatchObject({ added: ids.length + 1, problems: [], skipped: [] });
  expect(told(await rows(to)).sort()).toEqual(told(before).sort());
  expect((await rows(to)).map(({ external_id: external }) => external)).toContain(own);

  // Again, and from the file of the copy: nothing is new.
  for (const file of [await csv(from), await csv(to)])
    expect(await run(to, file)).toMatchObject({ added: 0, problems: [] });
  expect(await rows(to)).toHaveLength(ids.length + 1);
});
