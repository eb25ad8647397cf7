import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { plansOf, startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { registerCases } from './register/register.cases.ts';

let app: SpecApp;
let hana: Actor;
let ken: Actor;
let miura: Actor;
let sato: Actor;
let root: string;
let staff: Actor;
let room: Awaited<ReturnType<SpecApp['world']['room']>>;

const refusal = '__typename ... on Refusal { code field }';
const mutation = (field: string, given: string, type: string, more = '') =>
  `mutation M($id: ID!${more}) { outcome: ${field}(subjectKind: "comment", subjectId: $id, ${given}) { ${refusal} ... on ${type} { id } } }`;
const report = mutation('reportText', 'rule: "R5"', 'ReportedCase');
const withhold = mutation('withholdText', 'rule: "R5", reason: "名ざしの悪口のため"', 'ModerationDecision');
const restore = mutation('restoreText', 'reason: "思いちがい"', 'ModerationDecision');
const dismiss = mutation('dismissReports', 'code: "VIEWPOINT", answer: "批判です"', 'ModerationDecision');
const appeal = mutation('appealDecision', 'text: "悪口ではなく、意見です"', 'AppealedCase');
const review = mutation(
  'reviewAppeal',
  'outcome: $outcome, answer: "読みなおしました"',
  'AppealedCase',
  ', $outcome: String! = "OVERTURNED"',
);
const add = `mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body) { ${refusal} ... on Comment { id } } }`;
const mine = `query D($id: ID!) { appealableDecision(subjectKind: "comment", subjectId: $id) { kind rule reason refusal until appeal { outcome answer } } }`;

interface Mine {
  appealableDecision: {
    kind: string;
    refusal: string | null;
    until: string;
    appeal: { outcome: string | null; answer: string | null } | null;
  } | null;
}

const say = async (words: string) => (await hana.act(add, { root, body: words })).id;
const decisionFor = async (who: Actor, id: string) => (await who.run<Mine>(mine, { id })).appealableDecision;
const isShown = async (id: string) =>
  (
    await app.server.db.first<{ shown: boolean }>(
      sql`select withheld_at is null as shown from comment where id = ${id}`,
    )
  )?.shown;
const mailsTo = async (who: Actor, id: string) =>
  (
    await app.server.db.rows<{ subject: string }>(sql`
  select m.subject from mail_outbox m join person p on p.email = m.recipient
  where p.id = ${who.id} and m.message_id like '<mod.%' and m.body like ${`%${id}%`} order by m.queued_at, m.id`)
  ).map((mail) => mail.subject);
const eventsAbout = async (id: string) =>
  (
    await app.server.db.rows<{ leaf: string }>(sql`
  select convert_from(e.leaf, 'UTF8') as leaf from log_entry e join mod_case k on e.subject_kind = 'case' and e.subject_id = k.id::text
  where k.target_id = ${id} order by e.subject_rev`)
  ).map(({ leaf }) => JSON.parse(leaf) as { type: string; data: object });

beforeAll(async () => {
  app = await startApp();
  const { world } = app;
  staff = await world.staff();
  [hana, ken] = [await world.citizen('花'), await world.citizen('健')];
  [miura, sato] = [
    await world.person('三浦', [{ role: 'MODERATOR' }]),
    await world.person('佐藤', [{ role: 'MODERATOR' }]),
  ];
  room = await world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
  root = await world.proposal(ken, room.componentId);
});
afterAll(() => app?.close());

describe('an appeal', () => {
  test('of the author is reviewed by somebody else, and shows the text again', async () => {
    const id = await say('市長は、うそつきだ。');
    await ken.act(report, { id });
    await miura.act(withhold, { id });
    expect(await decisionFor(hana, id)).toMatchObject({ kind: 'HIDE', refusal: null, appeal: null });
    for (const who of [ken, miura, app.world.visitor()]) expect(await decisionFor(who, id)).toBeNull();
    expect(await ken.refused(appeal, { id })).toBe('NOT_FOUND');
    await app.world.as(hana, { suspended: true }).act(appeal, { id });
    expect(await hana.refused(appeal, { id })).toBe('ALREADY_APPEALED');
    for (const act of [withhold, restore, dismiss]) expect(await sato.refused(act, { id })).toBe('UNDER_APPEAL');
    expect(await miura.refused(review, { id })).toBe('PARTICIPANT');
    expect(await isShown(id)).toBe(false);
    await sato.act(review, { id });
    expect(await isShown(id)).toBe(true);
    expect(await decisionFor(hana, id)).toMatchObject({
      appeal: { outcome: 'OVERTURNED', answer: '読みなおしました' },
    });
    expect(await sato.refused(review, { id })).toBe('NOT_APPEALED');
    expect(await mailsTo(hana, id)).toEqual(['あなたの投稿を非表示にしました', '投稿についての判断をあらためました']);
    expect(await mailsTo(ken, id)).toEqual([
      '知らせてくださった投稿を非表示にしました',
      '投稿についての判断をあらためました',
    ]);
    const events = await eventsAbout(id);
    expect(events.map(({ type }) => type)).toEqual([
      'mod.reported',
      'mod.decided',
      'mod.appealed',
      'mod.appeal_decided',
    ]);
    expect(events.at(-1)).toMatchObject({ data: { outcome: 'OVERTURNED', other_moderator: true } });
    expect(JSON.stringify(events)).not.toMatch(/意見です|読みなおし|佐藤|三浦/);
    await miura.act(withhold, { id });
  });

  test('that is upheld changes nothing but that it has an answer', async () => {
    const id = await say('あの店員は、ばかだ。');
    await miura.act(withhold, { id });
    await hana.act(appeal, { id });
    await sato.act(review, { id, outcome: 'UPHELD' });
    expect(await isShown(id)).toBe(false);
    expect(await mailsTo(hana, id)).toEqual(['あなたの投稿を非表示にしました', '見なおしの結果をお知らせします']);
    expect(await decisionFor(hana, id)).toMatchObject({ refusal: 'ALREADY_APPEALED', appeal: { outcome: 'UPHELD' } });
    await miura.act(restore, { id });
    expect(await decisionFor(hana, id)).toBeNull();
  });

  test('of whoever reported reopens what was dismissed, for another decision', async () => {
    const id = await say('知らせが退けられた発言');
    await ken.act(report, { id });
    await miura.act(dismiss, { id });
    expect(await decisionFor(hana, id)).toBeNull();
    await ken.act(appeal, { id });
    await sato.act(review, { id });
    const { duties } = await miura.run<{ duties: { items: { path: string; kind: string }[] } }>(
      '{ duties(first: 100) { items { path kind } } }',
    );
    expect(duties.items).toContainEqual({ path: `/moderate/comment/${id}`, kind: 'REPORTED' });
    await sato.act(dismiss, { id });
    expect(await decisionFor(ken, id)).toMatchObject({ kind: 'DISMISS', refusal: null });
    await sato.act(withhold, { id });
    expect(await decisionFor(hana, id)).toMatchObject({ kind: 'HIDE', refusal: null });
  });

  test('is decided once where two review it, and by nobody who took part, not even in the database', async () => {
    const id = await say('二人で見なおす発言');
    await miura.act(withhold, { id });
    await hana.act(appeal, { id });
    const third = await app.world.person('鈴木', [{ role: 'MODERATOR' }]);
    const of = sql`case_id = (select k.id from mod_case k where k.target_id = ${id})`;
    await expect(
      app.server.db
        .rows(sql`update mod_appeal set outcome = 'UPHELD', answer = 'x', answer_locale = 'ja', reviewed_at = now(),
        reviewer_id = ${miura.id} where ${of}`),
    ).rejects.toThrow('mod_appeal_check');
    await expect(
      app.server.db
        .rows(sql`update mod_appeal set outcome = 'UPHELD', answer = 'x', answer_locale = 'ja', reviewed_at = now(),
        reviewer_id = ${hana.id}, participants = '{}' where ${of}`),
    ).rejects.toThrow('mod_appeal_check');
    const codes = await Promise.all([sato, third, sato, third].map((who) => who.refused(review, { id })));
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes.filter((code) => code === 'NOT_APPEALED')).toHaveLength(3);
  });
});

