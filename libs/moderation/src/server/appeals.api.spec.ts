import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import request from 'supertest';
import { plansOf, startApp, type Actor, type SpecApp } from '@hiroba/testing';

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

const register = `query R($month: String, $rule: String, $space: String, $kind: String, $outcome: String, $first: Int! = 20, $after: String) {
  moderationRegister(month: $month, rule: $rule, space: $space, kind: $kind, outcome: $outcome, first: $first, after: $after) {
    items { id at kind thing rule version ruleTitle reasonCode endsAt secondPerson automated outcome entryId within { ja } } next } }`;

interface Listed {
  moderationRegister: {
    items: { id: string; kind: string; rule: string; outcome: string; entryId: string | null }[];
    next: string | null;
  };
}

const listed = async (asked: object = {}) =>
  (await app.world.visitor().run<Listed>(register, asked)).moderationRegister;
const get = async (path: string) => {
  const { status, text } = await request(app.server.nest.getHttpServer() as never)
    .get(path)
    .set('Host', 'city.test')
    .buffer(true);
  return { status, text };
};
const columnOf = (text: string, name: string) => {
  const [head = '', ...rows] = text.replace('\uFEFF', '').trim().split('\r\n');
  const at = head.split(',').indexOf(name);
  return rows.map((row) => row.split(',')[at]);
};

