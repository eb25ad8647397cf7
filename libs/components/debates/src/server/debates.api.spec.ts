import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let room: PlacedRoom;

const START = '2026-11-22T12:00:00+09:00';

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  room = await app.world.room(staff, 'debates', { actions: ['create', 'comment'], closesAt: '2027-06-01T00:00:00+09:00' });
});
afterAll(() => app?.close());
beforeEach(() => app.clock.set(START));

const shown = '__typename ... on Refusal { code field message } ... on Debate { id state closesAt closedAt conclusionVersions reference }';
const on = (mutation: string, parameters = '', args = '') =>
  `mutation M($id: ID!${parameters}) { outcome: ${mutation}(id: $id${args}) { ${shown} } }`;
const draft = `mutation M($componentId: ID!, $input: DebateInput!, $office: String) {
  outcome: draftDebate(componentId: $componentId, input: $input, office: $office) { ${shown} } }`;
const publish = on('publishDebate');
const close = on('closeDebate');
const edit = on('editDebate', ', $input: DebateInput!, $reason: String', ', input: $input, reason: $reason');
const conclude = on('concludeDebate', ', $input: ConclusionsInput!', ', input: $input');
const reopen = on('reopenDebate', ', $closesAt: DateTime!, $reason: String!', ', closesAt: $closesAt, reason: $reason');
const comment = `mutation M($id: ID!, $body: String! = "賛成です", $side: CommentSide) {
  outcome: addComment(rootKind: "debate", rootId: $id, body: $body, alignment: $side) {
    __typename ... on Comment { id } ... on Refusal { code field message } } }`;
const read = (fields: string) => `query Q($id: ID!) { debate(id: $id) { ${fields} } }`;

const every = (words: string) => ({ ja: words });
const ask = {
  decided: every('駅前の使い方'), changeable: every('置くもの'), fixed: every('広さ'), decider: every('市議会'), deadline: every('3月'),
  wanted: every('使う人の声'), promise: 'CONSULT',
};
const input = { question: '駅前広場に屋根をかけるか', background: '雨の日の集まりが減っています。', locale: 'ja', ask };
const official = { componentId: '', input: { ...input, layout: 'FOR_AGAINST', closesAt: '2026-12-22T00:00:00+09:00' }, office: '都市計画課' };

const opened = async (by: Actor, more: object = {}): Promise<string> => {
  const variables = by === staff ? { ...official, componentId: room.componentId, ...more } : { componentId: room.componentId, input, ...more };
  const { id } = await by.act(draft, variables);
  await by.act(publish, { id });
  return id;
};

