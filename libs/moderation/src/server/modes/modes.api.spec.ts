import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Jobs, sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let [hana, ken, moderator, elsewhere]: Actor[] = [];
let room: PlacedRoom;
let root: string;

const refusal = '__typename ... on Refusal { code field }';
const shown = 'id body gone withheld { waitsUntil rule }';
const add = `mutation A($root: ID!, $body: String!, $parent: ID) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body, parentId: $parent, withPersonalData: true) { ${refusal} ... on Comment { ${shown} } } }`;
const edit = `mutation E($id: ID!, $body: String!) { outcome: editComment(id: $id, body: $body) { ${refusal} ... on Comment { ${shown} } } }`;
const set = `mutation M($ids: [ID!]!, $mode: String!, $hours: Int) { outcome: changeModerationMode(componentIds: $ids, mode: $mode, hours: $hours) { ${refusal} ... on ChangedMode { id } } }`;
const release = `mutation R($id: ID!) { outcome: releaseText(subjectKind: "comment", subjectId: $id) { ${refusal} ... on ReleasedCase { id } } }`;
const withhold = `mutation W($id: ID!) { outcome: withholdText(subjectKind: "comment", subjectId: $id, rule: "R7", reason: "宣伝のため") { ${refusal} ... on ModerationDecision { id } } }`;
const list = `query L($root: ID!, $sort: CommentSort! = OLDEST) { comments(rootKind: "proposal", rootId: $root, first: 50, sort: $sort) { count items { ${shown} replyCount replies { ${shown} } } } }`;
const one = `query O($id: ID!) { comment(id: $id) { top { ${shown} } } }`;
const queue = '{ moderationQueue(asks: "HELD") { items { subjectId asks dueAt } } moderationQueueCounts { key many } }';
const modesOf = 'query Q($id: ID!) { moderationModes(componentId: $id) { mode wave waveUntil } }';

interface Shown {
  id: string;
  body: string | null;
  gone: string | null;
  withheld: { waitsUntil: string | null; rule: string } | null;
  replies?: Shown[];
  replyCount?: number;
}

const say = (by: Actor, body: string, parent: string | null = null) =>
  by.act<Shown>(add, { root, body, parent }) as Promise<Shown>;
const listed = async (by: Actor, sort = 'OLDEST') =>
  (await by.run<{ comments: { count: number; items: Shown[] } }>(list, { root, sort })).comments;
const bodies = async (by: Actor, sort?: string) => (await listed(by, sort)).items.map(({ body }) => body);
const setMode = (mode: string, hours: number | null = null, by = moderator) =>
  by?.act(set, { ids: [room.componentId], mode, hours });
const settle = () => app.server.nest.get(Jobs).settleDue();
const happen = async () => {
  await app.world.settle();
  await app.world.react();
};
const waiting = async (by: Actor) =>
  (await by.run<{ moderationQueue: { items: { subjectId: string }[] } }>(queue)).moderationQueue.items.map(
    ({ subjectId }) => subjectId,
  );
const mailsTo = async (who: Actor) =>
  (
    await app.server.db.rows<{ subject: string }>(
      sql`select m.subject from mail_outbox m join person p on p.email = m.recipient where p.id = ${who.id} and m.subject like '%公開しました'`,
    )
  ).length;
const entries = () =>
  app.server.db.rows<{ type: string; data: Record<string, unknown> }>(
    sql`select type, convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from log_entry where type like 'mod.%' order by id`,
  );

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  [hana, ken] = [await app.world.citizen('花'), await app.world.citizen('健')];
  room = await app.world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
  const other = await app.world.room(staff, 'proposals');
  moderator = await app.world.person('三浦', [{ role: 'MODERATOR', spaceId: room.spaceId }]);
  elsewhere = await app.world.person('よその運営', [{ role: 'MODERATOR', spaceId: other.spaceId }]);
  root = await app.world.proposal(staff, room.componentId);
  await happen();
});
afterAll(() => app?.close());