describe('the register of decisions', () => {
  test('has each decision with what became of it, for everybody alike, without a text, a name or a reason in free words', async () => {
    const before = (await listed({ first: 100 })).items.length;
    const id = await say('名ざしで、ののしる発言');
    await miura.act(withhold, { id });
    const [first] = (await listed()).items;
    expect(first).toMatchObject({
      kind: 'HIDE',
      thing: 'comment',
      rule: 'R5',
      version: 1,
      outcome: 'NONE',
      secondPerson: false,
      reasonCode: null,
    });
    await hana.act(appeal, { id });
    expect((await listed({ outcome: 'OPEN' })).items[0]).toEqual({ ...first, outcome: 'OPEN' });
    await sato.act(review, { id });
    const { items } = await listed({ first: 100 });
    expect([items.length, items[0]]).toEqual([before + 1, { ...first, outcome: 'OVERTURNED' }]);
    const { statements } = await app.world.visitor().counted(register, {});
    expect(statements.filter((text) => text.includes('mod_register'))).toHaveLength(1);
    expect(statements.length).toBeLessThanOrEqual(2);
    const files = [
      '/download/moderation/decisions.csv',
      '/download/moderation/dsa.json',
      '/ja/feeds/moderation.atom',
      '/en/feeds/moderation.atom',
    ];
    for (const text of [JSON.stringify(items), ...(await Promise.all(files.map(get))).map((answer) => answer.text)]) {
      expect(text).toContain(first?.id);
      expect(text).not.toMatch(/ののしる|名ざしの悪口|意見です|読みなおし|三浦|佐藤|花|健/);
    }
  });

  test('is narrowed alike on its page, in its file and in its feed; what is no such thing is refused', async () => {
    const all = (await listed({ first: 100 })).items;
    for (const asked of [
      { kind: 'DISMISS' },
      { outcome: 'OVERTURNED' },
      { rule: 'R5', month: '2026-11' },
      { month: '2026-10' },
      { rule: 'R7' },
      { space: room.slug },
    ]) {
      const wanted = all.filter(
        ({ kind, outcome, rule }) =>
          (!('kind' in asked) || kind === asked.kind) &&
          (!('outcome' in asked) || outcome === asked.outcome) &&
          (!('rule' in asked) || rule === asked.rule),
      );
      const ids = 'month' in asked && asked.month !== '2026-11' ? [] : wanted.map(({ id }) => id);
      const query = new URLSearchParams(asked as never).toString();
      expect((await listed({ ...asked, first: 100 })).items.map(({ id }) => id)).toEqual(ids);
      expect(columnOf((await get(`/download/moderation/decisions.csv?${query}`)).text, 'puid').sort()).toEqual(
        [...ids].sort(),
      );
      const feed = (await get(`/ja/feeds/moderation.atom?${query}`)).text;
      expect([...feed.matchAll(/<id>urn:uuid:([^<]+)/g)].map(([, id]) => id)).toEqual(ids);
    }
    expect(all.filter(({ kind }) => kind === 'DISMISS').length).toBeGreaterThan(0);
    for (const query of ['kind=hide', 'month=2026-13', 'outcome=x', 'rule=5'])
      expect([
        (await get(`/download/moderation/decisions.csv?${query}`)).status,
        (await get(`/ja/feeds/moderation.atom?${query}`)).status,
      ]).toEqual([404, 400]);
    for (const path of ['dsa.csv', 'people.csv']) expect((await get(`/download/moderation/${path}`)).status).toBe(404);
    expect((await get('/download/moderation/decisions.csv')).text.startsWith('\uFEFFpuid,')).toBe(true);
  });

  test('M5 is told to the European transparency database in bodies of its API, with what was restricted alone', async () => {
    const bodies = JSON.parse((await get('/download/moderation/dsa.json?locale=en')).text) as {
      statements: Record<string, unknown>[];
    }[];
    const hidden = (await listed({ kind: 'HIDE', first: 100 })).items.map(({ id }) => id);
    expect(
      bodies
        .map(({ statements }) => statements.map(({ puid }) => puid))
        .flat()
        .sort(),
    ).toEqual(hidden.sort());
    expect(bodies[0]?.statements.at(-1)).toMatchObject({
      category: 'STATEMENT_CATEGORY_CYBER_VIOLENCE',
      application_date: '2026-11-22',
      content_language: 'JA',
      source_type: 'SOURCE_VOLUNTARY',
      decision_ground_reference_url: expect.stringMatching(/\/en\/moderation\/rules#R5$/),
    });
    expect((await get('/download/moderation/dsa.ndjson?month=2026-10')).text).toBe('');
  });

  test('reads of a long list what it shows, by one index of its order', async () => {
    const known = await listed();
    await app.server.db.rows(sql`
      insert into mod_decision (id, organisation_id, case_id, case_rev, kind, class, rule_id, rule_version, ground, explanation, locale, content_type,
        content_date, content_language, source, automated_detection, automated_decision, proposer_id, decided_at)
      select gen_random_uuid(), m.organisation_id, m.case_id, 1000 + n, case when n % 100 = 0 then 'RESTORE' else 'HIDE' end, 'MEDIUM', 'R' || (1 + n % 12), 1,
        'RULES', 'x', 'ja', 'TEXT', now(), 'ja', 'OWN', false, 'NONE', m.proposer_id, '2026-09-30T15:00:00Z'::timestamptz + n * interval '10 minutes'
      from mod_decision m, generate_series(1, 3000) n where m.id = ${known.items[0]?.id}`);
    await app.server.db.rows(sql`analyze mod_register`);
    const { next } = await listed({ month: '2026-10', first: 100 });
    const asked = [
      [{}, 'time'],
      [{ after: known.next ?? next }, 'time'],
      [{ month: '2026-10', after: next }, 'time'],
      [{ rule: 'R3' }, 'rule'],
      [{ kind: 'RESTORE' }, 'kind'],
      [{ outcome: 'OVERTURNED' }, 'outcome'],
      [{ rule: 'R13' }, 'rule'],
    ] as const;
    for (const [variables, index] of asked) {
      const nodes = (await plansOf(app, /mod_register r/, () => listed(variables))).flat();
      const own = nodes.filter((node) => node['Relation Name'] === 'mod_register');
      expect([variables, own.map((node) => node['Index Name'])]).toEqual([variables, [`mod_register_${index}`]]);
      const touched = own.reduce(
        (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
        0,
      );
      expect(touched).toBeLessThanOrEqual(40);
    }
    const seen = new Set<string>();
    let after: string | null = null;
    for (let pages = 0; pages < 3; pages += 1) {
      const page: Listed['moderationRegister'] = await listed({ month: '2026-10', first: 100, after });
      for (const { id } of page.items) seen.add(id);
      after = page.next;
    }
    expect(seen.size).toBe(300);
  });

  test('has nothing of a space for its members but for them', async () => {
    const { spaceById } = await staff.run<{ spaceById: { edition: number } }>(
      'query Q($id: ID!) { spaceById(id: $id) { edition } }',
      { id: room.spaceId },
    );
    await staff.act(
      `mutation V($id: ID!, $edition: Int!) { outcome: setSpaceVisibility(id: $id, edition: $edition, visibility: MEMBERS_ONLY) {
        ${refusal} ... on Space { id } } }`,
      { id: room.spaceId, edition: spaceById.edition },
    );
    for (const asked of [{}, { space: room.slug }]) expect((await listed(asked)).items).toEqual([]);
    for (const path of ['decisions.ndjson', 'dsa.ndjson', `decisions.ndjson?space=${room.slug}`])
      expect([path, (await get(`/download/moderation/${path}`)).text]).toEqual([path, '']);
    expect((await miura.run<Listed>(register)).moderationRegister.items).toHaveLength(20);
  });
});
