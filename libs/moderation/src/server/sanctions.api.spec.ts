import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Jobs, sql } from '@hiroba/server';
import { coveringCases } from './covering.cases.ts';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let hana: Actor;
let ken: Actor;
let jun: Actor;
let miura: Actor;
let sato: Actor;
let here: Actor;
let root: string;
let roomId: string;

const refusal = '__typename ... on Refusal { code field }';
const about = (field: string, args: string, more = '') =>
  `mutation M($kind: String! = "comment", $id: ID!${more}) { outcome: ${field}(subjectKind: $kind, subjectId: $id${args}) { ${refusal}
    ... on JudgedCase { id awaitsSecond } ... on ModerationDecision { id kind endsAt } ... on AppealedCase { id } ... on ReportedCase { id } } }`.replace(
    /\.\.\. on (\w+) \{[^}]*\}/g,
    (part, type: string) => (type === outcomeOf[field] || type === 'Refusal' ? part : ''),
  );
const outcomeOf: Readonly<Record<string, string>> = {
  sanctionAuthor: 'JudgedCase',
  recuseFromCase: 'JudgedCase',
  hideMeanwhile: 'ModerationDecision',
  lockThread: 'ModerationDecision',
  unlockThread: 'ModerationDecision',
  withholdText: 'ModerationDecision',
  dismissReports: 'ModerationDecision',
  appealDecision: 'AppealedCase',
  reviewAppeal: 'AppealedCase',
  reportText: 'ReportedCase',
};
const sanction = about(
  'sanctionAuthor',
  ', kind: $what, rule: $rule, reason: "つづけて人をののしったため", days: $days, seen: $seen',
  ', $what: String!, $rule: String! = "R5", $days: Int, $seen: Int',
);
const recuse = about('recuseFromCase', '');
const meanwhile = about('hideMeanwhile', ', rule: $rule, reason: "住所が書かれているため"', ', $rule: String! = "R3"');
const withhold = about('withholdText', ', rule: "R5", reason: "ののしり"');
const appeal = about('appealDecision', ', text: "納得できません"');
const review = about('reviewAppeal', ', outcome: "OVERTURNED", answer: "読みなおしました"');
const report = about('reportText', ', rule: "R5"');
const second = (field: string, more = '') =>
  `mutation S($id: ID!, $seen: Int) { outcome: ${field}(personId: $id, seen: $seen${more}) { ${refusal} ... on JudgedCase { id awaitsSecond } } }`;
const approve = second('approveSanction');
const decline = second('declineSanction', ', reason: "重すぎます"');
const add = `mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body) { ${refusal} ... on Comment { id } } }`;
const subject = `query S($kind: String!, $id: ID!) { moderationSubject(subjectKind: $kind, subjectId: $id) {
  refusal interimUntil withheld { reason } proposed { kind days reason refusal until } decisions { kind endsAt } } }`;

interface Seen {
  moderationSubject: {
    refusal: string | null;
    interimUntil: string | null;
    withheld: object | null;
    proposed: { refusal: string | null } | null;
    decisions: { kind: string }[];
  } | null;
}
const say = async (who: Actor, body: string) => (await who.act(add, { root, body })).id;
const seen = async (who: Actor, id: string, kind = 'account') =>
  (await who.run<Seen>(subject, { kind, id })).moderationSubject;
const suspendedUntil = async ({ id }: Actor) =>
  (
    await app.server.db.first<{ until: Date | string | null }>(
      sql`select suspended_until as until from person where id = ${id}`,
    )
  )?.until ?? null;
const settle = () => app.server.nest.get(Jobs).settleDue();
const entries = async (type: string) =>
  (
    await app.server.db.rows<{ leaf: string }>(
      sql`select convert_from(leaf, 'UTF8') as leaf from log_entry where type = ${type} order by id`,
    )
  ).map(({ leaf }) => (JSON.parse(leaf) as { data: Record<string, unknown> }).data);
const mails = async (who: Actor) =>
  (
    await app.server.db.rows<{ subject: string }>(sql`
    select m.subject from mail_outbox m join person p on p.email = m.recipient where p.id = ${who.id} and m.message_id like '<mod.%' order by m.queued_at, m.id`)
  ).map((mail) => mail.subject);

