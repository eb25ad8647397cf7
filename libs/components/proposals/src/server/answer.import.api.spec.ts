import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  room = await app.world.room(staff, 'proposals', { closesAt: null });
});
afterAll(() => app?.close());

const importAnswers = `mutation I($id: ID!, $file: Upload, $dryRun: Boolean!) { outcome: importAnswers(componentId: $id, file: $file, dryRun: $dryRun) {
  __typename ... on AnswerImportReport { id rows answered scheduled skipped ignored problems { line column code message } } ... on Refusal { code field } } }`;
interface Report {
  readonly rows: number; readonly answered: number; readonly scheduled: number; readonly skipped: readonly string[];
  readonly problems: readonly { readonly line: number; readonly column: string | null; readonly code: string; readonly message: string }[];
}
const HEADER = 'id,status,text_ja,text_en,cost_yen,publish_at';
const fileOf = (...lines: readonly string[]) => new File([[HEADER, ...lines].join('\n')], '回答.csv');
const run = (file: File, dryRun = false, who = staff) => who.act<Report>(importAnswers, { id: room.componentId, file, dryRun });
const told = ({ problems }: Report) => problems.map(({ line, column, code }) => `${line} ${column ?? '-'} ${code}`);
const answerOf = async (id: string) => app.server.db.first<Record<string, unknown>>(sql`
  select p.answer_kind as kind, p.answer_office as office, p.answer_versions as n, p.next_answer_kind as next, v.content -> 'text' as text, v.content -> 'costYen' as cost
  from proposal p left join version v on v.subject_kind = 'proposal_answer' and v.subject_id = p.id and v.n = p.answer_versions where p.id = ${id}`);
const proposals = async (many: number) => {
  const ids: string[] = [];
  for (let n = 0; n < many; n += 1) ids.push(await app.world.proposal(hana, room.componentId, { title: `提案 ${n}` }));
  return ids;
};
const referenceOf = async (id: string) => (await app.server.db.first<{ reference: string }>(sql`select reference from proposal where id = ${id}`))?.reference ?? '';

test('answers come in by id, reference or address, with statuses by key, word or kind; tried first without a change', async () => {
  const [a = '', b = '', c = '', d = ''] = await proposals(4);
  app.clock.set(new Date());
  const later = new Date(Date.now() + 86_400_000).toISOString();
  const file = fileOf(
    `${a},accepted,来年度に植えます。,Next year.,"1,200,000円",`, `${await referenceOf(b)},実施しません,できません。,,,`,
    `https://city.test/ja/spaces/x/proposals/${room.componentId}/${c},EVALUATING,,,,`, `${d},partly,一部を行います。,,,${later}`,
  );
  expect(await run(file, true)).toMatchObject({ rows: 4, answered: 3, scheduled: 1, skipped: [], problems: [] });
  expect(await answerOf(a)).toMatchObject({ kind: null, n: 0 });
  expect(await run(file)).toMatchObject({ rows: 4, answered: 3, scheduled: 1, skipped: [], problems: [] });
  expect(await answerOf(a)).toMatchObject({ kind: 'ACCEPTED', office: '企画課', text: { ja: '来年度に植えます。', en: 'Next year.' }, cost: 1_200_000 });
  expect(await answerOf(b)).toMatchObject({ kind: 'REJECTED' });
  expect(await answerOf(c)).toMatchObject({ kind: 'EVALUATING' });
  expect(await answerOf(d)).toMatchObject({ kind: null, next: 'PARTLY', n: 0 });
  const again = await run(file);
  expect(again).toMatchObject({ answered: 0, scheduled: 0, problems: [] });
  expect(again.skipped).toHaveLength(4);
  expect(await answerOf(a)).toMatchObject({ n: 1 });
});

test('PRO7 an unknown id or another error is told by its line, and nothing changes', async () => {
  const [a = '', b = '', drafted = ''] = [...await proposals(2), await app.world.draft(hana, room.componentId)];
  app.clock.set(new Date());
  const wrong = await run(fileOf(
    `${a},accepted,答え,,,`, `${a.slice(0, -1)},accepted,答え,,,`, `${b},maybe,答え,,,`, `${a},accepted,二度目,,,`, `${b}9,accepted,答え,,半分,2026-13-40`,
  ));
  expect(told(wrong)).toEqual(['4 status UNKNOWN_STATUS', '5 id DUPLICATE_ID', '6 cost_yen BAD_NUMBER', '6 publish_at BAD_DATE']);
  expect(wrong.problems.every(({ message }) => message.length > 5 && !message.includes('proposals.'))).toBe(true);
  expect(told(await run(fileOf(`${a},accepted,答え,,,`, `${a.slice(0, -1)},accepted,答え,,,`, `${drafted},accepted,答え,,,`, `${b},accepted,,,,`, `${b}0,rejected,だめ,,,`, `${crypto.randomUUID()},rejected,だめ,,,2020-01-01`))))
    .toEqual(['3 id UNKNOWN_ID', '4 id UNKNOWN_ID', '5 text_ja EMPTY', '6 id UNKNOWN_ID', '7 id UNKNOWN_ID']);
  expect(told(await run(fileOf(`${a},rejected,だめ,,,2020-01-01`)))).toEqual(['2 publish_at BAD_DATES']);
  for (const id of [a, b]) expect(await answerOf(id)).toMatchObject({ kind: null, next: null, n: 0 });
});

test('what is answered already is corrected only with its reason', async () => {
  const [a = ''] = await proposals(1);
  await run(fileOf(`${a},accepted,植えます。,,,`));
  expect(told(await run(fileOf(`${a},rejected,植えません。,,,`)))).toEqual(['2 reason EMPTY']);
  const corrected = new File([`id,status,text_ja,reason\n${a},rejected,植えません。,土が合わないため\n`], 'a.csv');
  expect(await run(corrected)).toMatchObject({ answered: 1 });
  expect(await answerOf(a)).toMatchObject({ kind: 'REJECTED', n: 2 });
});

test('a file is refused to citizens, to staff of another space, without a column it needs, and when it is none', async () => {
  const elsewhere = await app.world.staff('他課', (await app.world.room(staff, 'proposals')).spaceId);
  const variables = { id: room.componentId, file: fileOf(), dryRun: true };
  expect(await hana.refused(importAnswers, variables)).toBe('FORBIDDEN');
  expect(await elsewhere.refused(importAnswers, variables)).toBe('FORBIDDEN');
  expect(await app.world.visitor().refused(importAnswers, variables)).toBe('UNAUTHENTICATED');
  expect(await staff.refused(importAnswers, { ...variables, file: null })).toBe('EMPTY file');
  expect(told(await run(new File(['id,text_ja\n1,x\n'], 'a.csv'), true))).toEqual(['1 status MISSING_HEADER']);
});
