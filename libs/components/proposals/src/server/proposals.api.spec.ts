import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { sql } from '@hiroba/server';
import { ProposalUpkeep } from './proposal.upkeep.ts';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  room = await app.world.room(staff, 'proposals', { settings: { supportsPerPerson: 5 } });
});
afterAll(() => app?.close());

const shown = '__typename ... on Refusal { code field message } ... on Proposal { id state supportCount viewerSupports answerDueAt thresholdReachedAt }';
const on = (mutation: string) => `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { ${shown} } }`;
const support = on('supportProposal');
const edit = `mutation M($id: ID!, $input: ProposalInput!) { outcome: editProposal(id: $id, input: $input) { ${shown} } }`;
const answer = `mutation M($id: ID!, $input: ProposalAnswerInput!) { outcome: answerProposal(id: $id, input: $input) { ${shown} } }`;
const text = { title: '駅前に木陰を', body: '夏の広場は、日差しが強すぎて座れません。', locale: 'ja' };
const read = (fields: string) => `query Q($id: ID!) { proposal(id: $id) { ${fields} } }`;
const list = `query L($id: ID!, $after: String, $sort: ProposalSort, $seed: String! = "", $filter: ProposalFilter, $first: Int! = 20) {
  component(id: $id) { ... on ProposalsComponent { proposals(first: $first, after: $after, sort: $sort, seed: $seed, filter: $filter) {
    items { id title supportCount } next } counts { key count } } } }`;

interface Listed {
  component: { proposals: { items: { id: string; title: string; supportCount: number | null }[]; next: string | null }; counts: { key: string; count: number }[] };
}
const listed = async (who: Actor, id: string, more: object = {}) =>
  (await who.run<Listed>(list, { id, ...more })).component;

describe('a proposal', () => {
  test('says how many supports were given before its text changed, and nothing of it while counts are kept back', async () => {
    const earlier = read('supportCount earlierSupports');
    for (const [settings, expected] of [[{}, { supportCount: 2, earlierSupports: 1 }], [{ showCounts: 'AFTER_OWN' }, { supportCount: null, earlierSupports: null }]] as const) {
      const place = await app.world.room(staff, 'proposals', { settings });
      const id = await app.world.proposal(hana, place.componentId);
      await ken.act(support, { id });
      await hana.act(edit, { id, input: text });
      const may = await app.world.citizen('芽衣');
      await may.act(support, { id });
      expect(await app.world.visitor().run(earlier, { id })).toEqual({ proposal: expected });
    }
  });

  test('keeps every public state of its text, with what changed', async () => {
    const id = await app.world.proposal(hana, room.componentId, { body: '夏の広場は日差しが強すぎます。' });
    await hana.act(edit, { id, input: text });
    const { proposal } = await ken.run<{ proposal: { history: { items: { n: number; texts: { name: string; changes: { kind: string }[] }[] }[] } } }>(
      read('history { items { n by { displayName } texts { name changes { kind text } } } }'), { id });
    expect(proposal.history.items.map(({ n }) => n)).toEqual([2, 1]);
    const [newest] = proposal.history.items;
    expect(newest?.texts.find(({ name }) => name === 'body')?.changes.some(({ kind }) => kind === 'ADDED')).toBe(true);
  });

  test('as a draft is there for its author only, and can be thrown away', async () => {
    const id = await app.world.draft(hana, room.componentId);
    for (const who of [ken, staff, app.world.visitor()]) {
      expect(await who.run(read('id'), { id })).toEqual({ proposal: null });
      expect(await who.refused(on('discardProposal'), { id })).toBe(who.id ? 'NOT_FOUND' : 'UNAUTHENTICATED');
    }
    expect(await hana.run(read('state'), { id })).toEqual({ proposal: { state: 'DRAFT' } });
    await hana.act(on('discardProposal'), { id });
    expect(await hana.run(read('id'), { id })).toEqual({ proposal: null });
  });

  test('withdrawn keeps its page and gives the supports back', async () => {
    const mine = await app.world.room(staff, 'proposals', { settings: { supportsPerPerson: 1 } });
    const [first, second] = [await app.world.proposal(hana, mine.componentId), await app.world.proposal(hana, mine.componentId)];
    await ken.act(support, { id: first });
    expect(await ken.refused(support, { id: second })).toBe('LIMIT_REACHED');
    await hana.act(on('withdrawProposal'), { id: first });
    expect(await ken.refused(support, { id: second })).toBeUndefined();
    expect(await app.world.visitor().run(read('state'), { id: first })).toEqual({ proposal: { state: 'WITHDRAWN' } });
  });
});

