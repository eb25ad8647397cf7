import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countStatements, sql, Vault } from '@hiroba/server';
import { startApp, World, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { DigestWork } from './digest.work.ts';

let app: SpecApp;
let staff: Actor;
let author: Actor;
let room: PlacedRoom;
let http: Server;
beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  author = await app.world.citizen('書く人');
  room = await app.world.room(staff, 'proposals', { closesAt: null });
  http = app.server.nest.getHttpServer() as Server;
  await new Promise<void>((done) => void http.listen(0, () => done()));
});
afterAll(async () => {
  http?.close();
  await app?.close();
});

const refusal = '__typename ... on Refusal { code field }';
const follow = `mutation F($kind: String!, $id: ID!) { outcome: follow(subjectKind: $kind, subjectId: $id) { ${refusal} ... on Followable { id title path followed } } }`;
const unfollow = `mutation U($id: ID!) { outcome: unfollow(subjectId: $id) { ${refusal} ... on Followable { id followed } } }`;
const choose = `mutation C($frequency: NoticeFrequency!) { outcome: chooseNotices(frequency: $frequency) { ${refusal} ... on NoticeChoice { id frequency } } }`;
const ask = `mutation A($space: ID, $mail: String!) { outcome: subscribeByMail(spaceId: $space, mail: $mail) { ${refusal} ... on SubscriptionAsked { id } } }`;
const confirm = `mutation C($id: ID!, $key: String!) { outcome: confirmSubscription(id: $id, key: $key) { ${refusal} ... on SubscriptionState { id active } } }`;
const withhold = `mutation W($id: ID!) { outcome: withholdText(subjectKind: "proposal", subjectId: $id, rule: "R5", reason: "名ざしの悪口のため") { ${refusal} ... on ModerationDecision { id } } }`;
const answer = `mutation N($id: ID!) { outcome: answerProposal(id: $id, input: { kind: EVALUATING, text: { ja: "調べます。" }, reason: "IN_PROGRESS", office: "公園緑地課" }) {
  ${refusal} ... on Proposal { id } } }`;

interface Mail {
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly unsubscribe: string | null;
}

/** The mails queued since the last time. */
const mails = async (): Promise<Mail[]> => {
  const all = await app.server.db.rows<Mail>(
    sql`select recipient, subject, body, unsubscribe from mail_outbox order by id`,
  );
  await app.server.db.rows(sql`delete from mail_outbox`);
  return all;
};
const addressOf = async ({ id }: Actor): Promise<string> =>
  (await app.server.db.first<{ email: string }>(sql`select email from person where id = ${id}`))?.email ?? '';
/** What the minute does in which a clock stands. */
const minute = async (at: string): Promise<Mail[]> => {
  app.clock.set(at);
  await app.server.nest.get(DigestWork).settle();
  await app.world.work();
  return mails();
};
const propose = (title: string): Promise<string> => app.world.proposal(author, room.componentId, { title });
const post = (path: string): Promise<number> =>
  new Promise((done, fail) => {
    const { port } = http.address() as AddressInfo;
    const headers = {
      host: 'city.test',
      origin: 'https://mail.example',
      'content-type': 'application/x-www-form-urlencoded',
    };
    request({ port, path, method: 'POST', headers }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    })
      .on('error', fail)
      .end('List-Unsubscribe=One-Click');
  });