beforeAll(async () => {
  app = await startApp();
  const { world } = app;
  const staff = await world.staff();
  const room = await world.room(staff, 'proposals', {
    actions: ['create', 'support', 'comment'],
    closesAt: null,
  });
  [hana, ken, jun] = [await world.citizen('花'), await world.citizen('健'), await world.citizen('純')];
  [miura, sato] = [
    await world.person('三浦', [{ role: 'MODERATOR' }]),
    await world.person('佐藤', [{ role: 'MODERATOR' }]),
  ];
  here = await world.person('鈴木', [{ role: 'MODERATOR', spaceId: room.spaceId }]);
  root = await world.proposal(ken, room.componentId);
  roomId = room.componentId;
});
afterAll(() => app?.close());

describe('a decision about a person', () => {
  test('begins with a warning; up to a week one moderator decides, and it ends by itself', async () => {
    const id = await say(hana, '一人目の発言');
    for (const who of [ken, hana, app.world.visitor()])
      expect(await who.refused(sanction, { id, what: 'WARN' })).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
    expect(await miura.refused(sanction, { id, what: 'SUSPEND', days: 3 })).toBe('WARN_FIRST kind');
    expect(await miura.refused(sanction, { id, what: 'SUSPEND', rule: 'R13', days: 3 })).toBe('NOT_ALLOWED kind');
    expect(await miura.refused(sanction, { id, what: 'SUSPEND', days: 181 })).toBe('BAD_USER_INPUT days');
    expect(await miura.refused(sanction, { id, what: 'SUSPEND' })).toBe('EMPTY days');
    await miura.act(sanction, { id, what: 'WARN' });
    expect(await suspendedUntil(hana)).toBeNull();
    expect(await here.act(sanction, { id, what: 'SUSPEND', days: 7 })).toMatchObject({ awaitsSecond: false });
    expect(await suspendedUntil(hana)).not.toBeNull();
    expect(await mails(hana)).toEqual(['投稿についてのお願い', '投稿をしばらくお休みいただきます']);
    const decided = (await entries('mod.decided')).at(-1);
    expect(decided).toMatchObject({
      kind: 'SUSPEND',
      class: 'MEDIUM',
      second_approver: false,
      ends_at: '2026-11-29T03:00:00.000Z',
    });
    expect(JSON.stringify(decided)).not.toContain(hana.id);
    app.clock.set('2026-11-29T02:59:59.999Z');
    await settle();
    expect(await suspendedUntil(hana)).not.toBeNull();
    app.clock.set('2026-11-29T03:00:00.000Z');
    await Promise.all([settle(), settle()]);
    await settle();
    expect(await suspendedUntil(hana)).toBeNull();
    expect(await entries('mod.expired')).toHaveLength(1);
    expect((await mails(hana)).at(-1)).toBe('お休みの期間が終わりました');
  });

  test('M2 that is grave needs a second person of the whole city: never whoever asked, and not in the database either', async () => {
    const id = await say(jun, '二人目の発言');
    expect(await miura.act(sanction, { id, what: 'SUSPEND', days: 8 })).toMatchObject({ awaitsSecond: true });
    expect(await suspendedUntil(jun)).toBeNull();
    expect(await entries('mod.decided')).toHaveLength(2);
    expect(await sato.refused(sanction, { id, what: 'BLOCK' })).toBe('AWAITING_SECOND');
    expect(await miura.refused(approve, { id: jun.id })).toBe('SAME_PERSON');
    expect(await here.refused(approve, { id: jun.id })).toBe('FORBIDDEN');
    expect(await ken.refused(approve, { id: jun.id })).toBe('FORBIDDEN');
    expect((await seen(miura, jun.id))?.proposed?.refusal).toBe('SAME_PERSON');
    expect((await seen(sato, jun.id))?.proposed).toMatchObject({ kind: 'SUSPEND', days: 8, refusal: null });
    for (const who of [ken, jun, app.world.visitor()]) expect(await seen(who, jun.id)).toBeNull();
    const duties = await sato.run<{ duties: { items: object[] } }>('{ duties(first: 50) { items { path kind } } }');
    expect(duties.duties.items).toContainEqual({ path: `/moderate/account/${jun.id}`, kind: 'AWAITING_SECOND' });
    const codes = await Promise.all(Array.from({ length: 6 }, () => sato.refused(approve, { id: jun.id })));
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(await suspendedUntil(jun)).not.toBeNull();
    expect((await entries('mod.decided')).at(-1)).toMatchObject({
      kind: 'SUSPEND',
      class: 'GRAVE',
      second_approver: true,
    });
    expect((await mails(jun)).filter((mail) => mail === '投稿をしばらくお休みいただきます')).toHaveLength(1);
    const copy = (change: string) =>
      app.server.db.rows(sql`
      insert into mod_decision select (jsonb_populate_record(m, to_jsonb(m) || jsonb_build_object('id', gen_random_uuid(), 'case_rev', 90) || ${change}::jsonb)).*
      from mod_decision m where m.class = 'GRAVE' limit 1`);
    await expect(copy('{"approver_id": null}')).rejects.toThrow('mod_decision_check');
    await expect(copy(JSON.stringify({ approver_id: miura.id, proposer_id: miura.id }))).rejects.toThrow(
      'mod_decision_check',
    );
    await expect(copy('{"class": "MEDIUM"}')).rejects.toThrow('mod_decision_check');
    await expect(copy('{"kind": "BLOCK", "class": "MEDIUM", "ends_at": null}')).rejects.toThrow('mod_decision_check');
    await expect(app.server.db.rows(sql`update mod_proposal set second_id = proposer_id`)).rejects.toThrow(
      'mod_proposal_check',
    );
  });

  test('is appealed by whom it concerns though they are suspended, and ends at once when it falls', async () => {
    const suspended = app.world.as(jun, { suspended: true });
    expect(await suspended.refused(add, { root, body: 'まだ言いたい' })).toBe('SUSPENDED');
    await suspended.act(appeal, { kind: 'account', id: jun.id });
    for (const who of [miura, sato])
      expect(await who.refused(review, { kind: 'account', id: jun.id })).toBe('PARTICIPANT');
    await here.act(review, { kind: 'account', id: jun.id });
    expect(await suspendedUntil(jun)).toBeNull();
    app.clock.advance(60 * 24 * 8);
    const ended = (await entries('mod.expired')).length;
    await settle();
    expect(await entries('mod.expired')).toHaveLength(ended);
  });

  test('waits a day for a second person, then for others; declined it is thought over', async () => {
    const id = await say(jun, '三人目の発言');
    await miura.act(sanction, { id, what: 'BLOCK' });
    app.clock.advance(60 * 24);
    expect(await sato.refused(approve, { id: jun.id })).toBe('PAST_BOUNDARY');
    await settle();
    expect(await sato.refused(approve, { id: jun.id })).toBe('NOT_PROPOSED');
    await miura.act(sanction, { id, what: 'BLOCK' });
    expect(await miura.refused(decline, { id: jun.id })).toBe('SAME_PERSON');
    await sato.act(decline, { id: jun.id });
    expect(await sato.refused(approve, { id: jun.id })).toBe('NOT_PROPOSED');
    expect(await suspendedUntil(jun)).toBeNull();
    await sato.act(sanction, { id, what: 'BLOCK' });
    await miura.act(approve, { id: jun.id });
    expect(new Date((await suspendedUntil(jun)) ?? 0).getUTCFullYear()).toBe(9999);
  });

  test('M2 M17 grave, gives way to a milder one by an appeal, whose days count from the first', async () => {
    const [nao, third] = [await app.world.citizen('直'), await app.world.person('高橋', [{ role: 'MODERATOR' }])];
    const id = await say(nao, '四人目の発言');
    const at = { kind: 'account', id: nao.id };
    const version = async () =>
      (
        await third.run<{ moderationSubject: { version: number; authorVersion: number } }>(
          'query V($kind: String!, $id: ID!) { moderationSubject(subjectKind: $kind, subjectId: $id) { version authorVersion } }',
          at,
        )
      ).moderationSubject;
    await miura.act(sanction, { id, what: 'BLOCK', seen: 1 });
    expect(await sato.refused(sanction, { id, what: 'BLOCK', seen: 1 })).toBe('STALE');
    expect(await sato.refused(approve, { id: nao.id, seen: 1 })).toBe('STALE');
    expect(await sato.refused(decline, { id: nao.id, seen: 1 })).toBe('STALE');
    expect(await version()).toEqual({ version: 2, authorVersion: 2 });
    await sato.act(approve, { id: nao.id, seen: 2 });
    await app.world.as(nao, { suspended: true }).act(appeal, at);
    app.clock.advance(60 * 24 * 2);
    const modify = (kind: string, days: number | null) =>
      third.refused(
        about(
          'reviewAppeal',
          ', outcome: "MODIFIED", answer: "重すぎました", kind: $what, rule: "R5", days: $days, reason: "一度きりのため"',
          ', $what: String!, $days: Int',
        ),
        { ...at, what: kind, days },
      );
    expect(await modify('BLOCK', null)).toBe('NOT_ALLOWED kind');
    expect(await modify('SUSPEND', 8)).toBe('SECOND_NEEDED days');
    const decidedAt = (await app.clock.now()).getTime() - 2 * 86_400_000;
    expect(await modify('SUSPEND', 5)).toBeUndefined();
    expect((await version()).version).toBe(5);
    expect(new Date((await suspendedUntil(nao)) ?? 0).getTime()).toBe(decidedAt + 5 * 86_400_000);
    expect((await mails(nao)).at(-1)).toBe('投稿についての判断を、軽いものに置きかえました');
    const rows = await app.server.db.rows(sql`
      select kind, over_by as "overBy" from mod_sanction where person_id = ${nao.id} order by starts_at`);
    expect(rows).toEqual([
      { kind: 'BLOCK', overBy: 'MODIFIED' },
      { kind: 'SUSPEND', overBy: null },
    ]);
    app.clock.advance(60 * 24 * 3);
    await settle();
    expect(await suspendedUntil(nao)).toBeNull();
  });

  test('keeps somebody from reporting until its end', async () => {
    const id = await say(hana, '知らせたくなる発言');
    const mine = await say(ken, '健の発言');
    await miura.act(sanction, { id: mine, what: 'WARN' });
    await miura.act(sanction, { id: mine, what: 'LIMIT_REPORTING', days: 2 });
    expect(await ken.refused(report, { id })).toBe('REPORTING_LIMITED');
    app.clock.advance(60 * 48);
    await ken.act(report, { id });
  });
});

