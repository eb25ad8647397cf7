import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { SubscriptionService } from '@hiroba/notifications/server';
import { sql } from '@hiroba/server';
import { storedFiles } from '@hiroba/transparency';
import { verifyFiles } from '@hiroba/transparency/cli';
import { LogKeeper, Receipts } from '@hiroba/transparency/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { announcedRound, behindTheGuard, onRound } from '../../testing/put-round.ts';
import { RoundMails } from './round-mails.ts';

let app: SpecApp;
let staff: Actor;
let room: PlacedRoom;
let visitors = 0;

const START = '2026-11-22T09:00:00+09:00';
const CLOSE = '2026-12-26T00:00:00+09:00';
beforeAll(async () => {
  app = await startApp({ now: START });
  staff = await app.world.staff();
  room = await app.world.room(staff, 'public-comments', { actions: ['comment'], closesAt: null });
});
afterAll(() => app?.close());
beforeEach(async () => {
  app.clock.set(START);
  await mails();
});

const shown = '__typename ... on Submission { id body receiptCode noticeVersion } ... on Refusal { code field message }';
const send = `mutation M($roundId: ID!, $input: SubmissionInput!) { outcome: sendSubmission(roundId: $roundId, input: $input, wording: "目的") { ${shown} } }`;
const open = `mutation M($code: String!) { outcome: openReceipt(code: $code) { ${shown} } }`;
const amend = `mutation M($code: String!, $body: String!) { outcome: amendSubmission(code: $code, body: $body) { ${shown} } }`;
const takeBack = `mutation M($code: String!) { outcome: withdrawSubmission(code: $code) { ${shown} } }`;
const correct = (material: boolean) => onRound(`correctRoundNotice(id: $id, reason: "閲覧場所の誤り", material: ${material}, input: { title: "緑の基本計画（案）", summary: "木陰をふやします。${material ? '本当に。' : ''}",
  contact: { phone: "0790-00-0000", mail: "", address: "本町1-1" }, ways: [{ channel: ONLINE, to: "" }], places: [], legalBasis: "市の条例" })`);
const ask = `mutation A($id: ID, $mail: String!) { outcome: subscribeByMail(subjectKind: "round", subjectId: $id, mail: $mail) { __typename ... on Refusal { code field } ... on SubscriptionAsked { id } } }`;
const confirm = `mutation C($id: ID!, $key: String!) { outcome: confirmSubscription(id: $id, key: $key) { __typename ... on Refusal { code field } ... on SubscriptionState { id active } } }`;
const stop = `mutation S($id: ID!, $key: String!) { outcome: stopNotices(id: $id, key: $key) { __typename ... on Refusal { code field } ... on SubscriptionState { id active } } }`;

interface Sent { readonly id: string; readonly receiptCode: string; readonly [field: string]: unknown }
interface Mail { readonly recipient: string; readonly subject: string; readonly body: string; readonly unsubscribe: string | null }

/** The mails queued since the last time. */
async function mails(): Promise<Mail[]> {
  return app.server.db.rows<Mail>(sql`with gone as (delete from mail_outbox returning *) select recipient, subject, body, unsubscribe from gone order by recipient, id`);
}
/** What an act leads to, by the worker. */
async function told(): Promise<Mail[]> {
  await app.world.settle();
  await app.world.react();
  await app.world.work();
  return mails();
}
const minute = async (at: string): Promise<Mail[]> => {
  app.clock.set(at);
  await app.server.nest.get(RoundMails).settle();
  await app.world.work();
  return mails();
};
const visitor = (): Actor => {
  visitors += 1;
  return app.world.as(app.world.visitor(), { client: `mail-${visitors}` });
};
const letter = (mail: string, more: object = {}) =>
  ({ body: '木陰のあるベンチを置いてください。', category: '1', contact: { name: '山田花子', address: '本町9-9', mail }, notify: true, ...more });
