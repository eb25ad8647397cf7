import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, World, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let moderator: Actor;
let colleague: Actor;
let room: PlacedRoom;
let root: string;

const refusal = '__typename ... on Refusal { code field }';
const decided = 'id kind rule version title reason at entryId';
const withhold = `mutation W($kind: String! = "comment", $id: ID!, $rule: String! = "R5", $reason: String! = "特定の人をののしっているため") {
  outcome: withholdText(subjectKind: $kind, subjectId: $id, rule: $rule, reason: $reason) { ${refusal} ... on ModerationDecision { ${decided} } } }`;
const restore = `mutation R($kind: String! = "comment", $id: ID!, $reason: String! = "思いちがいでした") {
  outcome: restoreText(subjectKind: $kind, subjectId: $id, reason: $reason) { ${refusal} ... on ModerationDecision { ${decided} } } }`;
const add = `mutation A($root: ID!, $parent: ID, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, parentId: $parent, body: $body) {
  ${refusal} ... on Comment { id } } }`;
const edit = `mutation E($id: ID!) { outcome: editComment(id: $id, body: "書き直し") { ${refusal} ... on Comment { id } } }`;
const remove = `mutation D($id: ID!) { outcome: deleteComment(id: $id) { ${refusal} ... on Comment { id } } }`;
const vote = `mutation V($id: ID!) { outcome: voteOnComment(id: $id, value: UP) { ${refusal} ... on Comment { id } } }`;
const page = `query P($root: ID!) { comments(rootKind: "proposal", rootId: $root) { count items {
  id body gone author { displayName } withheld { rule title reason entryId } replies { id body answers { author { displayName } } } } } }`;
const subject = `query S($kind: String! = "comment", $id: ID!) { moderationSubject(subjectKind: $kind, subjectId: $id) { text path refusal withheld { rule } decisions { kind rule } } }`;

interface Shown {
  id: string;
  body: string | null;
  gone: string | null;
  author: object | null;
  withheld: { rule: string; title: string; reason: string } | null;
  replies: { id: string; body: string | null; answers: { author: object | null } }[];
}
const say = async (who: Actor, body = 'あいつは、ばかだ。', parent?: string) =>
  (await who.act(add, { root, parent, body })).id;
const seen = async (who: Actor, id: string) => {
  const { comments } = await who.run<{ comments: { count: number; items: Shown[] } }>(page, { root });
  return { count: comments.count, comment: comments.items.find((one) => one.id === id) as Shown };
};
const mailsTo = (who: Actor) =>
  app.server.db.rows<{ subject: string; body: string; key: string }>(sql`
  select m.subject, m.body, m.message_id as key from mail_outbox m join person p on p.email = m.recipient
  where p.id = ${who.id} and m.message_id like '<mod.%' order by m.queued_at`);
const entriesAbout = (id: string) =>
  app.server.db.rows<{ leaf: string }>(sql`
  select convert_from(e.leaf, 'UTF8') as leaf from log_entry e join mod_case k on e.subject_kind = 'case' and e.subject_id = k.id::text
  where k.target_id = ${id} order by e.subject_rev`);

beforeAll(async () => {
  app = await startApp();
  const { world } = app;
  staff = await world.staff();
  [hana, ken] = [await world.citizen('花'), await world.citizen('健')];
  [moderator, colleague] = [
    await world.person('三浦', [{ role: 'MODERATOR' }]),
    await world.person('同僚', [{ role: 'MODERATOR' }]),
  ];
  room = await world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
  root = await world.proposal(hana, room.componentId);
});
afterAll(() => app?.close());