describe('recusal', () => {
  test('by hand, by backing or by answering keeps a moderator from deciding, seconding and reviewing', async () => {
    const id = await say(hana, '知り合いの発言');
    await ken.act(report, { id });
    await miura.act(recuse, { id });
    expect(await miura.refused(withhold, { id })).toBe('RECUSED');
    expect((await seen(miura, id, 'comment'))?.refusal).toBe('RECUSED');
    await expect(
      app.server.db
        .rows(sql`insert into mod_decision (id, organisation_id, case_id, case_rev, kind, class, rule_id, rule_version, ground, explanation, locale,
          content_type, content_date, content_language, source, automated_detection, automated_decision, proposer_id, decided_at)
        select gen_random_uuid(), k.organisation_id, k.id, 91, 'HIDE', 'MEDIUM', 'R5', 1, 'RULES', 'x', 'ja', 'TEXT', now(), 'ja', 'OWN', false, 'NONE', ${miura.id}, now()
        from mod_case k where k.target_id = ${id}`),
    ).rejects.toThrow('whoever is recused');
    await sato.act(withhold, { id });
    await hana.act(appeal, { id });
    expect(await miura.refused(review, { id })).toBe('PARTICIPANT');
    await here.act(review, { id });
    const other = await say(hana, '賛成した発言');
    await sato.act(
      `mutation V($id: ID!) { outcome: voteOnComment(id: $id, value: UP) { ${refusal} ... on Comment { id } } }`,
      { id: other },
    );
    expect(await sato.refused(withhold, { id: other })).toBe('RECUSED');
    const third = await say(hana, '答えた発言');
    await sato.act(
      `mutation A($root: ID!, $id: ID!) { outcome: addComment(rootKind: "proposal", rootId: $root, parentId: $id, body: "なるほど") { ${refusal} ... on Comment { id } } }`,
      { root, id: third },
    );
    expect(await sato.refused(withhold, { id: third })).toBe('RECUSED');
  });
});

