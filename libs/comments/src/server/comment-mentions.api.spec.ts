import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Jobs, Publisher, sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let hana: Actor;
let ken: Actor;
let aki: Actor;
let staff: Actor;
let room: PlacedRoom;
let root: string;

const outcome = '__typename ... on Comment { id body aboutAnswer mentions { token person { code displayName } } } ... on Refusal { code field message }';
const add = `mutation A($root: ID!, $parent: ID, $body: String!, $office: String, $anyway: Boolean! = false, $onAnswer: Boolean! = false) {
  outcome: addComment(rootKind: "proposal", rootId: $root, parentId: $parent, body: $body, asOffice: $office, withPersonalData: $anyway, onAnswer: $onAnswer) { ${outcome} } }`;
const edit = `mutation E($id: ID!, $body: String!, $anyway: Boolean! = false) {
  outcome: editComment(id: $id, body: $body, withPersonalData: $anyway) { ${outcome} } }`;
const find = `query F($root: ID!, $search: String!) { mentionable(rootKind: "proposal", rootId: $root, search: $search) { token person { displayName } } }`;
interface Said { id: string; body: string; aboutAnswer: number | null; mentions: { token: string; person: { code: string; displayName: string | null } }[] }
const say = (who: Actor, body: string, more: object = {}) => {
  app.clock.advance(0.01);
  return who.act<Said>(add, { root, body, ...more });
};
const handle = (who: Actor, name: string) => app.server.db.rows(sql`update person set handle = ${name} where id = ${who.id}`);

/** Runs what is queued, every job twice, and tells who got which letter. */
async function letters(): Promise<string[]> {
  const publisher = app.server.nest.get(Publisher);
  while ((await publisher.publish()) > 0);
  const jobs = app.server.nest.get(Jobs);
  const queued = await app.server.db.rows<{ key: string }>(sql`select key from graphile_worker.jobs where key like '% comments.%' order by id`);
  for (const { key } of [...queued, ...queued]) {
    const [entryId = '', reaction = ''] = key.split(' ');
    await jobs.react({ entryId, reaction });
  }
  const sent = await app.server.db.rows<{ line: string }>(sql`
    select recipient || ': ' || subject as line from mail_outbox where message_id like '<mention.%' order by queued_at, recipient`);
  return sent.map(({ line }) => line);
}

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  aki = await app.world.citizen('秋');
  // Triggers of the log guard persons: handles are given the short way, as nothing here depends on how.
  await app.server.db.rows(sql`alter table person disable trigger person_log_guard`);
  await handle(hana, 'hana');
  await handle(ken, 'kenta_1');
  await app.server.db.rows(sql`alter table person enable trigger person_log_guard`);
  room = await app.world.room(staff, 'proposals', { settings: { commentLength: 20 } });
  root = await app.world.proposal(hana, room.componentId);
});
afterAll(() => app?.close());