describe('a withheld comment', () => {
  let id: string;
  let reply: string;
  beforeAll(async () => {
    id = await say(hana);
    reply = await say(ken, '落ち着いて話しましょう。', id);
    expect(await moderator.act(withhold, { id })).toMatchObject({ kind: 'HIDE', rule: 'R5', title: '嫌がらせ' });
    await app.world.settle();
  });

  test('is a tombstone with rule and reason for everybody, and keeps its place and its replies', async () => {
    for (const who of [app.world.visitor(), ken, staff]) {
      const { count, comment } = await seen(who, id);
      expect(count).toBe(1);
      expect(comment).toMatchObject({
        body: null,
        gone: 'WITHHELD',
        author: null,
        withheld: { rule: 'R5', title: '嫌がらせ', reason: '特定の人をののしっているため' },
      });
      expect(comment.replies).toEqual([{ id: reply, body: '落ち着いて話しましょう。', answers: { author: null } }]);
    }
  });

  test('is read by its author and by those who moderate, with the reason', async () => {
    for (const who of [hana, moderator, colleague]) {
      expect((await seen(who, id)).comment).toMatchObject({
        body: 'あいつは、ばかだ。',
        gone: null,
        withheld: { rule: 'R5' },
      });
    }
  });

  test('is neither answered, edited nor voted on; its author may still take it back', async () => {
    expect(await ken.refused(add, { root, parent: id, body: '返信' })).toBe('WITHHELD');
    expect(await hana.refused(edit, { id })).toBe('WITHHELD');
    expect(await ken.refused(vote, { id })).toBe('WITHHELD');
    const other = await say(hana, '別の悪口');
    await moderator.act(withhold, { id: other });
    await hana.act(remove, { id: other });
    expect((await seen(ken, other)).comment).toMatchObject({ body: null, gone: 'AUTHOR', withheld: null });
    expect(await moderator.refused(restore, { id: other })).toBe('NOT_FOUND');
  });

  test('tells its author once, with rule, reason and where to read it, and nobody else', async () => {
    const mails = await mailsTo(hana);
    expect(mails.filter(({ body }) => body.includes(id))).toHaveLength(1);
    expect(mails[0]).toMatchObject({ subject: 'あなたの投稿を非表示にしました' });
    for (const part of ['R5', '嫌がらせ', '特定の人をののしっているため', `/ja/comments/${id}`])
      expect(mails[0]?.body).toContain(part);
    expect(mails[0]?.body).not.toContain('ばか');
    expect(await mailsTo(ken)).toEqual([]);
  });

  test('stands in the log by codes and commitments, in the register by its kind', async () => {
    const [{ leaf = '' } = {}] = await entriesAbout(id);
    expect(JSON.parse(leaf)).toMatchObject({
      type: 'mod.decided',
      actor: { kind: 'moderator' },
      data: {
        kind: 'HIDE',
        class: 'MEDIUM',
        rule: 'R5@1',
        target: { kind: 'comment', id },
        second_approver: false,
        notified: true,
      },
    });
    expect(leaf).not.toMatch(/ばか|ののしって|三浦/);
    const { logLines } = await ken.run<{ logLines: { items: object[] } }>(
      '{ logLines(list: REGISTER, kind: "moderation") { items { act actor gone path title { text } } } }',
    );
    expect(logLines.items).toContainEqual({
      act: '投稿の非表示（きまり R5）',
      actor: 'MODERATOR',
      gone: false,
      path: `/comments/${id}`,
      title: { text: 'コメント' },
    });
  });
});

describe('restoring', () => {
  test('and withholding again has no end: four decisions, four entries, four mails', async () => {
    const id = await say(hana, '何度でも');
    for (const act of [withhold, restore, withhold, restore]) {
      await moderator.act(act, { id });
      expect((await seen(ken, id)).comment.body).toBe(act === withhold ? null : '何度でも');
    }
    const { moderationSubject } = await moderator.run<{ moderationSubject: { decisions: object[] } }>(subject, { id });
    expect(moderationSubject.decisions.map((one) => (one as { kind: string }).kind)).toEqual([
      'RESTORE',
      'HIDE',
      'RESTORE',
      'HIDE',
    ]);
    expect(await entriesAbout(id)).toHaveLength(4);
    expect((await mailsTo(hana)).filter(({ body }) => body.includes(id))).toHaveLength(4);
    expect(await moderator.refused(restore, { id })).toBe('NOT_WITHHELD');
  });
});