describe('the mode of a place', () => {
  test('first texts of a new account wait, each until somebody has looked, and those after three do not', async () => {
    if (!hana || !ken || !moderator || !elsewhere) throw new Error('nobody is there');
    expect(await elsewhere.refused(set, { ids: [room.componentId], mode: 'PRE' })).toBe('FORBIDDEN');
    expect(await staff.refused(set, { ids: [room.componentId], mode: 'PRE' })).toBe('FORBIDDEN');
    await setMode('PRE_NEW');
    const first = await say(hana, `一つ目です @${ken.code}`);
    expect(first.withheld?.waitsUntil).not.toBeNull();
    await happen();
    const [mine, theirs, moderators] = [await listed(hana), await listed(ken), await listed(moderator)];
    expect([mine.items.length, moderators.items.length]).toEqual([1, 1]);
    expect([theirs.items, theirs.count]).toEqual([[], 0]);
    expect(await Promise.all(['NEWEST', 'BEST', 'REPLIES'].map((sort) => bodies(ken as Actor, sort)))).toEqual([
      [],
      [],
      [],
    ]);
    expect((await ken.run<{ comment: { top: Shown } }>(one, { id: first.id })).comment.top).toMatchObject({
      body: null,
      gone: 'WITHHELD',
    });
    expect([await waiting(moderator), await waiting(elsewhere)]).toEqual([[first.id], []]);
    expect(await elsewhere.refused(release, { id: first.id })).toBe('FORBIDDEN');
    expect(await hana.refused(release, { id: first.id })).toBe('FORBIDDEN');
    await moderator.act(release, { id: first.id });
    expect(await moderator.refused(release, { id: first.id })).toBe('NOT_WAITING');
    await happen();
    expect((await listed(ken)).count).toBe(1);
    expect(await mailsTo(hana)).toBe(1);
    const texts = [];
    for (const body of ['二つ目です', '三つ目です', '四つ目です']) {
      const text = await say(hana, body);
      texts.push(text.withheld !== null);
      if (text.withheld) await moderator.act(release, { id: text.id });
      await happen();
    }
    expect(texts).toEqual([true, true, false]);
    expect(await waiting(moderator)).toEqual([]);
  });

  test('a wave is over at its instant, what waits goes on waiting, and nobody waits longer than a day', async () => {
    if (!hana || !ken || !moderator) throw new Error('nobody is there');
    await setMode('POST');
    await setMode('PRE', 1);
    const held = await say(hana, '波のあいだの発言です');
    app.clock.advance(59);
    expect((await say(hana, '終わる前の発言です')).withheld).not.toBeNull();
    app.clock.advance(1);
    expect((await say(hana, '終わったあとの発言です')).withheld).toBeNull();
    expect((await ken.run<{ moderationModes: object }>(modesOf, { id: room.componentId })).moderationModes).toEqual({
      mode: 'POST',
      wave: null,
      waveUntil: null,
    });
    await Promise.all([settle(), settle()]);
    const changes = (await entries()).filter(({ type }) => type === 'mod.mode_changed').map(({ data }) => data);
    expect(changes.slice(-2)).toMatchObject([
      { from: 'POST', to: 'PRE' },
      { from: 'PRE', to: 'POST' },
    ]);
    expect(await bodies(ken)).not.toContain('波のあいだの発言です');
    app.clock.advance(60 * 24 - 61);
    await settle();
    expect(await bodies(ken)).not.toContain('波のあいだの発言です');
    app.clock.advance(1);
    await Promise.all([settle(), settle()]);
    await happen();
    expect(await bodies(ken)).toContain('波のあいだの発言です');
    expect(await waiting(moderator)).toContain(held.id);
    await moderator.act(withhold, { id: held.id });
    await happen();
    expect(await waiting(moderator)).not.toContain(held.id);
  });

  test('where nothing is taken, a text is refused with its code; staff and those who moderate write all the same', async () => {
    if (!hana || !moderator) throw new Error('nobody is there');
    await setMode('CLOSED');
    expect(await hana.refused(add, { root, body: '閉まっているときの発言です' })).toBe('TEXTS_CLOSED');
    expect((await say(moderator, '運営からのお知らせです')).withheld).toBeNull();
    await setMode('POST');
    expect(await bodies(hana)).not.toContain('閉まっているときの発言です');
  });

  test('what a signal points at waits, and what is changed is looked at anew; answered, it keeps its place', async () => {
    if (!hana || !ken || !moderator) throw new Error('nobody is there');
    await setMode('PRE_FLAGGED');
    expect((await say(hana, '公園にベンチがほしいです')).withheld).toBeNull();
    const plain = await say(ken, '電話番号のことです');
    await say(hana, '答えです', plain.id);
    await happen();
    const changed = await ken.act<Shown>(edit.replace('body: $body)', 'body: $body, withPersonalData: true)'), {
      id: plain.id,
      body: '電話は 090-1234-5678 です',
    });
    expect(changed.withheld?.waitsUntil).not.toBeNull();
    const place = (await listed(hana)).items.find(({ id }) => id === plain.id);
    expect(place).toMatchObject({ body: null, replies: [{ body: '答えです' }] });
    await moderator.act(withhold, { id: plain.id });
    await setMode('POST');
  });

  test('whoever writes while the mode is set writes before it or waits', async () => {
    if (!hana || !ken || !moderator) throw new Error('nobody is there');
    const people = await Promise.all(Array.from({ length: 8 }, (_, n) => app.world.citizen(`人${n}`)));
    const [both, ...texts] = await Promise.all([
      Promise.all([1, 2].map(() => moderator?.refused(set, { ids: [room.componentId], mode: 'PRE' }))),
      ...people.map((person, n) => say(person, `同時の発言${n}です`)),
    ]);
    expect(both.filter((code) => code === 'NOTHING_CHANGED')).toHaveLength(1);
    expect(both).toContain(undefined);
    const changes = (await entries()).filter(({ type, data }) => type === 'mod.mode_changed' && data.to === 'PRE');
    const rows = await app.server.db.rows<{ late: boolean; waits: boolean }>(sql`
      select e.id > m.id as late, c.withheld_at is not null as waits from comment c
      join log_entry e on e.subject_id = c.id::text and e.type = 'comment.published'
      cross join lateral (select max(id) as id from log_entry where type = 'mod.mode_changed') m
      where c.id = any(${texts.map((text) => (text as Shown).id)}::uuid[])`);
    expect(rows).toHaveLength(8);
    expect(rows.filter(({ late, waits }) => late !== waits)).toEqual([]);
    expect(changes).toHaveLength(2);
  });
});

