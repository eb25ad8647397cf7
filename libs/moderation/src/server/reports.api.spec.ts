import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { MailReportDue } from './mail-report.due.ts';
import { startApp, World, type Actor, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let moderator: Actor;
let colleague: Actor;
let root: string;

const refusal = '__typename ... on Refusal { code field }';
const report = `mutation R($kind: String! = "comment", $id: ID!, $rule: String! = "R5", $note: String! = "名ざしの悪口です") {
  outcome: reportText(subjectKind: $kind, subjectId: $id, rule: $rule, note: $note) { ${refusal} ... on ReportedCase { id } } }`;
const decided = `${refusal} ... on ModerationDecision { id kind rule }`;
const dismiss = `mutation D($id: ID!, $code: String! = "VIEWPOINT", $answer: String! = "市への批判であり、悪口ではありません") {
  outcome: dismissReports(subjectKind: "comment", subjectId: $id, code: $code, answer: $answer) { ${decided} } }`;
const withhold = `mutation W($id: ID!) { outcome: withholdText(subjectKind: "comment", subjectId: $id, rule: "R5", reason: "名ざしの悪口のため") { ${decided} } }`;
const add = `mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body) { ${refusal} ... on Comment { id } } }`;
const body = 'query B($id: ID!) { reportableText(subjectKind: "comment", subjectId: $id) { text path reported } }';
const subject = `query S($id: ID!) { moderationSubject(subjectKind: "comment", subjectId: $id) { refusal reports { rule title note } decisions { kind } } }`;
const duties = '{ duties(first: 100) { items { kind manifest path count title { text } within { text } dueAt } } }';

interface Reportable {
  reportableText: { text: string; reported: boolean } | null;
}
interface Judged {
  moderationSubject: { refusal: string | null; reports: { note: string }[]; decisions: { kind: string }[] } | null;
}
interface Duties {
  duties: { items: { path: string; manifest: string; count: number }[] };
}

const say = async (words: string) => (await hana.act(add, { root, body: words })).id;
const dutyOf = async (who: Actor, id: string) => {
  const { duties: list } = await who.run<Duties>(duties);
  return list.items.find(({ path }) => path === `/moderate/comment/${id}`);
};
const mailsTo = (who: Actor, id: string) =>
  app.server.db.rows<{ subject: string; body: string }>(sql`
  select m.subject, m.body from mail_outbox m join person p on p.email = m.recipient
  where p.id = ${who.id} and m.message_id like '<mod.%' and m.body like ${`%${id}%`} order by m.queued_at`);
const leavesAbout = async (id: string) =>
  (
    await app.server.db.rows<{ leaf: string }>(sql`
  select convert_from(e.leaf, 'UTF8') as leaf from log_entry e join mod_case k on e.subject_kind = 'case' and e.subject_id = k.id::text
  where k.target_id = ${id} order by e.subject_rev`)
  ).map(({ leaf }) => leaf);

beforeAll(async () => {
  app = await startApp();
  const { world } = app;
  staff = await world.staff();
  [hana, ken] = [await world.citizen('花'), await world.citizen('健')];
  [moderator, colleague] = [
    await world.person('三浦', [{ role: 'MODERATOR' }]),
    await world.person('同僚', [{ role: 'MODERATOR' }]),
  ];
  const room = await world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
  root = await world.proposal(hana, room.componentId);
});
afterAll(() => app?.close());

describe('a report', () => {
  test('reaches those who moderate, names nobody, hides nothing, and is counted once for each person', async () => {
    const id = await say('あの人は、ばかだ。');
    await ken.act(report, { id });
    expect(await ken.refused(report, { id })).toBe('ALREADY_REPORTED');
    await staff.act(report, { id, rule: 'R7', note: '' });
    expect(await dutyOf(moderator, id)).toMatchObject({
      manifest: 'moderation',
      kind: 'REPORTED',
      count: 2,
      title: { text: 'あの人は、ばかだ。' },
    });
    for (const who of [ken, staff, app.world.visitor()]) expect(await dutyOf(who, id)).toBeUndefined();
    const { moderationSubject } = await moderator.run<Judged>(subject, { id });
    expect(moderationSubject).toMatchObject({
      refusal: null,
      reports: [
        { rule: 'R5', title: '嫌がらせ', note: '名ざしの悪口です' },
        { rule: 'R7', note: '' },
      ],
    });
    expect(JSON.stringify(moderationSubject)).not.toContain(ken.id);
    const { reportableText } = await ken.run<Reportable>(body, { id });
    expect(reportableText).toMatchObject({ text: 'あの人は、ばかだ。', reported: true });
    expect((await hana.run<Reportable>(body, { id })).reportableText).toMatchObject({ reported: false });
    expect(await mailsTo(hana, id)).toEqual([]);
  });

  test('stands in the log without what and who, and the record does not lead to the text', async () => {
    const id = await say('記録のための発言');
    await ken.act(report, { id });
    const [leaf = ''] = await leavesAbout(id);
    expect(JSON.parse(leaf)).toMatchObject({
      type: 'mod.reported',
      data: { reason_code: 'R5', source: 'PARTICIPANT' },
    });
    for (const hidden of [id, ken.id, '悪口', '健']) expect(leaf).not.toContain(hidden);
    const lines = async () =>
      (
        await ken.run<{ logLines: { items: { path: string | null }[] } }>(
          '{ logLines(list: REGISTER, kind: "moderation") { items { act path } } }',
        )
      ).logLines.items;
    expect((await lines()).filter(({ path }) => path?.includes(id))).toEqual([]);
    await moderator.act(dismiss, { id });
    expect((await lines()).filter(({ path }) => path?.includes(id))).toEqual([]);
  });

  test('by twenty at once under one name is one', async () => {
    const id = await say('競争');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => ken.refused(report, { id })));
    expect(outcomes.filter((code) => code === undefined)).toHaveLength(1);
    expect(outcomes.filter((code) => code === 'ALREADY_REPORTED')).toHaveLength(19);
    expect(await leavesAbout(id)).toHaveLength(1);
  });

  test('about another city, a withheld text or a draft is about nothing', async () => {
    const other = await World.city(app.server, 'other.test');
    const id = await say('隣の市からは見えない');
    const stranger = await other.person('隣', []);
    expect(await stranger.refused(report, { id })).toBe('NOT_FOUND');
    expect((await stranger.run<Reportable>(body, { id })).reportableText).toBeNull();
    await moderator.act(withhold, { id });
    expect(await ken.refused(report, { id })).toBe('WITHHELD');
    expect((await ken.run<Reportable>(body, { id })).reportableText).toBeNull();
    expect(await ken.refused(report, { kind: 'person', id: hana.id })).toBe('NOT_FOUND');
  });

  test('does not hide anything, however many there are', async () => {
    const id = await say('みんなに嫌われた発言');
    for (let n = 0; n < 10; n += 1) await (await app.world.citizen(`人${n}`)).act(report, { id });
    const { count, shown } = (await app.server.db.first<{ count: number; shown: boolean }>(sql`
      select (select count(*)::int from mod_report r join mod_case k on k.id = r.case_id where k.target_id = ${id}) as count,
        (select withheld_at is null from comment where id = ${id}) as shown`)) ?? { count: 0, shown: false };
    expect([count, shown]).toEqual([10, true]);
  });
});