const sendTo = (roundId: string, mail: string, more: object = {}): Promise<Sent> => visitor().act<Sent>(send, { roundId, input: letter(mail, more) });
const round = (opensAt = START): Promise<string> => announcedRound(staff, room.componentId, opensAt, CLOSE);
const subscribe = async (id: string, mail: string): Promise<void> => {
  await visitor().act(ask, { id, mail });
  const [question] = await mails();
  const [, reader, key] = /notices\/confirm\/([^/\s]+)\/(\S+)/.exec(question?.body ?? '') ?? [];
  await visitor().act(confirm, { id: reader, key });
};
const linkIn = (mail: Mail | undefined): string => /receipt\?slip=(\S+)/.exec(mail?.body ?? '')?.[1] ?? '';

test('who asks for it is told by mail that it arrived, in words of nobody; its link is as good as the code, which it does not hold', async () => {
  const roundId = await round();
  expect(await visitor().refused(send, { roundId, input: letter('', { contact: { name: '山田花子', address: '本町9-9', phone: '0790000000' } }) })).toBe('EMPTY contact.mail');
  await sendTo(roundId, 'quiet@mail.example', { notify: false });
  const by = visitor();
  const twice = () => by.run<{ outcome: Sent }>(send, { roundId, input: letter('hanako@mail.example') }, { requestKey: 'one-form' });
  const { outcome: { receiptCode } } = await twice();
  await twice();
  const [receipt, ...others] = await mails();
  expect(others).toEqual([]);
  expect(receipt).toMatchObject({ recipient: 'hanako@mail.example', subject: '【試験市】ご意見を受け付けました', unsubscribe: expect.stringContaining('/notices/out/') });
  expect(receipt?.body).not.toMatch(/山田|本町9|木陰のあるベンチ|hanako/);
  expect(receipt?.body).not.toContain(receiptCode);
  const code = linkIn(receipt);
  expect(await visitor().act(open, { code })).toMatchObject({ body: '木陰のあるベンチを置いてください。', receiptCode: null });
  expect(await visitor().act(amend, { code, body: '木陰のある長いすを置いてください。' })).toMatchObject({ body: '木陰のある長いすを置いてください。' });
  expect(await visitor().refused(open, { code: `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}` })).toBe('LINK_EXPIRED');
  const guesser = visitor();
  for (let i = 0; i < 10; i += 1) await guesser.refused(open, { code: `${code}x` });
  expect(await guesser.refused(open, { code: `${code}x` })).toBe('RATE_LIMITED');
  expect(await visitor().refused(open, { code: `01920000-0000-7000-8000-000000000000.${code.split('.')[1]}` })).toBe('LINK_EXPIRED');
});

test('PC5 a material correction three days before the end leaves a week, and each is told of it once, whatever dies meanwhile; an opinion keeps the version it answers', async () => {
  const roundId = await round();
  await subscribe(roundId, 'sato@mail.example');
  const { receiptCode } = await sendTo(roundId, 'hanako@mail.example');
  const gone = await sendTo(roundId, 'gone@mail.example');
  await visitor().act(takeBack, { code: gone.receiptCode });
  await mails();
  app.clock.set('2026-12-23T10:00:00+09:00');
  await staff.act(correct(true), { id: roundId });
  // The reaction ran twice and a step died before it was done: what it wrote was undone with it.
  await app.world.settle();
  await app.world.react();
  await app.world.react();
  const tellings = await app.server.db.rows<{ id: string }>(sql`select id from round_telling where round_id = ${roundId} and change = 'CORRECTED'`);
  expect(tellings).toHaveLength(1);
  const work = app.server.nest.get(RoundMails);
  const readers = app.server.nest.get(SubscriptionService);
  const real = readers.readersByMail;
  await work.step(tellings[0]?.id ?? '');
  readers.readersByMail = async (...given) => { await real.apply(readers, given); throw new Error('killed'); };
  await expect(work.step(tellings[0]?.id ?? '')).rejects.toThrow('killed');
  readers.readersByMail = real;
  await Promise.all([0, 1, 2].map(() => work.step(tellings[0]?.id ?? '')));
  await app.world.work();
  const sent = await mails();
  expect(sent.map(({ recipient }) => recipient)).toEqual(['hanako@mail.example', 'sato@mail.example']);
  expect(sent[0]?.body).toContain('12月30日');
  expect(sent[0]?.body).toMatch(/\/notices\n/);
  expect(await work.step(tellings[0]?.id ?? '')).toBe(false);
  expect(await told()).toEqual([]);
  expect(await visitor().act(open, { code: receiptCode })).toMatchObject({ noticeVersion: 1 });
  expect(linkIn(sent[0])).not.toBe('');
  expect(linkIn(sent[1])).toBe('');
  const entries = await app.server.db.rows<{ leaf: string }>(sql`select convert_from(leaf, 'UTF8') as leaf from log_entry`);
  expect(JSON.stringify(entries)).not.toMatch(/hanako|sato@/);
});

