import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { effort } from '@hiroba/kernel/testing/effort.ts';
import { diffPages, diffText } from '@hiroba/kernel';
import { sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';

/** DEB2: what changed between two versions of a megabyte is shown within a second, a part of it at a time. */
let app: SpecApp;
let id: string;

const line = (word: string, n: number): string => `${word}${n % 9 === 0 ? n * 31 : n}行目の文章です。\n`;
const megabyte = (word: string): string => Array.from({ length: 33_000 }, (_, n) => line(word, n)).join('');
const [older, newer] = [megabyte('第'), megabyte('弟')];

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  const hana = await app.world.citizen('花');
  const room = await app.world.room(staff, 'debates', { actions: ['create', 'comment'] });
  const outcome = '{ __typename ... on Debate { id } ... on Refusal { code field message } }';
  ({ id } = await hana.act(`mutation D($componentId: ID!) { outcome: draftDebate(componentId: $componentId,
    input: { question: "問い", background: "背景", locale: "ja" }) ${outcome} }`, { componentId: room.componentId }));
  await hana.act(`mutation P($id: ID!) { outcome: publishDebate(id: $id) ${outcome} }`, { id });
  await app.server.db.rows(sql`alter table version disable trigger version_log_beside`);
  await app.server.db.rows(sql`
    insert into version (organisation_id, subject_kind, subject_id, n, at, author_id, content)
    select organisation_id, subject_kind, subject_id, n + made, at + made * interval '1 hour', author_id,
           content || jsonb_build_object('background', case made when 1 then ${older}::text else ${newer}::text end)
    from version, generate_series(1, 2) as made where subject_kind = 'debate' and subject_id = ${id} and n = 1`);
});
afterAll(() => app?.close());

test('DEB2 two versions of a megabyte are compared in less than a second of work', () => {
  expect(Buffer.byteLength(newer)).toBeGreaterThan(1_000_000);
  expect(effort(() => diffPages(diffText(older, newer)))).toBeLessThan(1_000);
});

test('DEB2 the history shows the change a part at a time, none longer than 200,000 characters', async () => {
  interface Seen { debate: { history: { items: { n: number; texts: { name: string; parts: number; changes: { text: string }[] }[] }[] } } }
  const part = async (n: number) => {
    const { debate } = await app.world.visitor().run<Seen>(`query Q($id: ID!, $part: Int!) { debate(id: $id) { history(first: 1, part: $part) {
      items { n texts { name parts changes { kind text } } } } } }`, { id, part: n });
    return debate.history.items[0]?.texts.find(({ name }) => name === 'background');
  };
  const first = await part(1);
  expect(first?.parts).toBeGreaterThan(4);
  for (const n of [1, first?.parts ?? 0]) {
    const length = (await part(n))?.changes.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(200_000);
  }
});