describe('a milder decision in the place of an appealed one', () => {
  const modify = mutation(
    'reviewAppeal',
    'outcome: "MODIFIED", answer: "きまりをあらためました", rule: $rule, kind: $kind, reason: $reason, seen: $seen',
    'AppealedCase',
    ', $rule: String! = "R7", $kind: String! = "HIDE", $reason: String! = "宣伝のため", $seen: Int',
  );
  const mailed = async (who: Actor, words: string) =>
    (
      await app.server.db.rows<{ body: string }>(sql`
    select m.body from mail_outbox m join person p on p.email = m.recipient
    where p.id = ${who.id} and m.body like ${`%${words}%`} order by m.queued_at`)
    ).map(({ body }) => body);

  test('M2 M17 has a statement of its own, tells both sides once, and is reviewed in turn by neither of the two who decided', async () => {
    const third = await app.world.person('高橋', [{ role: 'MODERATOR' }]);
    const id = await say('みんな、うちの店で買ってね');
    await ken.act(report, { id });
    await miura.act(withhold, { id });
    await hana.act(appeal, { id });
    const versionOf = async () =>
      (
        await sato.run<{ moderationSubject: { version: number; appeal: { milder: string[] } | null } }>(
          `query S($id: ID!) { moderationSubject(subjectKind: "comment", subjectId: $id) { version appeal { milder } } }`,
          { id },
        )
      ).moderationSubject;
    const { version, appeal: open } = await versionOf();
    expect(open?.milder).toEqual(['HIDE']);
    expect(await miura.refused(modify, { id })).toBe('PARTICIPANT');
    expect(await sato.refused(modify, { id, seen: version - 1 })).toBe('STALE');
    expect(await sato.refused(modify, { id, kind: 'WARN' })).toBe('NOT_ALLOWED kind');
    expect(await sato.refused(modify, { id, rule: 'R1' })).toBe('NOT_MILDER rule');
    expect(await sato.refused(modify, { id, reason: ' ' })).toBe('EMPTY reason');
    const codes = await Promise.all([sato, third, sato].map((who) => who.refused(modify, { id, seen: version })));
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes.filter((code) => code === 'STALE')).toHaveLength(2);
    const [judge, other] = codes[1] === undefined ? [third, sato] : [sato, third];
    expect(await isShown(id)).toBe(false);
    expect(await decisionFor(hana, id)).toMatchObject({ kind: 'HIDE', rule: 'R7', refusal: null, appeal: null });
    const rows = await app.server.db.rows<{ outcome: string; replaces: boolean }>(sql`
      select r.outcome, m.replaces_id is not null as replaces from mod_decision m join mod_case k on k.id = m.case_id
      join mod_register r on r.decision_id = m.id where k.target_id = ${id} order by m.case_rev`);
    expect(rows).toEqual([
      { outcome: 'MODIFIED', replaces: false },
      { outcome: 'NONE', replaces: true },
    ]);
    const events = await eventsAbout(id);
    expect(events.slice(-2)).toMatchObject([
      { type: 'mod.appeal_decided', data: { outcome: 'MODIFIED', other_moderator: true } },
      { type: 'mod.decided', data: { kind: 'HIDE', rule: 'R7@1', second_approver: false, notified: true } },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/宣伝|あらためました|佐藤|高橋/);
    for (const who of [hana, ken]) {
      const [body, ...more] = await mailed(who, 'きまりをあらためました');
      expect(more).toEqual([]);
      expect(body).toMatch(/新しい判断：非表示\nきまり：R7[^]*理由：\n宣伝のため/);
      expect(body).toContain(who === hana ? `/appeal/comment/${id}` : `/comments/${id}`);
    }
    await hana.act(appeal, { id });
    for (const who of [miura, judge]) expect(await who.refused(review, { id })).toBe('PARTICIPANT');
    await other.act(review, { id });
    expect(await isShown(id)).toBe(true);
  });

  test('leaves the words of appeals erasable, whatever whoever reviewed decided since', async () => {
    const yuki = await app.world.citizen('雪');
    const { id } = await yuki.act(add, { root, body: '消してほしい人の発言' });
    await miura.act(withhold, { id });
    await yuki.act(appeal, { id });
    await sato.act(review, { id });
    await sato.act(withhold, { id });
    const erased = await app.server.db.rows<{ text: string; kept: boolean }>(sql`
      update mod_appeal set text = '' where appellant_id = ${yuki.id} returning text, not (reviewer_id = any (participants)) as kept`);
    expect(erased).toEqual([{ text: '', kept: true }]);
    await expect(
      app.server.db.rows(sql`update mod_appeal set reviewer_id = ${miura.id} where appellant_id = ${yuki.id}`),
    ).rejects.toThrow('mod_appeal_check');
  });
});