test('a proposal that may be edited until the city answers can be edited for months, and no longer once it has answered', async () => {
  const { componentId } = await app.world.room(staff, 'proposals', { settings: { editWindow: 'UNTIL_ANSWERED', editMinutes: 0 } });
  const id = await app.world.proposal(hana, componentId);
  app.clock.set('2027-05-01T12:00:00+09:00');
  expect(await hana.refused(edit, { id, input: text })).toBeUndefined();
  const mine = 'query M { myContributions(first: 1) { items { id due dueAt } } }';
  expect(await hana.run(mine)).toEqual({ myContributions: { items: [{ id, due: null, dueAt: null }] } });
  await staff.act(answer, { id, input: { kind: 'EVALUATING', text: {}, office: '公園緑地課' } });
  expect(await hana.refused(edit, { id, input: { ...text, title: '別の題' } })).toBe('ANSWERED');
  app.clock.set('2026-11-22T12:00:00+09:00');
});

test('needs and policies say what they are asked, in every version, and what is made of needs is one', async () => {
  const { componentId } = await app.world.room(staff, 'proposals', { settings: { kinds: 'BOTH' } });
  const draft = `mutation D($componentId: ID!, $input: ProposalInput!) { outcome: draftProposal(componentId: $componentId, input: $input) { ${shown} } }`;
  const write = async (input: object) => (await hana.act(draft, { componentId, input: { ...text, ...input } })).id;
  const undecided = await write({});
  expect(await hana.refused(on('publishProposal'), { id: undecided })).toBe('EMPTY kind');
  const need = { kind: 'NEED', details: { affected: '車いすの人', cost: '言わない' } };
  const ids = [await write(need), await write(need)];
  for (const id of ids) await hana.act(on('publishProposal'), { id });
  await hana.act(edit, { id: ids[0], input: { ...text, details: { often: '毎日' } } });
  const fields = 'kind details { name text } history { items { n texts { name changes { kind text } } } }';
  const { proposal } = await ken.run<{ proposal: { history: { items: { n: number; texts: { name: string }[] }[] } } }>(read(fields), { id: ids[0] });
  expect(proposal).toMatchObject({ kind: 'NEED', details: [{ name: 'affected', text: '車いすの人' }, { name: 'often', text: '毎日' }] });
  expect(proposal.history.items.map(({ n, texts }) => [n, texts.map(({ name }) => name).sort()])).toEqual([[2, ['often']], [1, ['affected', 'body', 'title']]]);
  const merge = `mutation M($ids: [ID!]!, $input: MergeInput!) { outcome: mergeProposals(ids: $ids, input: $input) { ${shown} } }`;
  const { id } = await staff.act(merge, { ids, input: { ...text, carry: true, reason: '同じ困りごと', office: '公園緑地課' } });
  expect(await ken.run(read('kind details { name }'), { id })).toEqual({ proposal: { kind: 'NEED', details: [] } });
  expect(await ken.run(read('state kind details { text }'), { id: ids[1] })).toEqual({
    proposal: { state: 'MERGED', kind: 'NEED', details: [{ text: '車いすの人' }] } });
});

describe('supports', () => {
  test('count once a person, and can be taken back', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    expect(await ken.act(support, { id })).toMatchObject({ supportCount: 1, viewerSupports: true });
    expect(await ken.refused(support, { id })).toBe('ALREADY_SUPPORTED');
    expect(await ken.act(on('retractSupport'), { id })).toMatchObject({ supportCount: 0, viewerSupports: false });
    expect(await ken.refused(on('retractSupport'), { id })).toBe('NOT_SUPPORTED');
  });

  test('below the minimum are not counted yet; from it on all of them are, and back', async () => {
    const { componentId } = await app.world.room(staff, 'proposals', { settings: { minimumSupports: 2 } });
    const ids = [await app.world.proposal(hana, componentId), await app.world.proposal(hana, componentId), await app.world.proposal(hana, componentId)];
    const counts = async () => {
      await app.world.settle();
      const { proposals } = await listed(ken, componentId, { sort: 'NEWEST' });
      return ids.map((id) => proposals.items.find((item) => item.id === id)?.supportCount);
    };
    await ken.act(support, { id: ids[0] });
    expect(await counts()).toEqual([0, 0, 0]);
    await ken.act(support, { id: ids[1] });
    expect(await counts()).toEqual([1, 1, 0]);
    await ken.act(support, { id: ids[2] });
    expect(await counts()).toEqual([1, 1, 1]);
    await ken.act(on('retractSupport'), { id: ids[0] });
    expect(await counts()).toEqual([0, 1, 1]);
    await ken.act(on('retractSupport'), { id: ids[2] });
    expect(await counts()).toEqual([0, 0, 0]);
  });

  test('the one that reaches the threshold starts the clock, once', async () => {
    const { componentId } = await app.world.room(staff, 'proposals', { settings: { threshold: 2, answerDays: 30 } });
    const id = await app.world.proposal(hana, componentId);
    expect(await hana.act(support, { id })).toMatchObject({ thresholdReachedAt: null });
    expect(await ken.act(support, { id })).toMatchObject({ answerDueAt: '2026-12-22T03:00:00.000Z' });
    const third = await app.world.citizen('三');
    await third.act(support, { id });
    const entries = await app.server.db.rows(sql`select 1 from log_entry where type = 'proposal.threshold_reached' and subject_id = ${id}`);
    expect(entries).toHaveLength(1);
  });
});