describe('a decision', () => {
  test('dismissing answers whoever reported, once, leaves the text, and cannot be made twice', async () => {
    const id = await say('市長の計画は、まったくだめだ。');
    await ken.act(report, { id });
    expect(await moderator.act(dismiss, { id })).toMatchObject({ kind: 'DISMISS', rule: 'R5' });
    expect(await mailsTo(ken, id)).toMatchObject([
      { subject: '知らせてくださった投稿を確かめました', body: expect.stringContaining('市への批判であり') },
    ]);
    expect(await mailsTo(hana, id)).toEqual([]);
    expect(await dutyOf(moderator, id)).toBeUndefined();
    expect(await colleague.refused(dismiss, { id })).toBe('NOT_REPORTED');
    expect(await ken.refused(report, { id })).toBe('ALREADY_REPORTED');
    await staff.act(report, { id });
    expect(await dutyOf(moderator, id)).toMatchObject({ count: 1 });
  });

  test('withholding tells the author and whoever reported, each their own words, and neither of the other', async () => {
    const id = await say('あの人は、うそつきだ。');
    await ken.act(report, { id });
    await moderator.act(withhold, { id });
    expect((await mailsTo(ken, id)).map((mail) => mail.subject)).toEqual(['知らせてくださった投稿を非表示にしました']);
    expect((await mailsTo(hana, id)).map((mail) => mail.subject)).toEqual(['あなたの投稿を非表示にしました']);
    expect(JSON.stringify(await mailsTo(hana, id))).not.toMatch(/健|知らせて/);
    expect(await dutyOf(moderator, id)).toBeUndefined();
  });

  test('is not made by a moderator who reported the text', async () => {
    const id = await say('運営担当が知らせた発言');
    await moderator.act(report, { id });
    expect(await moderator.refused(dismiss, { id })).toBe('RECUSED');
    expect(await moderator.refused(withhold, { id })).toBe('RECUSED');
    expect((await moderator.run<Judged>(subject, { id })).moderationSubject).toMatchObject({ refusal: 'RECUSED' });
    await colleague.act(dismiss, { id });
  });

  test('is one where dismissing and withholding meet', async () => {
    const id = await say('同時の判断');
    await ken.act(report, { id });
    const outcomes = await Promise.all([
      moderator.refused(dismiss, { id }),
      colleague.refused(withhold, { id }),
      colleague.refused(dismiss, { id }),
    ]);
    const { moderationSubject } = await moderator.run<Judged>(subject, { id });
    const kinds = moderationSubject?.decisions.map(({ kind }) => kind) ?? [];
    expect(kinds.filter((kind) => kind === 'DISMISS').length).toBeLessThanOrEqual(1);
    expect(kinds).toHaveLength(outcomes.filter((code) => code === undefined).length);
    expect(await mailsTo(ken, id)).toHaveLength(1);
  });
});