describe('hiding meanwhile', () => {
  test('M7 is for grave rules, once, for three days; then the text is seen again by itself', async () => {
    const id = await say(hana, 'あの家に住んでいる人');
    expect(await miura.refused(meanwhile, { id, rule: 'R7' })).toBe('NOT_ALLOWED rule');
    expect(await miura.act(meanwhile, { id })).toMatchObject({ kind: 'INTERIM_HIDE' });
    expect(await seen(miura, id, 'comment')).toMatchObject({ withheld: { reason: '住所が書かれているため' } });
    expect(await sato.refused(meanwhile, { id })).toBe('ONCE_ONLY');
    app.clock.advance(60 * 72 - 1);
    await settle();
    expect((await seen(miura, id, 'comment'))?.withheld).not.toBeNull();
    app.clock.advance(1);
    await settle();
    await settle();
    expect(await seen(miura, id, 'comment')).toMatchObject({ withheld: null, interimUntil: null });
    expect(await entries('mod.interim_hidden')).toHaveLength(1);
    expect(await miura.refused(meanwhile, { id })).toBe('ONCE_ONLY');
    await miura.act(withhold, { id });
    expect((await seen(miura, id, 'comment'))?.decisions.map(({ kind }) => kind)).toEqual(['HIDE', 'INTERIM_HIDE']);
  });

  test('is settled by a decision: withheld for good, or shown', async () => {
    const id = await say(hana, 'この家に住んでいる人');
    await ken.act(report, { id });
    await miura.act(meanwhile, { id });
    await sato.act(about('dismissReports', ', code: "NOT_FOUND_IN_TEXT", answer: "ありません"'), { id });
    expect(await seen(miura, id, 'comment')).toMatchObject({ withheld: null, interimUntil: null });
    const other = await say(hana, 'その家に住んでいる人');
    const counted = async () =>
      (
        await app.server.db.first<{ n: number }>(
          sql`select coalesce(sum(n), 0)::int as n from counter_delta where counter = 'comments'`,
        )
      )?.n ?? 0;
    const before = await counted();
    await miura.act(meanwhile, { id: other });
    await sato.act(withhold, { id: other });
    expect(await counted()).toBe(before - 1);
    app.clock.advance(60 * 80);
    await settle();
    expect((await seen(miura, other, 'comment'))?.withheld).not.toBeNull();
  });

  test('what is late is on record once', async () => {
    const id = await say(hana, 'だれも見ない発言');
    await ken.act(report, { id });
    const before = (await entries('mod.sla_breached')).length;
    app.clock.advance(60 * 24);
    await settle();
    await settle();
    expect(await entries('mod.sla_breached')).toHaveLength(before + 1);
  });
});