describe('the city\'s answer', () => {
  const words = { kind: 'ACCEPTED', text: { ja: '来年度に植えます。', en: 'Next year.' }, office: '公園緑地課', costYen: 1_200_000 };

  test('is public at once, ends supports, and a correction keeps the earlier one', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    await staff.act(answer, { id, input: words });
    expect(await ken.refused(support, { id })).toBe('ANSWERED');
    expect(await staff.refused(answer, { id, input: { ...words, kind: 'PARTLY' } })).toBe('EMPTY reason');
    await staff.act(answer, { id, input: { ...words, kind: 'PARTLY', reason: '本数を改めたため' } });
    const { proposal } = await app.world.visitor().run<{ proposal: { answers: object[] } }>(
      read('answerKind answers { n kind text { ja } costYen reason office }'), { id });
    expect(proposal).toMatchObject({ answerKind: 'PARTLY', answers: [
      { n: 1, kind: 'ACCEPTED', costYen: 1_200_000, reason: null }, { n: 2, kind: 'PARTLY', reason: '本数を改めたため' }] });
  });

  test('is refused to citizens, to staff without second factor, and of another space', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    const elsewhere = await app.world.room(staff, 'proposals');
    const other = await app.world.staff('他課', elsewhere.spaceId);
    expect(await hana.refused(answer, { id, input: words })).toBe('FORBIDDEN');
    expect(await app.world.as(staff, { mfa: false }).refused(answer, { id, input: words })).toBe('MFA_REQUIRED');
    expect(await other.refused(answer, { id, input: words })).toBe('FORBIDDEN');
  });
});

