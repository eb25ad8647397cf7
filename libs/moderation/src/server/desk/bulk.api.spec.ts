import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let moderator: Actor;
let colleague: Actor;
let spammers: Actor[];
let mai: Actor;
let root: string;
let seed: string;

const refusal = '__typename ... on Refusal { code field }';
const bulk = `${refusal} ... on ModerationBulk { id state itemCount authors needsSecond accepted samples { text } untouched { key many } outcomes { key many } }`;
const add = `mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body, withPersonalData: true) { ${refusal} ... on Comment { id } } }`;
const preview = `mutation P($id: ID!, $by: String! = "WORDS", $rule: String! = "R7", $reason: String! = "同じ宣伝が続いたため") { outcome: bulkPreview(subjectKind: "comment", subjectId: $id, by: $by, rule: $rule, reason: $reason) { ${bulk} } }`;
const execute = `mutation E($id: ID!) { outcome: bulkExecute(id: $id) { ${bulk} } }`;
const second = `mutation S($id: ID!, $agrees: Boolean! = true) { outcome: bulkSecond(id: $id, agrees: $agrees) { ${bulk} } }`;
const undo = `mutation U($id: ID!) { outcome: bulkUndo(id: $id) { ${bulk} } }`;
const withhold = `mutation W($id: ID!) { outcome: withholdText(subjectKind: "comment", subjectId: $id, rule: "R7", reason: "宣伝のため") { ${refusal} ... on ModerationDecision { id } } }`;
const restore = `mutation W($id: ID!) { outcome: restoreText(subjectKind: "comment", subjectId: $id, reason: "思いちがい") { ${refusal} ... on ModerationDecision { id } } }`;

interface Bulk {
  state: string;
  itemCount: number;
  authors: number;
  needsSecond: boolean;
  accepted: number;
  samples: { text: string }[];
  untouched: { key: string; many: number }[];
  outcomes: { key: string; many: number }[];
}

const spam = (n: number) =>
  `すぐに稼げる副業の情報を、いまだけ無料でお届けします。登録はかんたん、${n}分で終わります。くわしくは登録のページを見てください。https://spam${n % 3}.example.com/${n}`;
const said = async (by: Actor, body: string) => (await by.act(add, { root, body })).id;
const happen = async () => {
  await app.world.settle();
  await app.world.react();
};
const withheld = async () =>
  (await app.server.db.rows<{ body: string }>(sql`select body from comment where withheld_at is not null`)).map(
    ({ body }) => body,
  );

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  [moderator, colleague] = [
    await app.world.person('三浦', [{ role: 'MODERATOR' }]),
    await app.world.person('同僚', [{ role: 'MODERATOR' }]),
  ];
  const room = await app.world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
  spammers = [];
  for (let n = 0; n < 12; n += 1) spammers.push(await app.world.citizen(`宣${n}`));
  mai = await app.world.citizen('舞');
  root = await app.world.proposal(mai, room.componentId);
  for (const [n, spammer] of spammers.entries()) await said(spammer, spam(n));
  await said(mai, '副業の話ではなく、広場の木陰の話をしましょう。登録のしかたが分かりにくいという声もあります。');
  await said(spammers[0] as Actor, '木陰には賛成です。夏に休める場所があるとうれしいです。');
  seed = await said(spammers[0] as Actor, spam(99));
  await happen();
});
afterAll(() => app?.close());

