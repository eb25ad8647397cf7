import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ClosingService } from '@hiroba/accounts/server';
import { readLeaf1 } from '@hiroba/kernel';
import { sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const refusal = '__typename ... on Refusal { code field message }';
const act = (call: string, type: string) =>
  `mutation M($id: ID!) { outcome: ${call} { ${refusal} ... on ${type} { id } } }`;

test('DEL2 after an account is erased, totals, threads and proofs are as they were, and nothing leads to the person', async () => {
  const { world } = app;
  const staff = await world.staff();
  const [hana, ken] = [await world.citizen('名残 花子'), await world.citizen('健')];
  const { componentId } = await world.room(staff, 'proposals');
  const own = await world.proposal(hana, componentId, { title: '残る提案' });
  const other = await world.proposal(ken, componentId);
  await world.draft(hana, componentId, { title: '消える下書き' });
  await hana.act(act('supportProposal(id: $id)', 'Proposal'), { id: other });
  await hana.act(act('addComment(rootKind: "proposal", rootId: $id, body: "残るコメント")', 'Comment'), { id: other });
  await world.settle();
  const shown = () =>
    ken.run<{ component: object; comments: { items: object[] } }>(
      `query Q($id: ID!, $root: ID!) {
    component(id: $id) { voices ... on ProposalsComponent { proposals(sort: NEWEST) { items { id title supportCount commentCount author { displayName closed } } } } }
    comments(rootKind: "proposal", rootId: $root) { items { body author { displayName closed } } } }`,
      { id: componentId, root: other },
    );
  const leaves = () =>
    app.server.db.rows<{ leaf: Buffer }>(sql`select leaf from log_entry where log = 'public' order by id`);
  const [before, leavesBefore] = [await shown(), await leaves()];

  await app.server.db.rows(sql`update person set closes_at = '2026-11-22T00:00:00Z' where id = ${hana.id}`);
  expect(await app.server.nest.get(ClosingService).closeDue(world.organisationId)).toBe(1);
  await world.settle();

  const strip = (value: unknown) =>
    JSON.parse(JSON.stringify(value), (key, inner: unknown) => (key === 'author' ? undefined : inner)) as unknown;
  const after = await shown();
  expect(strip(after)).toEqual(strip(before));
  expect(JSON.stringify(after)).toContain('"closed":true');
  expect(JSON.stringify(after)).not.toContain('名残 花子');
  const leavesAfter = await leaves();
  expect(leavesAfter.slice(0, leavesBefore.length)).toEqual(leavesBefore);
  for (const { leaf } of leavesAfter) expect(readLeaf1(leaf)).toHaveProperty('leaf');
  expect(leavesAfter.some(({ leaf }) => leaf.includes(hana.id))).toBe(false);
  expect(await app.server.db.rows(sql`select 1 from proposal where author_id = ${hana.id} and rev = 0`)).toEqual([]);
  expect(await app.server.db.rows(sql`select 1 from proposal_allowance where person_id = ${hana.id}`)).toEqual([]);
  expect(await app.server.db.rows(sql`select 1 from log_entry_context where actor_id = ${hana.id}`)).toEqual([]);
  expect(
    await app.server.db.rows(sql`select 1 from disclosure d where person_key_id = ${hana.id} and body_enc is not null`),
  ).toEqual([]);
  expect(own).toBeTruthy();
});