test('everybody follows what they may read, once, up to the limit; nobody else sees it', async () => {
  const hana = await app.world.citizen('花');
  const id = await propose('川べりに木陰を');
  expect(await app.world.visitor().refused(follow, { kind: 'proposal', id })).toBe('UNAUTHENTICATED');
  expect(await app.world.as(hana, { level: 0 }).refused(follow, { kind: 'proposal', id })).toBe('MAIL_UNCONFIRMED');
  const draft = await app.world.draft(author, room.componentId);
  for (const [kind, thing] of [
    ['proposal', draft],
    ['nothing', id],
    ['space', id],
    ['proposal_job', id],
  ]) {
    expect(await hana.refused(follow, { kind, id: thing })).toBe('NOT_FOUND');
  }
  const elsewhere = await World.city(app.server, 'other.test');
  expect(await (await elsewhere.citizen('よその人')).refused(follow, { kind: 'proposal', id })).toBe('NOT_FOUND');
  await hana.act(follow, { kind: 'proposal', id });
  expect(await hana.act(follow, { kind: 'proposal', id })).toMatchObject({ followed: true, title: '川べりに木陰を' });
  const mine = '{ myFollows { id kind title path } myNotices { frequency } }';
  expect(await hana.run(mine)).toMatchObject({
    myFollows: [{ id, kind: 'proposal' }],
    myNotices: { frequency: 'DAILY' },
  });
  expect(await author.run(mine)).toMatchObject({ myFollows: [] });
  await app.server.db.rows(sql`insert into follow (organisation_id, person_id, subject_kind, subject_id, at)
    select ${hana.viewer.organisationId}, ${hana.id}, 'proposal', gen_random_uuid(), now() from generate_series(1, 498)`);
  const many = await Promise.all(Array.from({ length: 5 }, async () => propose('同時に')));
  const tried = await Promise.all(many.map((one) => hana.refused(follow, { kind: 'proposal', id: one })));
  expect(tried.filter((code) => code === undefined)).toHaveLength(1);
  expect(tried.filter((code) => code === 'LIMIT_REACHED')).toHaveLength(4);
  expect(await hana.refused(unfollow, { id })).toBeUndefined();
  expect(await hana.refused(unfollow, { id })).toBe('NOT_FOUND');
  await hana.act(choose, { frequency: 'NONE' });
});

