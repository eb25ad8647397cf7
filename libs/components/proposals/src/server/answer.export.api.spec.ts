import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inSnapshot, Sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { proposalExport } from './proposal.export.ts';

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

const shown = '__typename ... on Refusal { code field message } ... on Proposal { id }';
const answer = `mutation M($id: ID!, $input: ProposalAnswerInput!, $at: DateTime) {
  outcome: answerProposal(id: $id, input: $input, publishAt: $at) { ${shown} } }`;
const words = {
  status: 'accepted', text: { ja: '来年度に植えます。', en: 'Next year.' }, office: '公園緑地課', costYen: 1_200_000, costNote: '=苗木10本', period: '2027年4月から',
};
const none = {
  answer_status: null, answer_kind: null, answer_text_ja: null, answer_text_en: null, answer_office: null, cost_yen: null, cost_note: null,
  execution_period: null, answered_at: null,
};

async function rowOf(id: string): Promise<object> {
  const scope = { organisationId: app.world.organisationId, componentId: room.componentId, origin: 'https://city.test', locale: 'ja' };
  const rows: { id: string }[] = [];
  await inSnapshot(app.server.nest.get(Sql).pool, async (read) => {
    for await (const row of proposalExport.rows(read, scope)) rows.push(row);
  });
  return rows.find((row) => row.id === id) ?? {};
}

test('a row tells the answer in force, its cost and period, and how many there were', async () => {
  const id = await app.world.proposal(hana, room.componentId);
  expect(await rowOf(id)).toMatchObject({ ...none, answer_versions: 0 });
  await staff.act(answer, { id, input: words });
  expect(await rowOf(id)).toMatchObject({
    answer_status: 'accepted', answer_kind: 'ACCEPTED', answer_text_ja: '来年度に植えます。', answer_text_en: 'Next year.', answer_office: '公園緑地課',
    cost_yen: 1_200_000, cost_note: '=苗木10本', execution_period: '2027年4月から', answered_at: new Date('2026-11-22T03:00:00Z'), answer_versions: 1,
  });
  await staff.act(`mutation M($id: ID!) { outcome: clearAnswer(id: $id, reason: "誤り") { ${shown} } }`, { id });
  expect(await rowOf(id)).toMatchObject({ ...none, answer_versions: 2 });
});

test('a row tells a scheduled answer from its instant on, and nothing of it before', async () => {
  const id = await app.world.proposal(hana, room.componentId);
  app.clock.set(new Date());
  const at = new Date(Date.now() + 700);
  await staff.act(answer, { id, input: words, at: at.toISOString() });
  expect(await rowOf(id)).toMatchObject({ ...none, answer_versions: 0 });
  await setTimeout(Math.max(0, at.getTime() - Date.now()) + 50);
  expect(await rowOf(id)).toMatchObject({ answer_status: 'accepted', answer_text_ja: '来年度に植えます。', cost_note: '=苗木10本', answered_at: at, answer_versions: 1 });
});