describe('speaking to somebody', () => {
  test('by handle or code is noted, shown by name, and told once however often the text is edited', async () => {
    const said = await say(ken, `@Hana ＠${aki.code} @no_`);
    expect(said.mentions.map(({ token, person }) => [token, person.displayName]).sort()).toEqual([['hana', '花'], [aki.code, '秋']].sort());
    const first = await letters();
    expect(first.map((line) => line.split(':')[1]).every((subject) => subject?.includes('健'))).toBe(true);
    expect(first).toHaveLength(2);
    app.clock.advance(3);
    expect((await ken.act<Said>(edit, { id: said.id, body: '@hana だけに' })).mentions).toMatchObject([{ token: 'hana' }]);
    expect(await letters()).toEqual(first);
  });

  test('later, by an edit, tells who was not told before; oneself never', async () => {
    const before = (await letters()).length;
    const { id } = await say(ken, '@kenta_1 は私');
    expect(await letters()).toHaveLength(before);
    app.clock.advance(3);
    await ken.act(edit, { id, body: '@hana に' });
    expect(await letters()).toHaveLength(before + 1);
  });

  test('tells at most ten, and nobody about a comment that is gone again', async () => {
    const big = await app.world.room(staff, 'proposals');
    const place = await app.world.proposal(hana, big.componentId);
    const crowd = await Promise.all(Array.from({ length: 12 }, (_, n) => app.world.citizen(`人${n}`)));
    const before = (await letters()).length;
    const body = crowd.map(({ code }) => `@${code}`).join(' ');
    expect((await say(ken, body, { root: place })).mentions).toHaveLength(10);
    expect(await letters()).toHaveLength(before + 10);
    const gone = await say(aki, '@hana 消す', { root: place });
    await aki.act(`mutation D($id: ID!) { outcome: deleteComment(id: $id) { ${outcome} } }`, { id: gone.id });
    expect(await letters()).toHaveLength(before + 10);
    const { comment } = await hana.run<{ comment: { top: Said } }>('query C($id: ID!) { comment(id: $id) { top { mentions { token } } } }', { id: gone.id });
    expect(comment.top.mentions).toEqual([]);
  });

  test('counts as typed: exactly the maximum with mentions is taken, one more refused', async () => {
    const exactly = '@hana @kenta_1 葛\u{e0100}葛\u{e0100}葛\u{e0100}葛\u{e0100}葛\u{e0100}';
    expect((await say(aki, exactly)).mentions).toHaveLength(2);
    expect(await aki.refused(add, { root, body: `${exactly}。` })).toBe('TOO_LONG body');
  });

  test('a code goes before a handle that looks like it', async () => {
    const impostor = await app.world.citizen('偽');
    await app.server.db.rows(sql`alter table person disable trigger person_log_guard`);
    await handle(impostor, aki.code);
    await app.server.db.rows(sql`alter table person enable trigger person_log_guard`);
    expect((await say(ken, `@${aki.code}`)).mentions).toMatchObject([{ person: { displayName: '秋' } }]);
  });

  test('finds who spoke here by name, anybody by exact handle, and nobody for visitors', async () => {
    const quiet = await app.world.citizen('静');
    const names = async (who: Actor, search: string) =>
      (await who.run<{ mentionable: { token: string; person: { displayName: string } }[] }>(find, { root, search })).mentionable
        .map(({ token, person }) => `${person.displayName} ${token}`);
    expect(await names(hana, '健')).toEqual(['健 kenta_1']);
    expect(await names(hana, 'KENTA')).toEqual(['健 kenta_1']);
    expect(await names(hana, '@kenta_1')).toEqual(['健 kenta_1']);
    expect(await names(hana, '静')).toEqual([]);
    expect(await names(hana, quiet.code)).toEqual([`静 ${quiet.code}`]);
    expect(await names(hana, '%')).toEqual([]);
    expect(await names(hana, '')).toEqual([]);
    expect(await names(app.world.visitor(), '健')).toEqual([]);
    const draft = await app.world.draft(hana, room.componentId);
    expect((await ken.run<{ mentionable: [] }>(find, { root: draft, search: 'hana' })).mentionable).toEqual([]);
  });
});

describe('personal data', () => {
  test('is asked back about once, and published when the writer wants it', async () => {
    const body = '090-1234-5678です';
    expect(await hana.refused(add, { root, body })).toBe('PERSONAL_DATA body');
    const { id } = await say(hana, body, { anyway: true });
    app.clock.advance(3);
    expect(await hana.refused(edit, { id, body: 'a@example.org へ' })).toBe('PERSONAL_DATA body');
    expect(await hana.refused(edit, { id, body: 'a@example.org へ', anyway: true })).toBeUndefined();
  });

  test('of the city itself, and of an office that speaks, may stand there', async () => {
    expect(await hana.refused(add, { root, body: '市は0790-00-0000' })).toBeUndefined();
    expect(await hana.refused(add, { root, body: 'city@example.jp へ' })).toBeUndefined();
    expect(await hana.refused(add, { root, body: '市は0790-00-0001' })).toBe('PERSONAL_DATA body');
    expect(await staff.refused(add, { root, body: '0790-00-0001へ', office: '企画課' })).toBeUndefined();
  });
});

describe('the official answer', () => {
  const answer = 'mutation M($id: ID!, $input: ProposalAnswerInput!) { outcome: answerProposal(id: $id, input: $input) { __typename ... on Proposal { id } ... on Refusal { code field } } }';
  const page = 'query P($root: ID!) { comments(rootKind: "proposal", rootId: $root, voice: ON_ANSWER) { items { id aboutAnswer } } }';

  test('may be commented on once there is one, by its version, and these voices are read alone', async () => {
    expect(await hana.refused(add, { root, body: '回答に', onAnswer: true })).toBe('BAD_USER_INPUT onAnswer');
    await staff.act(answer, { id: root, input: { kind: 'PARTLY', text: { ja: '検討します。' }, office: '企画課' } });
    const said = await say(hana, 'なぜですか', { onAnswer: true });
    expect(said.aboutAnswer).toBe(1);
    expect(await ken.refused(add, { root, parent: said.id, body: '返事', onAnswer: true })).toBe('BAD_USER_INPUT onAnswer');
    await say(ken, '答えではなく');
    expect((await ken.run<{ comments: { items: object[] } }>(page, { root })).comments.items).toEqual([{ id: said.id, aboutAnswer: 1 }]);
  });
});

test('a comment knows the page it stands on', async () => {
  const { id } = await say(hana, 'どこ');
  const { comment } = await ken.run<{ comment: { path: string } }>('query C($id: ID!) { comment(id: $id) { path } }', { id });
  expect(comment.path).toBe(`/spaces/${room.slug}/proposals/${room.componentId}/${root}`);
});