test('NOT2 a daily mail tells of the day before in the language of its reader, at seven, and after a pause of all that was missed: nothing twice, nothing missing', async () => {
  const [hana, ken] = [await app.world.citizen('花'), await app.world.citizen('健')];
  await app.server.db.rows(sql`update person set locale = 'en' where id = ${ken.id}`);
  app.clock.set('2026-11-23T10:00:00+09:00');
  for (const who of [hana, ken]) await who.act(follow, { kind: 'space', id: room.spaceId });
  app.clock.set('2026-11-23T23:59:59.999+09:00');
  await propose('夜ふけの提案');
  await app.world.proposal(hana, room.componentId, { title: '花さんの提案' });
  app.clock.set('2026-11-24T00:00:00+09:00');
  await propose('明けての提案');
  await mails();
  expect(await minute('2026-11-24T06:59:59.999+09:00')).toEqual([]);
  const sent = await minute('2026-11-24T07:00:00+09:00');
  expect(sent.map(({ recipient }) => recipient).sort()).toEqual([await addressOf(hana), await addressOf(ken)].sort());
  const ofHana = sent.find(({ subject }) => subject.startsWith('【'));
  expect(ofHana).toMatchObject({
    recipient: await addressOf(hana),
    subject: '【試験市】きのうの動き 1件',
    unsubscribe: expect.stringContaining('/notices/out/'),
  });
  expect(ofHana?.body).toContain('夜ふけの提案');
  expect(ofHana?.body).toMatch(/\/ja\/spaces\/[^\s]+\/proposals\//);
  expect(ofHana?.body).toContain('/ja/account/notices');
  // Of their own acts nobody is told, and of the next day tomorrow.
  expect(ofHana?.body).not.toMatch(/花さんの提案|明けての提案/);
  const ofKen = sent.find(({ subject }) => subject.startsWith('Test City'));
  expect(ofKen?.subject).toContain('2 pieces');
  expect(ofKen?.body).toContain('花さんの提案');
  expect(await minute('2026-11-24T07:01:00+09:00')).toEqual([]);
  app.clock.set('2026-11-25T10:00:00+09:00');
  await propose('次の日の提案');
  // The server was away on the 25th and half of the 26th.
  const late = (await minute('2026-11-26T15:00:00+09:00')).find(({ subject }) => subject.startsWith('【'));
  expect(late?.body).toMatch(/次の日の提案[\s\S]*明けての提案/);
  expect(late?.body).not.toContain('夜ふけの提案');
  expect(await minute('2026-11-26T15:01:00+09:00')).toEqual([]);
});

test('a weekly mail comes on Monday at seven; none comes to who wants none, and who comes back hears from then on', async () => {
  const [weekly, none] = [await app.world.citizen('週一'), await app.world.citizen('なし')];
  for (const who of [weekly, none]) await who.act(follow, { kind: 'space', id: room.spaceId });
  await weekly.act(choose, { frequency: 'WEEKLY' });
  await none.act(choose, { frequency: 'NONE' });
  app.clock.set('2026-11-29T23:59:00+09:00');
  await propose('日曜の提案');
  const sunday = await minute('2026-11-29T23:59:59+09:00');
  expect(sunday.map(({ recipient }) => recipient)).not.toContain(await addressOf(weekly));
  const monday = await minute('2026-11-30T07:00:00+09:00');
  const ofWeek = monday.find(({ subject }) => subject.includes('先週'));
  expect(ofWeek).toMatchObject({ recipient: await addressOf(weekly), body: expect.stringContaining('日曜の提案') });
  expect(monday.map(({ recipient }) => recipient)).not.toContain(await addressOf(none));
  await none.act(choose, { frequency: 'DAILY' });
  app.clock.set('2026-11-30T08:00:00+09:00');
  await propose('月曜の提案');
  const [tuesday] = (await minute('2026-12-01T07:00:00+09:00')).filter(
    ({ body }) => body.includes('きのう') || body.includes('月曜の提案'),
  );
  expect(tuesday?.body).not.toContain('日曜の提案');
});

test('NOT3 what is withheld between the event and the mail is in none, not even counted; nor is what only members may read', async () => {
  const id = await propose('ある人の悪口');
  const moderator = await app.world.person('運営', [{ role: 'MODERATOR' }]);
  await moderator.act(withhold, { id });
  const inside = await app.world.room(staff, 'proposals', { closesAt: null });
  const hana = await app.world.citizen('花');
  await hana.act(follow, { kind: 'space', id: inside.spaceId });
  await app.world.proposal(author, inside.componentId, { title: '内輪の提案' });
  const { edition } = (
    await staff.run<{ spaceById: { edition: number } }>('query S($id: ID!) { spaceById(id: $id) { edition } }', {
      id: inside.spaceId,
    })
  ).spaceById;
  await staff.act(
    `mutation V($id: ID!, $edition: Int!) { outcome: setSpaceVisibility(id: $id, edition: $edition, visibility: MEMBERS_ONLY) {
    ${refusal} ... on Space { id } } }`,
    { id: inside.spaceId, edition },
  );
  await mails();
  const sent = await minute('2026-12-02T07:00:00+09:00');
  expect(JSON.stringify(sent)).not.toMatch(/悪口|内輪の提案/);
  expect(sent.map(({ recipient }) => recipient)).not.toContain(await addressOf(hana));
});

test('who follows a thing hears at once what the city answers, and not again with the news of the day', async () => {
  const id = await propose('橋に明かりを');
  app.clock.set('2026-12-02T09:00:00+09:00');
  const [one, both] = [await app.world.citizen('一人'), await app.world.citizen('両方')];
  for (const who of [one, both]) await who.act(follow, { kind: 'proposal', id });
  await both.act(follow, { kind: 'space', id: room.spaceId });
  await app.world.settle();
  await app.world.react();
  await mails();
  await staff.act(answer, { id });
  await app.world.settle();
  await app.world.react();
  const atOnce = await mails();
  const told = atOnce.map(({ recipient }) => recipient);
  expect(told.sort()).toEqual([await addressOf(author), await addressOf(one), await addressOf(both)].sort());
  const next = await minute('2026-12-03T07:00:00+09:00');
  const again = next.filter(({ body }) => body.includes('橋に明かりを')).map(({ recipient }) => recipient);
  for (const who of [one, both]) expect(again).not.toContain(await addressOf(who));
  // Whoever follows the space alone reads of it now.
  expect(again.length).toBeGreaterThan(0);
});

test('authors follow their own: the mail of the day tells how many comments came below it, but not their own and none that is withheld', async () => {
  const [hana, ken] = [await app.world.citizen('花'), await app.world.citizen('健')];
  app.clock.set('2026-12-03T08:00:00+09:00');
  const id = await app.world.proposal(hana, room.componentId, { title: '花さんのベンチ' });
  await app.world.settle();
  await app.world.react();
  await mails();
  const say = (who: Actor, body: string) =>
    who.act(
      `mutation A($id: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: $body) { ${refusal} ... on Comment { id } } }`,
      { id, body },
    );
  app.clock.set('2026-12-03T09:00:00+09:00');
  await say(ken, '賛成です。');
  await say(ken, '木陰もほしいです。');
  await say(hana, 'ありがとうございます。');
  const insult = await say(ken, 'ある人の悪口');
  const moderator = await app.world.person('運営', [{ role: 'MODERATOR' }]);
  await moderator.act(withhold.replace('"proposal"', '"comment"'), { id: insult.id });
  app.clock.set('2026-12-04T00:00:00+09:00');
  await say(ken, '次の日です。');
  await mails();
  const sent = await minute('2026-12-04T07:00:00+09:00');
  const own = sent.find(({ body }) => body.includes('花さんのベンチ') && body.includes('コメント'));
  expect(own).toMatchObject({ recipient: await addressOf(hana), subject: '【試験市】きのうの動き 1件' });
  expect(own?.body).toContain('新しいコメントが2件ありました。');
  expect(JSON.stringify(sent)).not.toMatch(/悪口|賛成です/);
});

test('an address is told after it said yes, in words of nobody, and ends it with one step', async () => {
  const visitor = app.world.visitor();
  app.clock.set('2026-12-04T12:00:00+09:00');
  expect(await visitor.refused(ask, { space: room.spaceId, mail: 'none' })).toBe('BAD_ADDRESS mail');
  expect(await visitor.refused(ask, { space: 'nothing', mail: 'sato@example.net' })).toBe('NOT_FOUND');
  await mails();
  await visitor.act(ask, { space: room.spaceId, mail: 'sato@example.net' });
  const [question, ...others] = await mails();
  expect(others).toEqual([]);
  const [, id = '', key = ''] = /notices\/confirm\/([^/\s]+)\/(\S+)/.exec(question?.body ?? '') ?? [];
  expect(await visitor.refused(confirm, { id, key: `${key}x` })).toBe('LINK_EXPIRED');
  await propose('佐藤さんの知らない提案');
  expect((await minute('2026-12-05T07:00:00+09:00')).map(({ recipient }) => recipient)).not.toContain(
    'sato@example.net',
  );
  expect(await visitor.act(confirm, { id, key })).toMatchObject({ active: true });
  expect(await visitor.refused(confirm, { id, key })).toBe('LINK_EXPIRED');
  // Asked again, an address that gets them is sent no question, and the page says the same.
  expect(await visitor.refused(ask, { space: room.spaceId, mail: 'SATO@example.net' })).toBeUndefined();
  expect(await mails()).toEqual([]);
  await propose('朝の提案');
  const news = (await minute('2026-12-06T07:00:00+09:00')).find(({ recipient }) => recipient === 'sato@example.net');
  expect(news?.body).toContain('(1)');
  expect(news?.body).not.toMatch(/朝の提案|account\/notices/);
  const out = new URL(news?.unsubscribe ?? '').pathname;
  expect(news?.body).toContain(out);
  expect(await post(`${out}x`)).toBe(404);
  expect(await post(out)).toBe(200);
  expect(await app.server.db.rows(sql`select 1 from notice_reader where address_digest is not null`)).toEqual([]);
  await propose('もう届かない');
  expect((await minute('2026-12-07T07:00:00+09:00')).map(({ recipient }) => recipient)).not.toContain(
    'sato@example.net',
  );
});

test('NOT1 however many are told, a hundred cost what one costs, and a step that is repeated tells nobody twice', async () => {
  await app.server.db.rows(sql`update notice_reader set frequency = 'NONE'`);
  const { organisationId } = staff.viewer;
  const sealed = app.server.nest.get(Vault).seal('notices', Buffer.from('many@example.net')).toString('base64');
  const add = (from: number, to: number) =>
    app.server.db.rows(sql`
    insert into notice_reader (id, organisation_id, subject_id, frequency, told_until, locale, contact, address_digest, confirmed_at, created_at)
    select gen_random_uuid(), ${organisationId}, ${room.spaceId}, 'DAILY', ${new Date('2026-12-08T00:00:00+09:00')}, 'ja',
      ${sealed}, 'd' || n, now(), now() from generate_series(${from}::int, ${to}::int) n`);
  const work = app.server.nest.get(DigestWork);
  app.clock.set('2026-12-08T10:00:00+09:00');
  await propose('みんなへ');
  app.clock.set('2026-12-09T07:00:00+09:00');
  await mails();
  await add(1, 1);
  const one = await countStatements(() => work.step(organisationId));
  expect(await mails()).toHaveLength(1);
  await add(2, 251);
  const many = await countStatements(() => work.step(organisationId));
  expect(many.result).toBe(true);
  expect(many.statements).toHaveLength(one.statements.length);
  expect(one.statements).toHaveLength(10);
  await Promise.all([work.step(organisationId), work.step(organisationId), work.step(organisationId)]);
  expect(await work.step(organisationId)).toBe(false);
  expect(await mails()).toHaveLength(250);
});
