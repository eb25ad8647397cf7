import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AccountSeeds } from '@hiroba/accounts/server';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let hana: Actor;
let ken: Actor;
let moderator: Actor;
let root: string;
let staff: Actor;

const refusal = '__typename ... on Refusal { code field }';
const decided = `${refusal} ... on ModerationDecision { id kind rule }`;
const add = `mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body, withPersonalData: true) { ${refusal} ... on Comment { id } } }`;
const edit = `mutation E($id: ID!, $body: String!) { outcome: editComment(id: $id, body: $body) { ${refusal} ... on Comment { id } } }`;
const dismiss = `mutation D($id: ID!, $answer: String! = "") { outcome: dismissReports(subjectKind: "comment", subjectId: $id, code: "NO_VIOLATION", answer: $answer) { ${decided} } }`;
const withhold = `mutation W($id: ID!) { outcome: withholdText(subjectKind: "comment", subjectId: $id, rule: "R5", reason: "名ざしの悪口のため") { ${decided} } }`;
const report = `mutation R($id: ID!) { outcome: reportText(subjectKind: "comment", subjectId: $id, rule: "R5") { ${refusal} ... on ReportedCase { id } } }`;
const subject = `query S($id: ID!) { moderationSubject(subjectKind: "comment", subjectId: $id) { warned signals { signal words } } }`;
const duties = '{ duties(first: 100) { items { kind path count } } }';

interface Judged {
  moderationSubject: { warned: boolean; signals: { signal: string; words: string[] }[] } | null;
}

const said = async (body: string) => {
  const { id } = await hana.act<{ id: string }>(add, { root, body });
  await app.world.settle();
  await app.world.react();
  return id;
};
const dutyOf = async (who: Actor, id: string) =>
  (await who.run<{ duties: { items: { path: string; kind: string }[] } }>(duties)).duties.items.find(({ path }) =>
    path.endsWith(id),
  );
const leaves = (id: string) =>
  app.server.db.rows<{ type: string; data: Record<string, unknown> }>(sql`
  select e.type, convert_from(e.leaf, 'UTF8')::jsonb -> 'data' as data from log_entry e
  join mod_case k on e.subject_kind = 'case' and e.subject_id = k.id::text where k.target_id = ${id} order by e.subject_rev`);

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  [hana, ken] = [await app.world.citizen('花'), await app.world.citizen('健')];
  moderator = await app.world.person('三浦', [{ role: 'MODERATOR' }]);
  const room = await app.world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
  root = await app.world.proposal(hana, room.componentId);
});
afterAll(() => app?.close());