describe('a decision', () => {
  test('is for moderators of the place alone, never for whoever wrote the text', async () => {
    const own = await say(colleague, '自分の文章');
    const elsewhere = await app.world.person('他', [
      { role: 'MODERATOR', spaceId: (await app.world.room(staff, 'proposals')).spaceId },
    ]);
    for (const [who, code] of [
      [app.world.visitor(), 'UNAUTHENTICATED'],
      [ken, 'FORBIDDEN'],
      [staff, 'FORBIDDEN'],
      [elsewhere, 'FORBIDDEN'],
      [app.world.as(moderator, { mfa: false }), 'MFA_REQUIRED'],
      [colleague, 'RECUSED'],
    ] as const) {
      expect(await who.refused(withhold, { id: own })).toBe(code);
    }
    for (const who of [app.world.visitor(), ken, colleague, staff, elsewhere]) {
      const { moderationSubject } = await who.run<{ moderationSubject: { refusal: string } | null }>(subject, {
        id: own,
      });
      expect(moderationSubject?.refusal ?? null).toBe(who === colleague ? 'RECUSED' : null);
    }
    await moderator.act(withhold, { id: own });
    expect(await colleague.refused(restore, { id: own })).toBe('RECUSED');
  });

  test('about another city, an unknown kind or a private thing is about nothing', async () => {
    const other = await World.city(app.server, 'other.test');
    const stranger = await other.person('隣', [{ role: 'MODERATOR' }]);
    const id = await say(hana, '隣の市からは見えない');
    expect(await stranger.refused(withhold, { id })).toBe('NOT_FOUND');
    expect(await moderator.refused(withhold, { kind: 'person', id: hana.id })).toBe('NOT_FOUND');
    expect(
      await moderator.refused(withhold, { kind: 'proposal', id: await app.world.draft(hana, room.componentId) }),
    ).toBe('NOT_FOUND');
    expect(await moderator.refused(withhold, { id: 'x' })).toBe('NOT_FOUND');
  });

  test('is one where twenty are made at once: one row, one entry, one mail', async () => {
    const id = await say(hana, '競争');
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? moderator : colleague).refused(withhold, { id })),
    );
    expect(outcomes.filter((code) => code === undefined)).toHaveLength(1);
    expect(outcomes.filter((code) => code === 'WITHHELD')).toHaveLength(19);
    expect(await entriesAbout(id)).toHaveLength(1);
    expect((await mailsTo(hana)).filter(({ body }) => body.includes(id))).toHaveLength(1);
  });

  test('and an answer that is being written agree: whoever comes first, counts fit and no answer follows a tombstone', async () => {
    const id = await say(hana, '同時');
    await Promise.all([
      moderator.act(withhold, { id }),
      ...Array.from({ length: 5 }, () => ken.refused(add, { root, parent: id, body: '返信' })),
    ]);
    expect(await ken.refused(add, { root, parent: id, body: '返信' })).toBe('WITHHELD');
  });

  test('is kept for good, and nothing is hidden or shown without one, not even in the database', async () => {
    const id = await say(hana, '守り');
    await moderator.act(withhold, { id });
    const { db } = app.server;
    await expect(
      db.rows(sql`update mod_decision set explanation = '' where organisation_id = ${app.world.organisationId}`),
    ).rejects.toThrow('only ever added to');
    await expect(db.rows(sql`delete from mod_decision`)).rejects.toThrow('only ever added to');
    await expect(db.rows(sql`update comment set withheld_at = null where id = ${id}`)).rejects.toThrow(
      'as its case says',
    );
    await expect(db.rows(sql`update mod_case set visibility = 'VISIBLE' where target_id = ${id}`)).rejects.toThrow(
      'rev must advance',
    );
    await expect(
      db.rows(sql`update comment set withheld_at = now() where id = ${await say(hana, '無事')}`),
    ).rejects.toThrow('as its case says');
  });
});
