import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ClosingService } from '@hiroba/accounts/server';
import { openDisclosure, readLeaf1 } from '@hiroba/kernel';
import { DATA_DIR, Log, sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';
import { audit, parseVerifierKey, type VerifierKey } from '@hiroba/transparency';
import { logFolder, LogKeeper, nodeCiphers, readFrom } from '@hiroba/transparency/server';
import { MikroORM } from '@mikro-orm/postgresql';
import { AccountsWorld } from '../../../libs/accounts/src/server/accounts.world.ts';

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

test('T11 what somebody saved is still proved after they left, and the city keeps neither their words, nor salts, nor key', async () => {
  const { world, server } = app;
  const [keeper, log] = [server.nest.get(LogKeeper), server.nest.get(Log)];
  const [saki, other] = [await world.citizen('咲'), await world.citizen('他の人')];
  const room = await world.room(await world.staff(), 'proposals');
  const id = await world.proposal(saki, room.componentId, { title: '咲の提案' });
  const reported = await world.proposal(other, room.componentId);
  await saki.act(act('reportText(subjectKind: "proposal", subjectId: $id, rule: "R3")', 'ReportedCase'), {
    id: reported,
  });
  const em = server.nest.get(MikroORM).em.fork();
  const entries = () =>
    server.db.rows<{ event_id: string; leaf: Buffer; type: string; name: string; idx: string }>(sql`
      select e.event_id, e.leaf, e.type, d.name, e.idx from log_entry e join disclosure d on d.event_id = e.event_id where d.person_key_id = ${saki.id}`);
  const saved = await Promise.all(
    (await entries()).map(async (entry) => ({ ...entry, saved: await log.disclosure(em, entry.event_id, entry.name) })),
  );
  expect(saved.map(({ name }) => name)).toEqual(expect.arrayContaining(['title', 'body', 'author']));
  const kept = await server.db.rows<{ bytes: Buffer }>(sql`
    select key_enc as bytes from person_key where id = ${saki.id} union all select body_enc from disclosure where person_key_id = ${saki.id}`);

  await server.db.rows(sql`update person set closes_at = '2026-11-22T00:00:00Z' where id = ${saki.id}`);
  expect(await server.nest.get(ClosingService).closeDue(world.organisationId)).toBe(1);
  await keeper.keep();

  const erased = await server.db.rows<{ leaf: Buffer }>(
    sql`select leaf from log_entry where type = 'data.erased' and subject_id = ${id}`,
  );
  expect(JSON.parse(String(erased[0]?.leaf))).toMatchObject({
    subject: { rev: 2 },
    data: {
      events: [saved.find(({ type }) => type === 'proposal.published')?.event_id],
      names: ['author', 'body', 'title'],
    },
  });
  // Nobody is told who reported: the case loses the name without a word.
  expect(saved.map(({ name }) => name)).toContain('reporter');
  expect(
    await server.db.rows(sql`select 1 from log_entry where type = 'data.erased' and subject_kind = 'case'`),
  ).toEqual([]);
  const folder = logFolder(server.nest.get(DATA_DIR as never), world.organisationId);
  const key = parseVerifierKey(readFileSync(path.join(folder, 'vkey'), 'utf8').trim(), nodeCiphers) as VerifierKey;
  const deny = ['咲の提案', saki.id, ...saved.map(({ saved: text }) => text ?? '')];
  expect(
    (await audit({ read: readFrom(folder), keys: [key], ciphers: nodeCiphers, types: 'published', deny })).problems,
  ).toEqual([]);
  for (const { leaf, name, saved: text } of saved) {
    const read = readLeaf1(leaf);
    const digest = 'leaf' in read ? (read.leaf.commit?.[name] ?? '') : '';
    expect(openDisclosure(text ?? '', name, digest, nodeCiphers.sha256)).toHaveProperty('value');
  }
  expect(await Promise.all(saved.map(({ event_id: event, name }) => log.disclosure(em, event, name)))).toEqual(
    saved.map(() => null),
  );
  const left = JSON.stringify(await new AccountsWorld(app, new Date()).dump());
  for (const { bytes } of kept) expect(left).not.toContain(bytes.toString('hex'));
  for (const { saved: text } of saved) expect(left).not.toContain(text ?? '');
});