describe('a signal', () => {
  test('asks those who moderate to look, hides nothing, and is no entry of the log', async () => {
    const id = await said('この人はバ カだ。090-1234-5678');
    expect(await dutyOf(moderator, id)).toMatchObject({ kind: 'WARNED' });
    expect(await dutyOf(ken, id)).toBeUndefined();
    expect((await moderator.run<Judged>(subject, { id })).moderationSubject).toEqual({
      warned: true,
      signals: [
        { signal: 'PERSONAL_DATA', words: ['090-1234-5678'] },
        { signal: 'WORDS', words: ['バ カ'] },
      ],
    });
    expect((await ken.run<Judged>(subject, { id })).moderationSubject).toBeNull();
    expect(await leaves(id)).toEqual([]);
    const [row] = await app.server.db.rows(sql`select withheld_at from comment where id = ${id}`);
    expect(row).toEqual({ withheld_at: null });
  });

  test('is none of what most people say', async () => {
    const id = await said('街路樹に賛成です。市の計画は甘いと思います。');
    expect(await dutyOf(moderator, id)).toBeUndefined();
    expect(await app.server.db.rows(sql`select from mod_case where target_id = ${id}`)).toEqual([]);
  });

  test('that was for nothing is dismissed without a word to anybody; the log says how it was found', async () => {
    const id = await said('「バカ」と言われて悲しかった');
    expect(await moderator.act(dismiss, { id })).toMatchObject({ kind: 'DISMISS', rule: 'R5' });
    expect(await leaves(id)).toMatchObject([
      { type: 'mod.decided', data: { kind: 'DISMISS', automated_detection: true } },
    ]);
    expect(await dutyOf(moderator, id)).toBeUndefined();
    expect(await moderator.refused(dismiss, { id })).toBe('NOT_REPORTED');
    expect((await moderator.run<Judged>(subject, { id })).moderationSubject).toMatchObject({ warned: false });
  });

  test('beside a report does not spare an answer, and the decision was made upon a notice', async () => {
    const id = await said('あいつはアホ');
    await ken.act(report, { id });
    expect(await dutyOf(moderator, id)).toMatchObject({ kind: 'REPORTED' });
    expect(await moderator.refused(dismiss, { id })).toBe('EMPTY answer');
    await moderator.act(withhold, { id });
    expect((await leaves(id)).map(({ type, data }) => [type, data['automated_detection']])).toEqual([
      ['mod.reported', undefined],
      ['mod.decided', false],
    ]);
    const open = await app.server.db.rows(
      sql`select from mod_signal g join mod_case k on k.id = g.case_id where k.target_id = ${id} and g.decision_id is null`,
    );
    expect(open).toEqual([]);
  });

  test('is gone where its author took the words away; and looked for anew in new words', async () => {
    const id = await said('あの店員はバカだ');
    await ken.act(
      `mutation A($root: ID!, $parent: ID!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: "そうかな", parentId: $parent) { ${refusal} ... on Comment { id } } }`,
      { root, parent: id },
    );
    await hana.act(edit, { id, body: 'あの店員さんは新人だ' });
    await app.world.settle();
    await app.world.react();
    expect(await dutyOf(moderator, id)).toBeUndefined();
    await hana.act(edit, { id, body: 'あの店員はアホだ' });
    await app.world.settle();
    await app.world.react();
    expect(await dutyOf(moderator, id)).toMatchObject({ kind: 'WARNED' });
  });
});

describe('how somebody writes', () => {
  const signalsOf = async (id: string) =>
    (await moderator.run<Judged>(subject, { id })).moderationSubject?.signals.map(({ signal }) => signal).sort();
  const dutyAfter = async (by: Actor, body: string) => {
    const { id } = await by.act<{ id: string }>(add, { root, body });
    await app.world.settle();
    await app.world.react();
    return id;
  };
  const text = 'この公園のベンチは座面が低いので、立ち上がるのに苦労します。高さを変えてほしいです。';

  test('a link in the first text of somebody, and one added to the words of somebody else', async () => {
    const [mai, spammer] = [await app.world.citizen('舞'), await app.world.citizen('宣')];
    expect(await signalsOf(await dutyAfter(mai, '資料は https://a.example.com です'))).toEqual(['FIRST_LINK']);
    expect(await signalsOf(await dutyAfter(mai, '続きは https://b.example.com です'))).toEqual([]);
    await dutyAfter(mai, text);
    const copied = await dutyAfter(spammer, `${text} https://shop.example.com`);
    expect(await signalsOf(copied)).toEqual(['COPIED_LINK']);
    expect(await dutyOf(moderator, copied)).toMatchObject({ kind: 'WARNED' });
  });

  test('the same opinion of many is none; the same text again and again by one is', async () => {
    const others = [await app.world.citizen('甲'), await app.world.citizen('乙'), await app.world.citizen('丙')];
    for (const one of others) expect(await signalsOf(await dutyAfter(one, text))).toEqual([]);
    const [again] = others as [Actor];
    await dutyAfter(again, `${text}お願いします`);
    expect(await signalsOf(await dutyAfter(again, `${text}ぜひ！`))).toEqual(['DUPLICATES']);
  });

  test('four texts within ten minutes by somebody who came today', async () => {
    const { id } = await app.server.nest.get(AccountSeeds).person({
      organisationId: app.world.organisationId,
      email: 'today@example.jp',
      displayName: '今日',
      roles: [],
      office: null,
      joinedAt: new Date('2026-11-22T02:00:00Z'),
    });
    const today = app.world.as({ ...hana, id }, { personId: id });
    const found = [];
    for (const body of ['一つめの話です', '二つめの話です', '三つめの話です', '四つめの話です'])
      found.push(await signalsOf(await dutyAfter(today, body)));
    expect(found).toEqual([[], [], [], ['RATE']]);
  });

  test('is looked at again when a text changes in the free minutes, and a case whose text is taken back waits for nobody', async () => {
    const id = await said('ただの感想です');
    await hana.act(edit, { id, body: 'あの人はバカだ' });
    await app.world.settle();
    await app.world.react();
    expect(await dutyOf(moderator, id)).toMatchObject({ kind: 'WARNED' });
    await hana.act(`mutation W($id: ID!) { outcome: deleteComment(id: $id) { ${refusal} ... on Comment { id } } }`, {
      id,
    });
    await app.world.settle();
    await app.world.react();
    const [row] = await app.server.db.rows(sql`select state, due_at from mod_case where target_id = ${id}`);
    expect(row).toEqual({ state: 'DECIDED', due_at: null });
  });
});

