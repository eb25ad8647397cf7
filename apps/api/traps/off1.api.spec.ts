import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

/** OFF1: one person online and on paper is one person: what is entered for their account counts with what they wrote
 * themselves, in either order and at the same time; without an account their name counts, on paper and online; a workshop is
 * no person. */
let app: SpecApp;
let staff: Actor;
let componentId: string;
beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  ({ componentId } = await app.world.room(staff, 'proposals', { settings: { proposalLimit: 1, drafts: 50 } }));
});
afterAll(() => app?.close());

const shown = '__typename ... on Proposal { id } ... on Refusal { code field message }';
const enter = `mutation E($componentId: ID!, $input: ProposalEntryInput!) {
  outcome: enterProposal(componentId: $componentId, input: $input) { ${shown} } }`;
const on = (mutation: string) => `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { ${shown} } }`;
const paper = (creditedTo: string, more: object = {}) => ({
  componentId,
  input: { title: '木陰を', body: '夏は暑いです。', creditedTo, channel: 'COUNTER', ...more },
});

test('OFF1 with an account: the second is refused, whichever came first, until the first is taken back', async () => {
  const [hana, ken] = [await app.world.citizen('花'), await app.world.citizen('健')];
  await app.world.proposal(hana, componentId);
  expect(await staff.refused(enter, paper('匿名希望', { account: hana.code }))).toBe('LIMIT_REACHED creditedTo');
  const { id } = await staff.act(enter, paper('川べりの人', { account: ken.code }));
  const draft = await app.world.draft(ken, componentId);
  expect(await ken.refused(on('publishProposal'), { id: draft })).toBe('LIMIT_REACHED');
  expect(await ken.refused(on('withdrawProposal'), { id })).toBe('FORBIDDEN');
  await staff.act(on('withdrawProposal'), { id });
  expect(await ken.refused(on('publishProposal'), { id: draft })).toBeUndefined();
  expect(await staff.refused(enter, paper('名なし', { account: 'no-such-person' }))).toBe('UNKNOWN_PERSON account');
});

test('OFF1 without an account: the name counts, however it is written, on paper and online', async () => {
  await app.world.proposal(await app.world.citizen('港 一郎'), componentId);
  expect(await staff.refused(enter, paper('港　一郎'))).toBe('LIMIT_REACHED creditedTo');
  await staff.act(enter, paper('Ｓａｔｏ 次郎'));
  expect(await staff.refused(enter, paper('sato次郎'))).toBe('LIMIT_REACHED creditedTo');
  const workshop = paper('駅前ワークショップ', { channel: 'WORKSHOP' });
  for (let n = 0; n < 2; n += 1) expect(await staff.refused(enter, workshop)).toBeUndefined();
});

test('OFF1 at the same time from several counters and online, one of all stands', async () => {
  const nao = await app.world.citizen('直');
  const drafts = [await app.world.draft(nao, componentId), await app.world.draft(nao, componentId)];
  const tried = await Promise.all([
    ...Array.from({ length: 10 }, () => staff.refused(enter, paper('直さん', { account: nao.code }))),
    ...drafts.map((id) => nao.refused(on('publishProposal'), { id })),
  ]);
  expect(tried.filter((code) => code === undefined)).toHaveLength(1);
  const byName = await Promise.all(Array.from({ length: 10 }, () => staff.refused(enter, paper('海野 波'))));
  expect(byName.filter((code) => code === undefined)).toHaveLength(1);
});