describe('a list', () => {
  test('in random order shows each proposal once over its pages, whatever is added meanwhile', async () => {
    const { componentId } = await app.world.room(staff, 'proposals');
    const ids = [];
    for (let n = 0; n < 12; n += 1) ids.push(await app.world.proposal(hana, componentId, { title: `提案 ${n}` }));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Listed['component']['proposals'] = (await listed(ken, componentId, { sort: 'RANDOM', seed: 'くじ', first: 5, after })).proposals;
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(seen).not.toEqual(ids);
  });

  test('SEA1 finds words of one, two and more characters in any width', async () => {
    const { componentId } = await app.world.room(staff, 'proposals');
    await app.world.proposal(hana, componentId, { title: '鯉', body: '川沿いの公園で鯉を見たい。パブコメの結果も知りたいです。' });
    await app.world.proposal(hana, componentId, { title: 'Smart city 構想', body: '髙橋さんの案に賛成。' });
    const found = async (search: string) => (await listed(ken, componentId, { filter: { search }, sort: 'NEWEST' })).proposals.items.map(({ title }) => title);
    expect(await found('鯉')).toEqual(['鯉']);
    expect(await found('公園')).toEqual(['鯉']);
    expect(await found('ﾊﾟﾌﾞｺﾒ')).toEqual(['鯉']);
    expect(await found('Ｓｍａｒｔ　ｃｉｔｙ')).toEqual(['Smart city 構想']);
    expect(await found('高橋')).toEqual(['Smart city 構想']);
    expect(await found('結果 公園')).toEqual(['鯉']);
    expect(await found('公園 図書館')).toEqual([]);
    expect(await found('園公')).toEqual([]);
    expect(await found('%_\\')).toEqual([]);
    expect(await found(`& | ! ( ) : * <-> ' " ${'%_'.repeat(200)}`)).toEqual([]);
  });

  test.each([
    ['BY_PHASE', 'ALWAYS', 'RANDOM'], ['NEWEST', 'ALWAYS', 'NEWEST'], ['SUPPORTED', 'ALWAYS', 'SUPPORTED'], ['SUPPORTED', 'AFTER_OWN', 'NEWEST'],
    ['COMMENTED', 'AFTER_OWN', 'COMMENTED'], ['ANSWERED', 'ALWAYS', 'ANSWERED'], ['RANDOM', 'ALWAYS', 'RANDOM'],
  ])('that begins in the order %s, with counts shown %s, while supporting is open: %s', async (defaultSort, showCounts, expected) => {
    const { componentId } = await app.world.room(staff, 'proposals', { settings: { defaultSort, showCounts } });
    const { component } = await ken.run<{ component: { defaultSort: string } }>(
      'query D($id: ID!) { component(id: $id) { ... on ProposalsComponent { defaultSort } } }', { id: componentId });
    expect(component.defaultSort).toBe(expected);
  });

  test('counts what stands under each answer', async () => {
    const { componentId } = await app.world.room(staff, 'proposals');
    const id = await app.world.proposal(hana, componentId);
    await app.world.proposal(hana, componentId);
    await staff.act(answer, { id, input: { kind: 'EVALUATING', text: {}, office: '公園緑地課' } });
    const counts = Object.fromEntries((await listed(ken, componentId)).counts.map(({ key, count }) => [key, count]));
    expect(counts).toEqual({ all: 2, 'answer:NONE': 1, 'answer:EVALUATING': 1 });
  });

  test('refuses pages of 0, -1 or 101, and cursors that are not its own', async () => {
    for (const first of [0, -1, 101]) {
      await expect(listed(ken, room.componentId, { first })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
    for (const after of ['x', Buffer.from('["RANDOM","s",1]').toString('base64url'), Buffer.from('["X","",1,"a"]').toString('base64url')]) {
      await expect(listed(ken, room.componentId, { after })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
  });
});

describe('a draft that nobody touches', () => {
  const upkeep = () => app.server.nest.get(ProposalUpkeep).upkeep();
  const back = (id: string, column: string, ago: string) =>
    app.server.db.rows(sql`update proposal set drafted_at = case when ${column} = 'drafted_at' then now() - ${ago}::interval else drafted_at end,
      draft_warned_at = case when ${column} = 'draft_warned_at' then now() - ${ago}::interval else draft_warned_at end where id = ${id}`);
  const mails = (like: string) => app.server.db.rows<{ subject: string; body: string }>(sql`select subject, body from mail_outbox where body like ${`%${like}/write%`}`);
  const isThere = async (id: string) => (await app.server.db.rows(sql`select 1 from proposal where id = ${id}`)).length === 1;

  test('is let go after 90 days, and never less than a week after its author was told, once', async () => {
    const [old, young] = [await app.world.draft(ken, room.componentId, { title: '忘れた下書き' }), await app.world.draft(hana, room.componentId)];
    await back(young, 'drafted_at', '83 days -1 minute');
    await back(old, 'drafted_at', '200 days');
    await upkeep();
    await upkeep();
    expect([await isThere(old), (await mails(young)).length]).toEqual([true, 0]);
    const [letter, ...more] = await mails(old);
    expect([letter?.subject, more.length]).toEqual([expect.stringMatching(/「忘れた下書き」は20\d\d年.*月\d+日（.）に消えます$/), 0]);
    expect(letter?.body).toContain(`/ja/spaces/${room.slug}/proposals/${room.componentId}/${old}/write`);
    await back(old, 'draft_warned_at', '7 days -1 minute');
    await upkeep();
    expect(await isThere(old)).toBe(true);
    await back(old, 'draft_warned_at', '7 days 1 minute');
    await upkeep();
    expect(await isThere(old)).toBe(false);
    await back(young, 'drafted_at', '83 days 1 minute');
    await upkeep();
    expect(await mails(young)).toHaveLength(1);
  });

  test('has all its time before it once it is saved again, and is told of again', async () => {
    const id = await app.world.draft(hana, room.componentId, { title: '続きを書く' });
    await back(id, 'drafted_at', '84 days');
    await upkeep();
    await back(id, 'draft_warned_at', '8 days');
    await back(id, 'drafted_at', '1 minute');
    await upkeep();
    await back(id, 'drafted_at', '84 days');
    await back(id, 'draft_warned_at', '85 days');
    await upkeep();
    expect([await isThere(id), (await mails(id)).length]).toEqual([true, 2]);
  });
});