const askByMail = `mutation A($id: ID!, $mail: String!, $rule: String! = "R3", $note: String! = "番地が書かれています") {
  outcome: reportByMail(subjectKind: "comment", subjectId: $id, rule: $rule, note: $note, mail: $mail) { ${refusal} ... on MailReportAsked { id } } }`;
const byKey = (field: string, more = '') =>
  `mutation K($id: ID!, $key: String!) { outcome: ${field}(id: $id, key: $key${more}) { ${refusal} ... on MailReport { id answerBy decision } } }`;
const confirmIt = byKey('confirmMailReport');
const appealIt = byKey('appealMailReport', ', text: "番地です"');
const page = `query P($id: ID!, $key: String!) { mailReport(id: $id, key: $key) { path note confirmedAt answerBy decision reason appealUntil
  appeal { outcome answer } } }`;
const review = `mutation V($id: ID!) { outcome: reviewAppeal(subjectKind: "comment", subjectId: $id, outcome: "OVERTURNED", answer: "見なおしました") {
  ${refusal} ... on AppealedCase { id } } }`;

describe('M22 a report without an account', () => {
  const mailsOf = (address: string) =>
    app.server.db.rows<{ subject: string; body: string; message: string; forget: boolean }>(sql`
      select subject, body, message_id as message, forget from mail_outbox where recipient = ${address} order by queued_at, id`);
  const linkIn = (body = '') => {
    const [, id = '', key = ''] = /\/reports\/([^/]+)\/([\w-]+)/.exec(body) ?? [];
    return { id, key };
  };
  const due = () => app.server.nest.get(MailReportDue);
  const shown = async (link: { id: string; key: string }) =>
    (await app.world.visitor().run<{ mailReport: Record<string, unknown> | null }>(page, link)).mailReport;
  const reports = async (id: string) => (await leavesAbout(id)).length;
  const nextTo = async (id: string, address: string) => {
    expect(await app.world.visitor().refused(askByMail, { id, mail: address })).toBeUndefined();
    return linkIn((await mailsOf(address)).at(-1)?.body);
  };

  test('counts once its address has said yes, is answered with reasons, and appealed by the same key; each is mailed once', async () => {
    const id = await say('あの人の家は広場一丁目です');
    const link = await nextTo(id, 'yuki@example.jp');
    expect((await mailsOf('yuki@example.jp'))[0]).toMatchObject({ subject: '申し出を確かめてください', forget: true });
    expect(await reports(id)).toBe(0);
    expect(await dutyOf(moderator, id)).toBeUndefined();
    expect(await shown(link)).toMatchObject({ note: '番地が書かれています', confirmedAt: null });
    expect(await shown({ ...link, key: 'A'.repeat(43) })).toBeNull();
    const visitor = app.world.visitor();
    expect(await visitor.refused(confirmIt, { ...link, key: 'A'.repeat(43) })).toBe('LINK_EXPIRED');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => visitor.refused(confirmIt, link)));
    expect(outcomes.filter((code) => code !== undefined)).toEqual([]);
    expect(await reports(id)).toBe(1);
    expect(JSON.parse((await leavesAbout(id))[0] ?? '')).toMatchObject({
      data: { reason_code: 'R3', source: 'VISITOR' },
    });
    expect(await dutyOf(moderator, id)).toMatchObject({ count: 1 });
    const { moderationSubject } = await moderator.run<Judged>(
      `query S($id: ID!) { moderationSubject(subjectKind: "comment", subjectId: $id) { reports { note answerBy } } }`,
      { id },
    );
    expect(moderationSubject?.reports).toMatchObject([
      { note: '番地が書かれています', answerBy: '2026-11-29T03:00:00.000Z' },
    ]);
    expect(JSON.stringify(moderationSubject)).not.toContain('yuki');

    await moderator.act(dismiss, { id, answer: '番地ではなく、公園の名まえです' });
    expect(await shown(link)).toMatchObject({
      decision: 'DISMISS',
      reason: '番地ではなく、公園の名まえです',
      appealUntil: '2027-05-25T03:00:00.000Z',
    });
    const appeals = await Promise.all(Array.from({ length: 10 }, () => visitor.refused(appealIt, link)));
    expect(appeals.filter((code) => code === undefined)).toHaveLength(1);
    expect(new Set(appeals.filter((code) => code !== undefined))).toEqual(new Set(['ALREADY_APPEALED']));
    expect(await moderator.refused(review, { id })).toBe('PARTICIPANT');
    await colleague.act(review, { id });
    expect(await shown(link)).toMatchObject({
      decision: null,
      appeal: { outcome: 'OVERTURNED', answer: '見なおしました' },
    });
    await moderator.act(withhold, { id });
    expect(await shown(link)).toMatchObject({ decision: 'HIDE', reason: '名ざしの悪口のため', appealUntil: null });
    const mails = await mailsOf('yuki@example.jp');
    expect(mails.map((mail) => mail.subject)).toEqual([
      '申し出を確かめてください',
      '申し出を受けつけました',
      '知らせてくださった投稿を確かめました',
      '投稿についての判断をあらためました',
      '知らせてくださった投稿を非表示にしました',
    ]);
    for (const { body } of mails.slice(0, 4)) expect(linkIn(body)).toEqual(link);
    expect(mails.every(({ forget }) => forget)).toBe(true);
    expect(new Set(mails.map(({ message }) => message)).size).toBe(5);
    const [kept] = await app.server.db.rows(
      sql`select v.*, r.note as said from mod_mail_report v join mod_report r on r.mail_report_id = v.id where v.id = ${link.id}`,
    );
    expect(JSON.stringify(kept)).not.toContain('yuki');
  });

  test('answers the same for every address; from the fourth in a day on the mail waits for the next, and comes once', async () => {
    const texts = [await say('一つめ'), await say('二つめ'), await say('三つめ'), await say('四つめ')];
    const visitor = app.world.visitor();
    const asked = [];
    for (const id of texts) asked.push(await visitor.refused(askByMail, { id, mail: 'many@example.jp' }));
    expect(asked).toEqual([undefined, undefined, undefined, undefined]);
    expect(await visitor.refused(askByMail, { id: texts[0], mail: 'ken' })).toBe('BAD_ADDRESS mail');
    expect(await visitor.refused(askByMail, { id: hana.id, mail: 'many@example.jp' })).toBe('NOT_FOUND');
    await due().settle();
    expect(await mailsOf('many@example.jp')).toHaveLength(3);
    await app.server.db.rows(
      sql`update mod_mail_report set mail_at = mail_at - interval '24 hours' where mailed_at is null`,
    );
    await Promise.all([due().settle(), due().settle()]);
    expect(await mailsOf('many@example.jp')).toHaveLength(4);
    const link = linkIn((await mailsOf('many@example.jp'))[0]?.body);
    await visitor.act(confirmIt, link);
    const again = linkIn((await mailsOf('many@example.jp'))[3]?.body);
    await app.server.db.rows(
      sql`update mod_mail_report set target_id = (select o.target_id from mod_mail_report o where o.id = ${link.id}) where id = ${again.id}`,
    );
    expect(await visitor.refused(confirmIt, again)).toBe('ALREADY_REPORTED');
  });

  test('that nobody confirms in seven days is gone, late answers are in the log once, and the address goes with the case', async () => {
    const id = await say('おそい答え');
    const [link, other] = [await nextTo(id, 'late@example.jp'), await nextTo(id, 'never@example.jp')];
    await app.world.visitor().act(confirmIt, link);
    const { db } = app.server;
    await db.rows(sql`update mod_mail_report set mail_at = mail_at - interval '7 days' where id = ${other.id}`);
    expect(await app.world.visitor().refused(confirmIt, other)).toBe('LINK_EXPIRED');
    expect(await shown(other)).toBeNull();
    await db.rows(sql`update mod_mail_report set answer_by = confirmed_at where id = ${link.id}`);
    for (let n = 0; n < 2; n += 1) await due().settle();
    const late = (await leavesAbout(id)).filter((leaf) => leaf.includes('RIGHTS_REQUEST'));
    expect(late).toHaveLength(1);
    await moderator.act(dismiss, { id });
    const kept = async () =>
      (
        await db.rows<{ id: string; contact: string | null }>(
          sql`select id, contact from mod_mail_report where id in (${link.id}, ${other.id})`,
        )
      ).map((row) => [row.id === link.id, row.contact !== null]);
    await due().upkeep();
    expect(await kept()).toEqual([[true, true]]);
    await app.world.visitor().act(appealIt, link);
    await colleague.act(review.replace('OVERTURNED', 'UPHELD'), { id });
    await due().upkeep();
    expect(await kept()).toEqual([[true, false]]);
    expect(await shown(link)).toMatchObject({ decision: 'DISMISS', appeal: { outcome: 'UPHELD' } });
  });
});