describe('the words of a city', () => {
  const word = '__typename ... on Refusal { code field } ... on ModerationWord { id use word reason }';
  const addWord = `mutation A($use: String!, $word: String!, $reason: String! = "苦情があったため") { outcome: addModerationWord(use: $use, word: $word, reason: $reason) { ${word} } }`;
  const remove = `mutation R($id: ID!) { outcome: removeModerationWord(id: $id) { ${word} } }`;
  const words = '{ moderationWords { word use by } }';

  test('are looked for, left alone or left out, from the next text on; taken back, they no longer are', async () => {
    expect(await staff.refused(addWord, { use: 'LOOKED_FOR', word: 'ほげたろう' })).toBeUndefined();
    const hit = await said('おまえはホゲ・タロウだ');
    expect(await dutyOf(moderator, hit)).toMatchObject({ kind: 'WARNED' });
    await staff.act(addWord, { use: 'ALLOWED', word: 'ほげたろう公園' });
    expect(await dutyOf(moderator, await said('ほげたろう公園の木'))).toBeUndefined();
    const { id } = await staff.act(addWord, { use: 'LEFT_OUT', word: 'はげ' });
    expect(await dutyOf(moderator, await said('これはハゲだ'))).toBeUndefined();
    await staff.act(remove, { id });
    expect(await dutyOf(moderator, await said('あれはハゲだ'))).toMatchObject({ kind: 'WARNED' });
    expect((await staff.run<{ moderationWords: object[] }>(words)).moderationWords).toEqual([
      { word: 'ほげたろう公園', use: 'ALLOWED', by: '職員' },
      { word: 'ほげたろう', use: 'LOOKED_FOR', by: '職員' },
    ]);
    expect((await hana.run<{ moderationWords: object[] }>(words)).moderationWords).toEqual([]);
  });

  test.each([
    ['nobody but staff', () => hana, { use: 'LOOKED_FOR', word: 'なにか' }, 'FORBIDDEN'],
    ['a reason', () => staff, { use: 'LOOKED_FOR', word: 'なにか', reason: ' ' }, 'EMPTY reason'],
    ['two letters at least', () => staff, { use: 'LOOKED_FOR', word: 'あ・' }, 'TOO_SHORT word'],
    ['a use', () => staff, { use: 'HIDDEN', word: 'なにか' }, 'BAD_USER_INPUT use'],
    ['only a word of the start to leave out', () => staff, { use: 'LEFT_OUT', word: 'なにか' }, 'NOT_FOUND word'],
    ['each once, however it is written', () => staff, { use: 'LOOKED_FOR', word: 'ホゲ タロウ' }, 'TAKEN word'],
  ])('need %s', async (_, who, variables, code) => expect(await who().refused(addWord, variables)).toBe(code));
});
