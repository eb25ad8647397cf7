import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProposalImport, type ImportReport } from '@hiroba/proposals/server';
import type { Caller } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';

/** PRO7: an import keeps whole ids: 7, 17, 1234567, 0012, a full address and a UUID each link to exactly that text; an
 * unknown id is an error of its row, and nothing changes. */
let app: SpecApp;
let componentId: string;
beforeAll(async () => {
  app = await startApp();
  ({ componentId } = await app.world.room(await app.world.staff(), 'proposals'));
});
afterAll(() => app?.close());

const ids = [
  '7',
  '17',
  '1234567',
  '0012',
  '12',
  '00000000012',
  'https://old.example/proposals/17?x=7',
  '0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee',
  '1e3',
  '1000',
];
const texts = `external_id,title,body\n${ids.map((id, at) => `${id},,文${at}。`).join('\n')}\n`;

function run(files: { texts: string; answers?: string }) {
  const operator: Caller = {
    organisationId: app.world.organisationId,
    grants: [],
    level: 0,
    mfa: false,
    locale: 'ja',
    operator: true,
  };
  const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])) as {
    texts: Buffer;
  };
  return app.server.nest.get(ProposalImport).run(operator, { componentId, ...bytes }) as Promise<ImportReport>;
}
const stored = async () =>
  (
    await app.server.db.pool.query<{ id: string; body: string; answer: string | null }>(
      `select p.external_id as id, p.body, (select v.content -> 'text' ->> 'ja' from version v
    where v.subject_kind = 'proposal_answer' and v.subject_id = p.id order by n desc limit 1) as answer
  from proposal p where p.component_id = $1 order by p.body`,
      [componentId],
    )
  ).rows;
const told = ({ problems }: ImportReport): string[] =>
  problems.map(({ line, column, code }) => `${line} ${column ?? '-'} ${code}`);

test('PRO7 of an unknown id, an unknown group and an unknown kind names the line and changes nothing', async () => {
  expect(told(await run({ texts, answers: 'id,group,status,text\n012,,,答え\n0012,,,答え\n,G9,,答え\n' }))).toEqual([
    '2 id UNKNOWN_ID',
    '4 group UNKNOWN_GROUP',
  ]);
  expect(told(await run({ texts, answers: 'id,status,text\n7,MAYBE,答え\n17,,\n' }))).toEqual([
    '2 kind UNKNOWN_KIND',
    '3 text EMPTY',
  ]);
  // Parts of ids, ids with a tail, and numbers that are equal but written otherwise are all unknown.
  for (const id of [
    '',
    '00012',
    '7.0',
    '70',
    '1',
    '123456',
    '12345678',
    'https://old.example/proposals/17',
    '0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeef',
    '1000.0',
  ]) {
    expect({
      id,
      told: told(await run({ texts, answers: `id,status,text_ja\n"${id}",PARTLY,答え\n` }))[0]?.startsWith('2 '),
    }).toEqual({ id, told: true });
  }
  expect(await stored()).toEqual([]);
});

test('PRO7 links each whole id to exactly that text, and again changes nothing', async () => {
  const answers = ['id,status,text_ja', ...ids.map((id, at) => `${id},PARTLY,答え${at}。`)].join('\n');
  expect(await run({ texts, answers })).toMatchObject({
    added: ids.length,
    answered: ids.length,
    problems: [],
    skipped: [],
  });
  const expected = ids.map((id, at) => ({ id, body: `文${at}。`, answer: `答え${at}。` }));
  expect(await stored()).toEqual(expected);
  const again = await run({ texts, answers });
  expect(again).toMatchObject({ added: 0, answered: 0, problems: [] });
  expect([...again.skipped].sort()).toEqual([...ids].sort());
  expect(await stored()).toEqual(expected);
});