describe('the page of whoever a decision concerns', () => {
  const page = `query P($first: Int! = 2, $after: String) { decisionsAboutMe(first: $first, after: $after) { items {
    id kind rule ruleTitle reason subjectKind subjectId excerpt path until appeal { outcome } } next } }`;
  interface Listed {
    decisionsAboutMe: {
      items: {
        id: string;
        kind: string;
        subjectId: string;
        until: string | null;
        appeal: { outcome: string } | null;
      }[];
      next: string | null;
    };
  }
  const pageOf = async (who: Actor, variables = {}) => (await who.run<Listed>(page, variables)).decisionsAboutMe;

  test('lists each decision with its reason, what it concerns and the way to appeal, page by page in one statement', async () => {
    const [withdrawn, upheld] = [await say('取り下げる発言'), await say('見なおしても非表示の発言')];
    const yuki = await app.world.citizen('雪');
    for (const id of [withdrawn, upheld]) await miura.act(withhold, { id });
    await hana.act(appeal, { id: upheld });
    await sato.act(review, { id: upheld, outcome: 'UPHELD' });
    await hana.act(`mutation D($id: ID!) { outcome: deleteComment(id: $id) { ${refusal} ... on Comment { id } } }`, {
      id: withdrawn,
    });
    const { result, statements } = await hana.counted<Listed>(page);
    expect(statements).toHaveLength(1);
    expect(result.decisionsAboutMe.items).toMatchObject([
      {
        kind: 'HIDE',
        subjectId: upheld,
        excerpt: '見なおしても非表示の発言',
        until: null,
        appeal: { outcome: 'UPHELD' },
      },
      { kind: 'HIDE', subjectId: withdrawn, excerpt: null, path: null, reason: '名ざしの悪口のため' },
    ]);
    const all = await pageOf(hana, { first: 50 });
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const next: Listed['decisionsAboutMe'] = await pageOf(hana, { after });
      seen.push(...next.items.map(({ id }) => id));
      [after, more] = [next.next, next.next !== null];
    }
    expect(seen).toEqual(all.items.map(({ id }) => id));
    expect(all.items.every(({ kind }) => kind !== 'DISMISS')).toBe(true);
    for (const who of [yuki, miura, app.world.visitor()]) expect((await pageOf(who)).items).toEqual([]);
  });
});

registerCases(() => ({
  app,
  plans: (about, work) => plansOf(app, about, work),
  staff,
  room,
  hana,
  miura,
  sato,
  say,
  withhold,
  appeal,
  review,
}));