describe('an act about many texts', () => {
  test('is previewed: what, whose, what is left alone; nothing happens by that, nor before a second person agrees', async () => {
    await moderator.act(withhold, { id: await said(spammers[1] as Actor, spam(50)) });
    await happen();
    const found = await moderator.act<Bulk>(preview, { id: seed });
    expect(found).toMatchObject({
      state: 'PREVIEWED',
      itemCount: 13,
      authors: 12,
      needsSecond: true,
      accepted: 8,
      untouched: [{ key: 'WITHHELD', many: 1 }],
      outcomes: [{ key: 'OPEN', many: 13 }],
    });
    expect(found.samples).toHaveLength(5);
    expect(await withheld()).toHaveLength(1);
    const waiting = await moderator.act<Bulk>(execute, { id: found.id });
    expect(waiting.state).toBe('AWAITING_SECOND');
    expect(await moderator.refused(second, { id: found.id })).toBe('SAME_PERSON');
    await app.world.work();
    expect(await withheld()).toHaveLength(1);
    // The database says so, too.
    const { rows } = await app.server.db.pool.query<{ proposer_id: string }>(
      'select proposer_id from mod_bulk where id = $1',
      [found.id],
    );
    await expect(
      app.server.db.pool.query(`update mod_bulk set second_id = $2, state = 'UNDER_WAY' where id = $1`, [
        found.id,
        rows[0]?.proposer_id,
      ]),
    ).rejects.toMatchObject({ code: '23514' });
    await expect(
      app.server.db.pool.query(`update mod_bulk set state = 'UNDER_WAY' where id = $1`, [found.id]),
    ).rejects.toMatchObject({ code: '23514' });
    await colleague.act(second, { id: found.id });
    await app.world.work();
    const bodies = await withheld();
    expect(bodies).toHaveLength(14);
    expect(bodies.every((body) => body.includes('副業の情報'))).toBe(true);
    await happen();
    const decisions = await app.server.db.rows(
      sql`select rule_id, explanation from mod_decision where explanation = '同じ宣伝が続いたため'`,
    );
    expect(decisions).toHaveLength(13);
    const [entry] = await app.server.db.rows<{ data: object }>(sql`
      select convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from log_entry where type = 'mod.bulk'`);
    expect(entry?.data).toEqual({ children: 13, cluster: 'WORDS', second_approver: true, undo: false });
    // One of them is shown and withheld anew meanwhile: that decision stays.
    const [one] = await app.server.db.rows<{ id: string }>(sql`select id from comment where body = ${spam(3)}`);
    await colleague.act(restore, { id: one?.id });
    await colleague.act(withhold, { id: one?.id });
    await colleague.act(undo, { id: found.id });
    await app.world.work();
    expect((await withheld()).sort()).toEqual([spam(3), spam(50)].sort());
    expect(await moderator.refused(undo, { id: found.id })).toBe('WRONG_STATE');
    const done = await moderator.run<{ moderationBulk: Bulk }>(
      `query B($id: ID!) { moderationBulk(id: $id) { state outcomes { key many } } }`,
      { id: found.id },
    );
    expect(done.moderationBulk.state).toBe('UNDONE');
    expect(done.moderationBulk.outcomes).toEqual(
      expect.arrayContaining([
        { key: 'RESTORED', many: 12 },
        { key: 'CHANGED', many: 1 },
      ]),
    );
  });

  test('that is small goes on at once, by link or by author; killed between two steps it goes on where it was', async () => {
    const byLink = await moderator.act<Bulk>(preview, { id: seed, by: 'LINK' });
    expect(byLink.itemCount).toBeGreaterThanOrEqual(4);
    expect(byLink.itemCount).toBeLessThan(7);
    const byAuthor = await moderator.act<Bulk>(preview, { id: seed, by: 'AUTHOR' });
    expect(byAuthor).toMatchObject({ itemCount: 3, authors: 1, needsSecond: false });
    await moderator.act(execute, { id: byAuthor.id });
    // Decided, and not noted any more.
    await moderator.act(withhold, { id: seed });
    await app.world.work();
    const { moderationBulk: done } = await moderator.run<{ moderationBulk: Bulk }>(
      `query B($id: ID!) { moderationBulk(id: $id) { state outcomes { key many } } }`,
      { id: byAuthor.id },
    );
    expect(done).toEqual({ state: 'DONE', outcomes: [{ key: 'HIDDEN', many: 3 }] });
  });

  test('is refused to all others', async () => {
    expect(await mai.refused(preview, { id: seed })).toBe('FORBIDDEN');
    expect(await app.world.visitor().refused(preview, { id: seed })).toBe('UNAUTHENTICATED');
    expect(await moderator.refused(preview, { id: seed, rule: 'R8' })).toBe('BAD_USER_INPUT rule');
    expect(await moderator.refused(preview, { id: seed, by: 'ALL' })).toBe('BAD_USER_INPUT by');
    expect(await moderator.refused(preview, { id: seed, reason: '' })).toBe('EMPTY reason');
    const { id } = await moderator.act<Bulk>(preview, { id: seed });
    expect(await colleague.refused(execute, { id })).toBe('FORBIDDEN');
    app.clock.advance(30);
    expect(await moderator.refused(execute, { id })).toBe('PAST_BOUNDARY');
  });
});