describe('a debate', () => {
  test('is opened by an office with its ask card, and by a participant for as many days as the rules give', async () => {
    const mine = await app.world.visitor().run(read('state reference official office author { displayName } closesAt'), { id: await opened(hana) });
    expect(mine).toMatchObject({ debate: { state: 'PUBLISHED', official: false, office: null, author: { displayName: '花' }, closesAt: '2026-12-22T03:00:00.000Z' } });
    const city = await app.world.visitor().run(read('reference official office author { displayName } layout alignment'), { id: await opened(staff) });
    expect(city).toMatchObject({ debate: { official: true, office: '都市計画課', author: null, layout: 'FOR_AGAINST', alignment: 'FOR_AGAINST' } });
    expect((city as { debate: { reference: string } }).debate.reference).toMatch(/^TEST-D-2026-\d+$/);
  });

  test('of an office needs a whole ask card, and nobody but staff speaks for one', async () => {
    const bare = { ...official, componentId: room.componentId, input: { ...official.input, ask: {} } };
    const { id } = await staff.act(draft, bare);
    expect(await staff.refused(publish, { id })).toBe('EMPTY ask.decided');
    expect(await hana.refused(draft, bare)).toBe('FORBIDDEN');
    expect(await hana.refused(publish, { id })).toBe('NOT_FOUND');
  });

  test('takes comments until the last millisecond of its window, and none at its end', async () => {
    const id = await opened(staff);
    app.clock.set('2026-12-21T23:59:59.999+09:00');
    expect(await hana.refused(comment, { id, side: 'FOR' })).toBeUndefined();
    app.clock.set('2026-12-22T00:00:00+09:00');
    expect(await hana.refused(comment, { id, side: 'FOR' })).toBe('PHASE_CLOSED');
  });

  test('ends when whoever leads it closes it, is concluded with the comments it rests on, and may be reopened', async () => {
    const id = await opened(staff);
    const { id: said } = await hana.act(comment, { id, side: 'AGAINST' });
    const text = { ja: '屋根は半分にかけます。' };
    expect(await staff.refused(conclude, { id, input: { text } })).toBe('WRONG_STATE');
    expect(await ken.refused(close, { id })).toBe('NOT_THE_AUTHOR');
    app.clock.advance(60);
    await staff.act(close, { id });
    expect(await ken.refused(comment, { id, side: 'FOR' })).toBe('PHASE_CLOSED');
    expect(await staff.refused(conclude, { id, input: { text, commentIds: [id] } })).toBe('NOT_FOUND comments');
    await staff.act(conclude, { id, input: { text, commentIds: [said], office: '都市計画課' } });
    expect(await staff.refused(conclude, { id, input: { text } })).toBe('EMPTY reason');
    await staff.act(conclude, { id, input: { text: { ja: '全部にかけます。' }, reason: '予算がつきました' } });
    const { debate } = await ken.run<{ debate: { closedAt: string; conclusions: { n: number; commentIds: string[]; reason: string | null }[] } }>(
      read('closedAt conclusions { n text { ja } commentIds office reason at }'), { id });
    expect(debate.conclusions.map(({ n, commentIds, reason }) => [n, commentIds, reason])).toEqual([[2, [], '予算がつきました'], [1, [said], null]]);
    expect(debate.closedAt).toBe('2026-11-22T04:00:00.000Z');
    expect(await hana.refused(reopen, { id, closesAt: '2027-01-01T00:00:00Z', reason: 'もう一度' })).toBe('FORBIDDEN');
    await staff.act(reopen, { id, closesAt: '2027-01-01T00:00:00Z', reason: '新しい図面' });
    expect(await ken.refused(comment, { id, side: 'FOR' })).toBeUndefined();
    app.clock.set('2027-01-01T00:00:00Z');
    expect(await ken.run(read('closedAt'), { id })).toEqual({ debate: { closedAt: '2026-11-22T04:00:00.000Z' } });
  });

  test('counts its sides', async () => {
    const id = await opened(staff);
    await hana.act(comment, { id, side: 'FOR' });
    await ken.act(comment, { id, side: 'AGAINST' });
    await ken.act(comment, { id, side: 'AGAINST', body: 'もうひとつ' });
    expect(await ken.refused(comment, { id })).toBe('EMPTY alignment');
    expect(await ken.run(read('commentCount sides { for neutral against }'), { id }))
      .toEqual({ debate: { commentCount: 3, sides: { for: 1, neutral: 0, against: 2 } } });
  });

  test('may be changed by whoever opened it until somebody speaks, and by staff in public versions', async () => {
    const id = await opened(hana);
    await hana.act(edit, { id, input: { ...input, question: '駅前広場に大きな屋根をかけるか' } });
    await ken.act(comment, { id });
    expect(await hana.refused(edit, { id, input })).toBe('EDIT_WINDOW_OVER');
    await staff.act(edit, { id, input: { ...input, closesAt: '2026-12-22T12:00:00+09:00' }, reason: '言葉を直しました' });
    const { debate } = await ken.run<{ debate: { history: { items: { n: number; reason: string | null; texts: { name: string }[] }[] } } }>(
      read('history { items { n reason texts { name } } }'), { id });
    expect(debate.history.items.map(({ n, reason, texts }) => [n, reason, texts.map(({ name }) => name)])).toEqual([
      [3, '言葉を直しました', ['question']], [2, null, ['question']],
      [1, null, ['question', 'background', ...Object.keys(ask).filter((part) => part !== 'promise').map((part) => `ask.${part}.ja`)]],
    ]);
  });

  test('is limited by person under fifty requests at once', async () => {
    const place = await app.world.room(staff, 'debates', { actions: ['create', 'comment'], settings: { debateLimit: 2, drafts: 50 } });
    const drafts = await Promise.all(Array.from({ length: 10 }, () => hana.act(draft, { componentId: place.componentId, input })));
    const outcomes = await Promise.all(drafts.flatMap(({ id }) => Array.from({ length: 5 }, () => hana.refused(publish, { id }))));
    expect(outcomes.filter((code) => code === undefined)).toHaveLength(2);
    const rows = await app.server.db.rows(sql`select 1 from debate where component_id = ${place.componentId} and state = 'PUBLISHED'`);
    expect(rows).toHaveLength(2);
  });

  test('takes no more statements for many than for one: three for a list, four for a debate with its comments', async () => {
    const place = await app.world.room(staff, 'debates', { actions: ['create', 'comment'], settings: { debateLimit: 0, drafts: 50 } });
    const list = `query L($id: ID!) { component(id: $id) { ... on DebatesComponent {
      debates(first: 20) { items { id question author { displayName } commentCount sides { for against } spaceSlug } next } counts { open closed concluded } } } }`;
    const page = `query P($id: ID!) { debate(id: $id) { question author { displayName } commentCount sides { for } news { text } conclusions { n } }
      comments(rootKind: "debate", rootId: $id, sort: OLDEST, first: 20) { items { id body author { displayName } } next } }`;
    const taken: number[] = [];
    for (const many of [1, 12]) {
      const ids: string[] = [];
      for (let n = 0; n < many; n += 1) ids.push(await opened(hana, { componentId: place.componentId, input: { ...input, question: `問い${many} ${n}` } }));
      for (let n = 0; n < many; n += 1) await ken.act(comment, { id: ids[0], body: `意見${n}` });
      const [listed, shown_] = [await ken.counted(list, { id: place.componentId }), await ken.counted(page, { id: ids[0] })];
      taken.push(listed.statements.length, shown_.statements.length);
    }
    expect(taken[0]).toBeLessThanOrEqual(3);
    expect(taken[1]).toBeLessThanOrEqual(4);
    expect(taken.slice(2)).toEqual(taken.slice(0, 2));
  });
});
