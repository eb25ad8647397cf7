import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { sql } from '@hiroba/server';

/** PRO4: only the authors of a proposal decide about amendments to it; staff only where an office wrote it. */
let app: SpecApp;
let people: { hana: Actor; ken: Actor; mei: Actor; staff: Actor; admin: Actor };
let componentId: string;

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  people = {
    hana: await app.world.citizen('花'),
    ken: await app.world.citizen('健'),
    mei: await app.world.citizen('芽衣'),
    staff,
    admin: await app.world.admin(),
  };
  ({ componentId } = await app.world.room(staff, 'proposals', {
    settings: { amendments: 'ALL' },
    actions: ['create', 'amend'],
  }));
});
afterAll(() => app?.close());

const outcome = '{ __typename ... on Amendment { id } ... on Refusal { code field message } }';
const draft = `mutation D($proposalId: ID!, $input: AmendmentInput!) { outcome: draftAmendment(proposalId: $proposalId, input: $input) ${outcome} }`;
const on = (name: string) => `mutation M($id: ID!) { outcome: ${name}(id: $id) ${outcome} }`;
const reject = `mutation R($id: ID!, $reason: String! = "このままにします") { outcome: rejectAmendment(id: $id, reason: $reason) ${outcome} }`;
const rebase = `mutation B($id: ID!, $input: AmendmentInput!) { outcome: rebaseAmendment(id: $id, input: $input) ${outcome} }`;
const input = { title: '駅前に木陰を', body: '木を四十本植えます。' };

async function amended(by = people.ken): Promise<{ id: string; proposalId: string }> {
  const proposalId = await app.world.proposal(people.hana, componentId);
  const { id } = await by.act(draft, { proposalId, input });
  await by.act(on('publishAmendment'), { id });
  return { id, proposalId };
}

const read = async (proposalId: string) =>
  (
    await app.world.visitor().run<{
      proposal: { body: string; versions: number; authors: { person: { displayName: string } | null }[] };
    }>('query Q($id: ID!) { proposal(id: $id) { body versions authors { person { displayName } } } }', {
      id: proposalId,
    })
  ).proposal;

test('PRO4 nobody but an author accepts or rejects: not the amender, not another citizen, not staff', async () => {
  const { id } = await amended();
  for (const who of [people.ken, people.mei, people.staff, people.admin]) {
    expect([await who.refused(on('acceptAmendment'), { id }), await who.refused(reject, { id })]).toEqual([
      'NOT_THE_AUTHOR',
      'NOT_THE_AUTHOR',
    ]);
  }
  expect(await people.hana.refused(on('acceptAmendment'), { id })).toBeUndefined();
});

test('PRO4 an accepted amendment is a new version, and its writer becomes an author', async () => {
  const { id, proposalId } = await amended();
  await people.hana.act(on('acceptAmendment'), { id });
  expect(await read(proposalId)).toEqual({
    body: input.body,
    versions: 2,
    authors: [{ person: { displayName: '花' } }, { person: { displayName: '健' } }],
  });
  expect(await people.hana.refused(on('acceptAmendment'), { id })).toBe('WRONG_STATE');
});

test('PRO4 after another change was accepted, an amendment is stale until it is written anew', async () => {
  const { id: earlier, proposalId } = await amended();
  const { id: later } = await people.mei.act(draft, { proposalId, input: { ...input, body: '池をつくります。' } });
  await people.mei.act(on('publishAmendment'), { id: later });
  await people.hana.act(on('acceptAmendment'), { id: earlier });
  expect(await people.hana.refused(on('acceptAmendment'), { id: later })).toBe('STALE body');
  expect(await people.mei.refused(rebase, { id: later, input })).toBe('NOTHING_CHANGED body');
  await people.mei.act(rebase, { id: later, input: { ...input, body: '木を四十本植え、池をつくります。' } });
  // The amender is an author by now, and decides like the first.
  await people.ken.act(on('acceptAmendment'), { id: later });
  expect((await read(proposalId)).versions).toBe(3);
});

test('PRO4 two authors who decide at once decide once', async () => {
  const { id: first, proposalId } = await amended();
  await people.hana.act(on('acceptAmendment'), { id: first });
  const { id } = await people.mei.act(draft, { proposalId, input: { ...input, body: 'ベンチを置きます。' } });
  await people.mei.act(on('publishAmendment'), { id });
  const codes = await Promise.all([
    people.hana.refused(on('acceptAmendment'), { id }),
    people.ken.refused(reject, { id }),
    people.hana.refused(on('acceptAmendment'), { id }),
  ]);
  expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  expect(codes.filter((code) => code === 'WRONG_STATE')).toHaveLength(2);
});

test('PRO4 a rejected amendment may become a proposal within the limit of its writer', async () => {
  const strict = await app.world.room(people.staff, 'proposals', {
    settings: { amendments: 'ALL', proposalLimit: 1 },
    actions: ['create', 'amend'],
  });
  const proposalId = await app.world.proposal(people.hana, strict.componentId);
  const made: string[] = [];
  for (const body of ['池をつくります。', '噴水をつくります。']) {
    const { id } = await people.ken.act(draft, { proposalId, input: { ...input, body } });
    await people.ken.act(on('publishAmendment'), { id });
    await people.hana.act(reject, { id });
    made.push(id);
  }
  expect(await people.hana.refused(on('promoteAmendment'), { id: made[0] })).toBe('NOT_THE_AUTHOR');
  const codes = await Promise.all(made.map((id) => people.ken.refused(on('promoteAmendment'), { id })));
  expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  expect(codes.filter((code) => code === 'LIMIT_REACHED')).toHaveLength(1);
  const promoted = await app.server.db.rows(sql`select 1 from proposal where amends_id = ${proposalId} and state = 'PUBLISHED'`);
  expect(promoted).toHaveLength(1);
});

test('PRO4 where only those concerned see amendments, others do not', async () => {
  const quiet = await app.world.room(people.staff, 'proposals', {
    settings: { amendments: 'CONCERNED' },
    actions: ['create', 'amend'],
  });
  const proposalId = await app.world.proposal(people.hana, quiet.componentId);
  const { id } = await people.ken.act(draft, { proposalId, input });
  await people.ken.act(on('publishAmendment'), { id });
  const seen = async (who: Actor) =>
    (await who.run<{ amendment: object | null }>('query Q($id: ID!) { amendment(id: $id) { id } }', { id })).amendment !== null;
  const viewers = [people.ken, people.hana, people.staff, people.mei, app.world.visitor()];
  expect(await Promise.all(viewers.map(seen))).toEqual([true, true, true, false, false]);
  expect(await people.mei.refused(reject, { id })).toBe('NOT_FOUND');
});