test('PC33 without an account: extension, suspension, its end and withdrawal each once; a slip of the pen only to those who follow; one step ends it', async () => {
  const roundId = await round();
  await subscribe(roundId, 'sato@mail.example');
  await sendTo(roundId, 'hanako@mail.example');
  await mails();
  const subjects = async () => (await told()).map(({ recipient, subject }) => `${recipient.split('@')[0]} ${subject.split('】')[1]?.split('：')[0]}`);
  await staff.act(onRound('extendRound(id: $id, closesAt: "2027-01-05T00:00:00+09:00", reason: "声が多いため")'), { id: roundId });
  expect(await subjects()).toEqual(['hanako 締め切りを延ばしました', 'sato 締め切りを延ばしました']);
  await staff.act(correct(false).replace('木陰をふやします。', '木陰を増やします。'), { id: roundId });
  expect(await subjects()).toEqual(['sato 公表した内容を訂正しました']);
  await staff.act(onRound('suspendRound(id: $id, reason: "障害")'), { id: roundId });
  expect(await subjects()).toEqual(['hanako 意見の受付を一時止めています', 'sato 意見の受付を一時止めています']);
  await staff.act(onRound('resumeRound(id: $id)'), { id: roundId });
  const resumed = await told();
  expect(resumed).toHaveLength(2);
  const out = /notices\/out\/([^/\s]+)\/(\S+)/;
  for (const { body, unsubscribe } of resumed) {
    const [path, id, key] = out.exec(unsubscribe ?? '') ?? [];
    expect(body).toContain(path);
    expect(await visitor().refused(stop, { id, key: `${key}x` })).toBe('LINK_EXPIRED');
    expect(await visitor().act(stop, { id, key })).toMatchObject({ active: false });
  }
  await staff.act(onRound('withdrawRound(id: $id, reason: "案を作り直すため")'), { id: roundId });
  expect(await told()).toEqual([]);
});

test('PC33 the clock: that it opens, ends in three days and has ended, each once, to those who follow it', async () => {
  const roundId = await round('2026-11-24T09:00:00+09:00');
  await subscribe(roundId, 'sato@mail.example');
  const hana = await app.world.citizen('花');
  await hana.act('mutation F($id: ID!) { outcome: follow(subjectKind: "round", subjectId: $id) { __typename ... on Refusal { code field } ... on Followable { id byMail } } }', { id: roundId });
  await told();
  expect(await minute('2026-11-24T08:59:59.999+09:00')).toEqual([]);
  expect((await minute('2026-11-24T09:00:00+09:00')).map(({ subject }) => subject.split('：')[0])).toEqual(Array(2).fill('【試験市】意見の募集が始まりました'));
  expect(await minute('2026-11-24T09:01:00+09:00')).toEqual([]);
  await sendTo(roundId, 'hanako@mail.example');
  await mails();
  expect(await minute('2026-12-22T23:59:59.999+09:00')).toEqual([]);
  expect(await minute('2026-12-23T00:00:00+09:00')).toHaveLength(2);
  expect(await minute('2026-12-25T23:59:59.999+09:00')).toEqual([]);
  const ended = await minute(CLOSE);
  expect(ended.map(({ subject }) => subject.split('：')[0])).toEqual(Array(2).fill('【試験市】意見の募集を締め切りました'));
  // Of a round that is no draft only the id is told; of a draft nobody hears.
  const { id: draft } = await staff.act('mutation M($id: ID!) { outcome: draftRound(componentId: $id, input: { title: "下書き", summary: "x" }) { __typename ... on Round { id } ... on Refusal { code field message } } }', { id: room.componentId });
  expect(await visitor().refused(ask, { id: draft, mail: 'a@mail.example' })).toBe('NOT_FOUND');
  expect(await visitor().refused(ask, { id: 'x', mail: 'a@mail.example' })).toBe('NOT_FOUND');
});