describe('a conversation that is closed', () => {
  const lock = about('lockThread', ', rule: "R5", reason: "名ざしの言い合いのため", days: 2');
  const unlock = about('unlockThread', ', reason: "落ちついたため"');
  const why = `query L($id: ID!) { threadLock(rootKind: "proposal", rootId: $id) { kind rule reason endsAt entryId } }`;
  const lockOf = async (who: Actor, id: string) =>
    (await who.run<{ threadLock: object | null }>(why, { id })).threadLock;
  const answer = (who: Actor, id: string) => who.refused(add, { root: id, body: 'ひとこと' });
  const thing = () => app.world.proposal(hana, roomId);

  test('takes no new comment from anybody, says why to everybody, keeps what was said, and opens by hand or by its clock, once', async () => {
    const id = await thing();
    const said = { kind: 'proposal', id };
    expect(await answer(jun, id)).toBeUndefined();
    for (const [who, code] of [
      [jun, 'FORBIDDEN'],
      [hana, 'FORBIDDEN'],
      [app.world.visitor(), 'UNAUTHENTICATED'],
    ] as const)
      expect(await who.refused(lock, said)).toBe(code);
    expect(await miura.refused(lock, { kind: 'comment', id: await say(jun, '発言') })).toBe('NOT_FOUND');
    expect(await miura.act(lock, said)).toMatchObject({ kind: 'LOCK_THREAD' });
    expect(await sato.refused(lock, said)).toBe('THREAD_LOCKED');
    for (const who of [jun, hana, miura]) expect(await answer(who, id)).toBe('THREAD_LOCKED');
    for (const who of [app.world.visitor(), jun])
      expect(await lockOf(who, id)).toMatchObject({
        rule: 'R5',
        reason: '名ざしの言い合いのため',
        entryId: expect.any(String),
      });
    const { comments } = await jun.run<{ comments: { items: { body: string }[] } }>(
      'query C($id: ID!) { comments(rootKind: "proposal", rootId: $id, sort: NEWEST, first: 9) { items { body } } }',
      { id },
    );
    expect(comments.items.map(({ body }) => body)).toEqual(['ひとこと']);
    await sato.act(unlock, said);
    expect(await answer(jun, id)).toBeUndefined();
    expect(await lockOf(jun, id)).toBeNull();
    expect(await sato.refused(unlock, said)).toBe('NOT_LOCKED');
    await sato.act(lock, said);
    expect(
      (await entries('mod.decided'))
        .filter(({ target }) => (target as { id?: string } | undefined)?.id === id)
        .map(({ kind }) => kind),
    ).toEqual(['LOCK_THREAD', 'UNLOCK_THREAD', 'LOCK_THREAD']);
    const before = (await entries('mod.expired')).length;
    app.clock.advance(2 * 24 * 60);
    expect(await answer(jun, id)).toBeUndefined();
    expect(await lockOf(jun, id)).toBeNull();
    for (let n = 0; n < 2; n += 1) await settle();
    expect((await entries('mod.expired')).length).toBe(before + 1);
    expect((await mails(hana)).filter((subject) => subject.includes('コメント'))).toEqual([
      'あなたの投稿への新しいコメントをしばらく止めました',
      'あなたの投稿にふたたびコメントできます',
      'あなたの投稿への新しいコメントをしばらく止めました',
      'あなたの投稿にふたたびコメントできます',
    ]);
  });

  test('is appealed by its author and opened by somebody else; the report of the thing waits untouched, and comments under way come before it or not at all', async () => {
    const id = await thing();
    const said = { kind: 'proposal', id };
    await ken.act(report, said);
    const outcomes = await Promise.all([
      miura.refused(lock, said),
      ...Array.from({ length: 8 }, () => answer(jun, id)),
    ]);
    expect(outcomes[0]).toBeUndefined();
    expect(new Set(outcomes.slice(1).filter((code) => code !== undefined))).toEqual(
      new Set(outcomes.slice(1).some((code) => code !== undefined) ? ['THREAD_LOCKED'] : []),
    );
    expect((await seen(miura, id, 'proposal'))?.decisions.map(({ kind }) => kind)).toEqual(['LOCK_THREAD']);
    const [row] = await app.server.db.rows<{ open: number }>(
      sql`select count(*)::int as open from mod_report r join mod_case k on k.id = r.case_id where k.target_id = ${id} and r.decision_id is null`,
    );
    expect(row?.open).toBe(1);
    await hana.act(appeal, said);
    expect(await miura.refused(review, said)).toBe('PARTICIPANT');
    await sato.act(review, said);
    expect(await answer(jun, id)).toBeUndefined();
    await expect(
      app.server.db.rows(sql`update mod_case set locked_until = now() + interval '1 day' where target_id = ${id}`),
    ).rejects.toThrow('rev must advance');
  });
});

coveringCases(() => ({ app, hana, ken, miura, sato, here, root, roomId }));