describe('a case of which two decide at once', () => {
  const judge = `mutation W($id: ID!, $seen: Int) { outcome: withholdText(subjectKind: "comment", subjectId: $id, rule: "R7", reason: "宣伝のため", seen: $seen) { ${refusal} ... on ModerationDecision { id } } }`;
  const free = `mutation R($id: ID!, $seen: Int) { outcome: releaseText(subjectKind: "comment", subjectId: $id, seen: $seen) { ${refusal} ... on ReleasedCase { id } } }`;
  const version = 'query V($id: ID!) { moderationSubject(subjectKind: "comment", subjectId: $id) { version } }';

  test('M17 has one decision, one STALE, and one notice of it, each of twenty times', async () => {
    if (!hana || !moderator) throw new Error('nobody is there');
    const colleague = await app.world.person('同僚', [{ role: 'MODERATOR' }]);
    const before = await tellings();
    for (let round = 0; round < 20; round += 1) {
      await setMode('PRE', 1);
      const { id } = await say(hana, `二人が見る発言${round}`);
      const { moderationSubject: one } = await colleague.run<{ moderationSubject: { version: number } }>(version, {
        id,
      });
      const seen = one.version;
      const acts = [moderator, colleague].map((who, n) => who.refused((round + n) % 2 ? judge : free, { id, seen }));
      expect((await Promise.all(acts)).filter((code) => code !== undefined)).toEqual(['STALE']);
      expect(await moderator.refused(judge, { id, seen })).toBe('STALE');
    }
    expect((await tellings()) - before).toBe(20);
  });

  const tellings = async () =>
    Number(
      (
        await app.server.db.first<{ n: string }>(
          sql`select count(*) as n from mail_outbox m join person p on p.email = m.recipient where p.id = ${hana?.id ?? ''} and m.message_id like '<mod.%'`,
        )
      )?.n,
    );
});