test('the mail of the result leads to the rows that answer what somebody wrote', async () => {
  const roundId = await round();
  const { id } = await sendTo(roundId, 'hanako@mail.example', { locale: 'en' });
  await mails();
  await subscribe(roundId, 'sato@mail.example');
  await behindTheGuard(app, `update submission set number = 7, read_at = now(), no_opinion = jsonb_build_array(jsonb_build_object('from', 0, 'to', char_length(body))) where id = $1`, [id]);
  await behindTheGuard(app, `update round set stage = 'RESULT_PUBLISHED', result_versions = 1, answered_at = now() where id = $1`, [roundId]);
  await mails();
  await staff.act(onRound('correctRoundResult(id: $id, input: { text: "答えます。" }, reason: "誤り")'), { id: roundId });
  const [own, other] = await told();
  expect(own?.subject).toContain('was corrected');
  expect(own?.body).toMatch(/\/en\/spaces\/[^\s]+\/result\?number=7\n/);
  expect(other?.body).toMatch(/\/ja\/spaces\/[^\s]+\/result\n/);
});

test('PC9 a receipt as a ZIP, online and on paper: the command line says 0, and 1 after one altered byte; only who holds the code gets it, with what they wrote', async () => {
  const roundId = await round();
  const register = `mutation M($roundId: ID!, $input: SubmissionInput!) { outcome: registerSubmission(roundId: $roundId, input: $input, intake: { channel: POST, receivedAt: "${START}" }) { ${shown} } }`;
  const online = await sendTo(roundId, 'hanako@mail.example', { notify: false });
  await visitor().act(amend, { code: online.receiptCode, body: '木陰のある長いすを置いてください。' });
  const paper = await staff.act<Sent>(register, { roundId, input: { body: '紙の意見です。' } });
  const hana = await app.world.citizen('花');
  const own = await hana.act<Sent>(send, { roundId, input: letter('', { notify: false, contact: { name: '花', address: '本町1', phone: '0790000000' } }) });
  await app.server.nest.get(LogKeeper).keep();
  const prove = 'mutation P($code: String!, $n: Int!) { outcome: proveSubmission(code: $code, n: $n) { __typename ... on SubmissionProof { id fileName content } ... on Refusal { code field message } } }';
  const vkey = (await app.server.nest.get(Receipts).find(staff.viewer, (await app.server.db.first<{ id: string }>(sql`
    select event_id as id from log_entry where subject_id = ${online.id} order by subject_rev limit 1`))?.id ?? ''))?.vkeys ?? [];
  const folder = mkdtempSync(path.join(tmpdir(), 'receipt-zip-'));
  const file = path.join(folder, 'receipt.zip');
  for (const [code, n, text] of [[online.receiptCode, 0, '木陰のあるベンチを置いてください。'], [online.receiptCode, 1, '木陰のある長いすを置いてください。'], [paper.receiptCode, 0, '紙の意見です。'],
    [own.receiptCode, 0, '木陰のあるベンチを置いてください。']] as const) {
    const { content } = await visitor().act<{ id: string; content: string }>(prove, { code, n });
    const bytes = Buffer.from(content, 'base64');
    expect([...(storedFiles(bytes)?.keys() ?? [])].sort()).toEqual(['README.txt', 'disclosure-body.txt', 'leaf.json', 'proof.tlog-proof', 'receipt.txt']);
    writeFileSync(file, bytes);
    expect(await verifyFiles([file], { vkey: [...vkey] })).toMatchObject({ code: 0, text: expect.stringContaining(`its body was: "${text}"`) });
    bytes.writeUInt8(bytes.readUInt8(bytes.indexOf('"submission.') + 3) ^ 1, bytes.indexOf('"submission.') + 3);
    writeFileSync(file, bytes);
    expect(await verifyFiles([file], { vkey: [...vkey] })).toMatchObject({ code: 1 });
  }
  rmSync(folder, { recursive: true });
  for (const n of [-1, 2]) expect(await visitor().refused(prove, { code: online.receiptCode, n })).toBe('NOT_FOUND');
  expect(await visitor().refused(prove, { code: '222222222222222', n: 0 })).toBe('CODE_UNKNOWN code');
});
