import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { sql } from '@hiroba/server';

/** PRO3: when a proposal with three open amendments is withdrawn, all three end, and three notices go out. */
let app: SpecApp;
let hana: Actor;
let id: string;
const ids: string[] = [];

const act = (call: string, types: string) => `mutation M(${types}) { outcome: ${call} { __typename ... on Refusal { code field message } `;

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  hana = await app.world.citizen('花');
  const room = await app.world.room(staff, 'proposals', { settings: { amendments: 'ALL' }, actions: ['create', 'amend'] });
  id = await app.world.proposal(hana, room.componentId);
  for (let n = 1; n <= 3; n += 1) {
    const ken = await app.world.citizen(`健${n}`);
    const drafted = await ken.act(
      `${act('draftAmendment(proposalId: $id, input: { title: "駅前に木陰を", body: $body })', '$id: ID!, $body: String!')} ... on Amendment { id } } }`,
      { id, body: `木を${n}本植えます。` },
    );
    await ken.act(`${act('publishAmendment(id: $id)', '$id: ID!')} ... on Amendment { id } } }`, { id: drafted.id });
    ids.push(drafted.id);
  }
});
afterAll(() => app?.close());

const statuses = async (): Promise<string[]> => {
  const { amendments } = await app.world
    .visitor()
    .run<{ amendments: { status: string }[] }>('query Q($id: ID!) { amendments(proposalId: $id) { id status } }', { id });
  return amendments.map(({ status }) => status);
};

test('PRO3 three open amendments end with their proposal, and their writers are told once each', async () => {
  expect(await statuses()).toEqual(['OPEN', 'OPEN', 'OPEN']);
  await hana.act(`${act('withdrawProposal(id: $id)', '$id: ID!')} ... on Proposal { id } } }`, { id });
  expect(await statuses()).toEqual(['ENDED', 'ENDED', 'ENDED']);
  expect(
    await hana.refused(`${act('acceptAmendment(id: $id)', '$id: ID!')} ... on Amendment { id } } }`, { id: ids[0] }),
  ).toBe('WRONG_STATE');
  await app.world.settle();
  await app.world.react();
  const mails = await app.server.db.rows<{ recipient: string; body: string }>(
    sql`select recipient, body from mail_outbox where body like '%/amendments/%' and subject like '%修正案が終わりました%'`,
  );
  expect(new Set(mails.map(({ recipient }) => recipient)).size).toBe(3);
  expect(mails).toHaveLength(3);
});
