import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import sharp from 'sharp';
import { sql, StoredFiles, Vault, workbook } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { behindTheGuard, putRound } from '../../testing/put-round.ts';
import { SubmissionFileDoor } from './submission-file-door.ts';
import { SubmissionFiles } from './submission-files.ts';

let app: SpecApp;
let staff: Actor;
let colleague: Actor;
let hana: Actor;
let room: PlacedRoom;
let visitors = 0;

const opened = '2026-11-22T12:00:00+09:00';
const close = Date.parse('2026-12-26T00:00:00+09:00');
beforeAll(async () => {
  app = await startApp({ now: opened });
  [staff, colleague, hana] = [await app.world.staff(), await app.world.staff('同僚'), await app.world.citizen('花')];
  room = await app.world.room(staff, 'public-comments', { actions: ['comment'], closesAt: null });
});
afterAll(() => app?.close());
beforeEach(() => app.clock.set(opened));

const shown = `__typename ... on Submission { id receiptCode number channel receivedAt body category extra persons late excluded withdrawnAt checkedAt busy revisions { body } noticeVersion }
  ... on Refusal { code field message }`;
const mutation = (types: string, call: string) => `mutation M(${types}) { outcome: ${call} { ${shown} } }`;
const send = mutation('$roundId: ID!, $input: SubmissionInput!', 'sendSubmission(roundId: $roundId, input: $input, wording: "目的")');
const open = mutation('$code: String!', 'openReceipt(code: $code)');
const amend = mutation('$code: String!, $body: String!', 'amendSubmission(code: $code, body: $body)');
const withdraw = mutation('$code: String!', 'withdrawSubmission(code: $code)');
const register = mutation('$roundId: ID!, $input: SubmissionInput!, $intake: SubmissionIntakeInput!', 'registerSubmission(roundId: $roundId, input: $input, intake: $intake)');
const check = mutation('$id: ID!', 'checkSubmission(id: $id)');
const late = mutation('$id: ID!, $accepted: Boolean!, $reason: String!', 'decideLateSubmission(id: $id, accepted: $accepted, reason: $reason)');
const exclude = mutation('$id: ID!, $why: SubmissionExclusion, $reason: String!', 'excludeSubmission(id: $id, why: $why, reason: $reason)');
const contact = `mutation M($id: ID!, $purpose: String!) { outcome: openContact(id: $id, purpose: $purpose) {
  __typename ... on SubmitterContact { name address mail } ... on Refusal { code field message } } }`;
const openFiles = `mutation M($id: ID!, $purpose: String!) { outcome: openSubmissionFiles(id: $id, purpose: $purpose) {
  __typename ... on OpenedSubmissionFiles { id files { n url picture } } ... on Refusal { code field message } } }`;
const keepFile = `mutation M($roundId: ID!, $file: Upload) { outcome: keepSubmissionFile(roundId: $roundId, file: $file) {
  __typename ... on WaitingFile { id slip pages } ... on Refusal { code field message } } }`;
const roundOutcome = '__typename ... on Round { id stage } ... on Refusal { code field message }';
const count = `mutation M($roundId: ID!, $counts: [ChannelCountInput!]!) { outcome: countTail(roundId: $roundId, counts: $counts) { ${roundOutcome} } }`;
const end = `mutation M($roundId: ID!) { outcome: closeTail(roundId: $roundId) { ${roundOutcome} } }`;

interface Sent { readonly id: string; readonly receiptCode: string; readonly [field: string]: unknown }
const visitor = (): Actor => {
  visitors += 1;
  return app.world.as(app.world.visitor(), { client: `visitor-${visitors}` });
};
const person = { name: '山田　花子', kana: 'ヤマダ ハナコ', address: '〇〇市1-2-3', mail: 'hanako@mail.example' };
const input = (body = '自転車道を広げてください。', more: object = {}) => ({ body, category: '1', contact: person, ...more });
const act = (by: Actor, document: string, variables: object): Promise<Sent> => by.act<Sent>(document, variables);
const log = (id: string) => app.server.db.rows<{ type: string; leaf: string }>(
  sql`select type, convert_from(leaf, 'UTF8') as leaf from log_entry where subject_id = ${id} order by subject_rev`);

describe('PC6 sending without an account', () => {
  test('gives a receipt code by which it is found, amended and withdrawn', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const hanako = visitor();
    const { id, receiptCode: code } = await act(hanako, send, { roundId, input: input() });
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{15}$/);
    expect(await act(visitor(), open, { code: code.toLowerCase() })).toMatchObject({ id, body: '自転車道を広げてください。', receiptCode: null, noticeVersion: 1 });
    expect(await act(hanako, amend, { code, body: '自転車道を、もっと広げてください。' })).toMatchObject({ revisions: [{ body: '自転車道を広げてください。' }] });
    expect(await hanako.refused(amend, { code, body: ' 自転車道を、もっと広げてください。' })).toBe('NOTHING_CHANGED body');
    expect(await act(hanako, withdraw, { code })).toMatchObject({ excluded: 'WITHDRAWN' });
    expect(await hanako.refused(amend, { code, body: 'やはり' })).toBe('WRONG_STATE');
    const entries = await log(id);
    expect(entries.map(({ type }) => type)).toEqual(['submission.received', 'submission.amended', 'submission.withdrawn']);
    expect(JSON.stringify(entries)).not.toMatch(/自転車|山田|hanako/);
  });

  test('twice with one key is one submission with one code', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const by = visitor();
    const run = () => by.run<{ outcome: Sent }>(send, { roundId, input: input() }, { requestKey: 'one-form' });
    const [first, second] = [await run(), await run()];
    expect(second.outcome).toMatchObject({ id: first.outcome.id, receiptCode: first.outcome.receiptCode });
  });

  test('PC7 asks the detail of a category, and keeps it for that category alone', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const by = visitor();
    expect(await by.refused(send, { roundId, input: input('意見', { category: null }) })).toBe('EMPTY category');
    expect(await by.refused(send, { roundId, input: input('意見', { category: '9' }) })).toBe('BAD_USER_INPUT category');
    for (const category of ['3', '5', '6']) expect(await by.refused(send, { roundId, input: input('意見', { category }) })).toBe(`EMPTY extra.${category}`);
    expect(await act(by, send, { roundId, input: input('意見', { category: '3', extra: '第一小学校' }) })).toMatchObject({ category: '3', extra: '第一小学校' });
    for (const category of ['1', '2', '4']) {
      expect(await act(by, send, { roundId, input: input('意見', { category, extra: '第一小学校' }) })).toMatchObject({ category, extra: '' });
    }
  });

  test('asks for what the procedure asks for, and names the field', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const by = visitor();
    const without = (part: object) => by.refused(send, { roundId, input: input('意見', { contact: { ...person, ...part } }) });
    expect([await without({ name: ' ' }), await without({ address: '' }), await without({ mail: 'x' }), await without({ phone: '12' })])
      .toEqual(['EMPTY contact.name', 'EMPTY contact.address', 'BAD_ADDRESS contact.mail', 'BAD_FORMAT contact.phone']);
    expect(await by.refused(send, { roundId, input: input(' \n ') })).toBe('EMPTY body');
    expect(await act(by, send, { roundId, input: input('公園で遊びたい', { child: true, contact: { nickname: 'はなちゃん', ageBand: '10-12' } }) })).toMatchObject({ persons: 1 });
  });

  test('is about the whole plan or a part of it, and of nothing else', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const unitId = '01920000-0000-7000-8000-000000000001';
    await behindTheGuard(app, `insert into round_plan (id, organisation_id, round_id, kind, n, locale, source, units, sha256, imported_at)
      values (gen_random_uuid(), $1, $2, 'DRAFT', 1, 'ja', 'text', $3, repeat('0', 64), now())`, [app.world.organisationId, roundId, JSON.stringify([{ id: unitId, path: '1', text: '自転車道を整えます。' }])]);
    const by = visitor();
    const about = send.replace('receiptCode', 'receiptCode target');
    expect(await act(by, about, { roundId, input: input('賛成です。', { unitId }) })).toMatchObject({ target: '自転車道を整えます。' });
    for (const other of ['x', '01920000-0000-7000-8000-000000000002']) expect(await by.refused(send, { roundId, input: input('x', { unitId: other }) })).toBe('BAD_USER_INPUT unitId');
  });

  test('PUB-10 PC45 a long text of rare characters comes back as it was sent', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const body = '葛\u{e0100}城の神\ufa19社\t👨‍👩‍👧と𠮷野家。\n'.repeat(4_000).trim();
    expect(Buffer.byteLength(body)).toBeGreaterThan(200_000);
    const { receiptCode: code } = await act(visitor(), send, { roundId, input: input(body) });
    expect((await act(visitor(), open, { code })).body).toBe(body);
  });
});

test('PUB-01 PUB-08 PC2 R4 a millisecond before the end it is taken, at the end it is not; the same for amending and withdrawing', async () => {
  const roundId = await putRound(app, staff, room.componentId);
  app.clock.set(new Date(close - 1).toISOString());
  const { receiptCode: code } = await act(visitor(), send, { roundId, input: input() });
  const closedAt = new Date(close).toISOString();
  app.clock.set(closedAt);
  const { outcome } = await visitor().run<{ outcome: { code: string; message: string } }>(send, { roundId, input: input() });
  expect(outcome.code).toBe('PHASE_CLOSED');
  expect([await visitor().refused(amend, { code, body: 'x' }), await visitor().refused(withdraw, { code })]).toEqual(['PHASE_CLOSED', 'PHASE_CLOSED']);
  expect(await act(visitor(), open, { code })).toMatchObject({ withdrawnAt: null });
});

test('PUB-09 PC8 a mistyped code costs no try, guessing ends after ten, and the code lies nowhere', async () => {
  const roundId = await putRound(app, staff, room.componentId);
  const { id, receiptCode: code } = await act(visitor(), send, { roundId, input: input() });
  const guesser = visitor();
  for (let i = 0; i < 12; i += 1) expect(await guesser.refused(open, { code: `${code.slice(0, 14)}${code[14] === '2' ? '3' : '2'}` })).toBe('CODE_MISTYPED code');
  for (let i = 0; i < 10; i += 1) expect(await guesser.refused(open, { code: '222222222222222' })).toBe('CODE_UNKNOWN code');
  expect(await guesser.refused(open, { code })).toBe('RATE_LIMITED');
  const stored = await app.server.db.rows<{ row: string }>(sql`
    select to_json(s)::text as row from submission s where id = ${id} union all select to_json(w)::text from write_key w where outcome_id = ${id}
    union all select convert_from(leaf, 'UTF8') from log_entry where subject_id = ${id}`);
  expect(stored.filter(({ row }) => row.includes(code))).toEqual([]);
});

test('PC39 of 20 sendings of one person at once one is taken, where each may send one', async () => {
  const roundId = await putRound(app, staff, room.componentId, { profile: { onePerPerson: true } });
  expect(await visitor().refused(send, { roundId, input: input() })).toBe('UNAUTHENTICATED');
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => hana.run<{ outcome: { __typename: string; code: string } }>(send, { roundId, input: input(`意見${i}`) })));
  expect(outcomes.filter(({ outcome }) => outcome.__typename === 'Submission')).toHaveLength(1);
  expect(new Set(outcomes.filter(({ outcome }) => outcome.__typename === 'Refusal').map(({ outcome }) => outcome.code))).toEqual(new Set(['LIMIT_REACHED']));
});

test('PUB-03 many from one source are taken, none is dropped, and staff are shown that they are many', async () => {
  const roundId = await putRound(app, staff, room.componentId);
  const by = visitor();
  const busy: unknown[] = [];
  for (let i = 0; i < 21; i += 1) busy.push((await act(by, send, { roundId, input: input(`意見${i}`) })).busy);
  expect([busy.filter(Boolean).length, busy[20]]).toEqual([1, true]);
  const [kept] = await app.server.db.rows(sql`select count(*)::int as n, count(distinct receipt_hash)::int as receipts from submission where round_id = ${roundId} and excluded is null`);
  expect(kept).toEqual({ n: 21, receipts: 21 });
});

describe('who sent it', () => {
  test('PC29 lies sealed, and each look of staff leaves one line with what for', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const { id } = await act(visitor(), send, { roundId, input: input() });
    const [sealed] = await app.server.db.rows<{ row: string; body: string }>(sql`
      select to_json(v)::text as row, encode(body_enc, 'escape') as body from vault.submitter_contact v where submission_id = ${id}`);
    expect(`${sealed?.row}${sealed?.body}`).not.toMatch(/山田|hanako|ヤマダ/);
    expect(await staff.run(contact, { id, purpose: '返事の送付' })).toMatchObject({ outcome: person.kana ? { name: '山田　花子', mail: 'hanako@mail.example' } : {} });
    expect(await staff.refused(contact, { id, purpose: ' ' })).toBe('EMPTY purpose');
    const lines = () => app.server.db.rows<object>(sql`select person_id as by, purpose, allowed from vault.contact_access where submission_id = ${id} order by at, id`);
    expect(await lines()).toEqual([{ by: staff.id, purpose: '返事の送付', allowed: true }]);
    await expect(app.server.db.rows(sql`update vault.contact_access set purpose = '' where submission_id = ${id}`)).rejects.toThrow('never changed');
  });

  test('PUB-05 PC28 is refused to everybody else, and the attempt is written down', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const { id } = await act(visitor(), send, { roundId, input: input() });
    const others = [hana, await app.world.admin(), await app.world.person('運営', [{ role: 'MODERATOR' }]), await app.world.person('監査', [{ role: 'AUDITOR' }])];
    const codes = [];
    for (const other of others) codes.push(await other.refused(contact, { id, purpose: '好奇心' }));
    expect(codes).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'FORBIDDEN']);
    expect(await visitor().refused(contact, { id, purpose: 'x' })).toBe('UNAUTHENTICATED');
    expect((await hana.run<{ submission: unknown }>('query Q($id: ID!) { submission(id: $id) { body } }', { id })).submission).toBeNull();
    for (const other of [visitor(), ...others.slice(0, 3)]) {
      const seen = await other.run<{ submissions: { items: object[] }; opinions: { items: object[] }; roundResult: { items: object[] } }>(`query Q($id: ID!) {
        submissions(roundId: $id) { items { id body } } opinions(roundId: $id) { items { id text } } roundResult(roundId: $id) { items { id text } } }`, { id: roundId });
      expect(Object.values(seen).map(({ items }) => items)).toEqual([[], [], []]);
    }
    const tried = await app.server.db.rows(sql`select 1 from vault.contact_access where submission_id = ${id} and not allowed`);
    expect(tried).toHaveLength(4);
  });
});

describe('PUB-04 files that come with an opinion', () => {
  const text = (said = '添付の文です。', name = '山田花子 090-0000-0000.txt') => new File([said], name);
  const photo = async () => new File([new Uint8Array(await sharp({ create: { width: 40, height: 30, channels: 3, background: '#47a' } }).jpeg()
    .withExif({ IFD0: { Artist: 'HANAKO YAMADA', Copyright: '090-0000-0000' } }).toBuffer())], 'hanako@mail.example.jpg');
  const keep = async (by: Actor, roundId: string, file: File) => (await by.act<{ id: string; slip: string }>(keepFile, { roundId, file })).slip;
  /** As many more that wait as somebody would have brought one by one, by their slips. */
  const copies = async (many: number, roundId: string): Promise<string[]> => {
    const made = await app.server.db.rows<{ id: string }>(sql`
      insert into vault.submission_file select (json_populate_record(v, json_build_object('id', gen_random_uuid()))).*
      from vault.submission_file v cross join generate_series(1, ${many}) where round_id = ${roundId} and submission_id is null
        and id = (select min(id::text)::uuid from vault.submission_file where round_id = ${roundId} and submission_id is null) returning id`);
    return made.map(({ id }) => `${id}.${app.server.nest.get(Vault).digest('submission-file-slip', `${app.world.organisationId} ${id}`)}`);
  };
  const row = (id: string) => app.server.db.rows<{ row: string }>(sql`select to_json(v)::text as row from vault.submission_file v where submission_id = ${id} order by n`);

  test('are judged by what they hold and not by their name, and bounded in size and number, before anything is sent', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const by = visitor();
    const page = '<!doctype html><script>1</script>';
    const tried: [File | null, string][] = [
      [new File([page], '写真.jpg'), 'KIND_NOT_ALLOWED files'], [new File([`%PDF-1.7\n${page}`], '資料.pdf'), 'POLYGLOT files'],
      [new File([await (await photo()).arrayBuffer()], 'x.pdf'), 'NAME_CONTRADICTS files'],
      [new File(['a'.repeat(10 * 1024 * 1024 + 1)], 'x.txt'), 'TOO_LARGE files'], [new File([''], 'x.txt'), 'EMPTY files'], [null, 'EMPTY files'],
    ];
    expect(await Promise.all(tried.map(([file]) => by.refused(keepFile, { roundId, file })))).toEqual(tried.map(([, code]) => code));
    const [first, others] = [await keep(by, roundId, text()), await copies(5, roundId)];
    expect(await by.refused(send, { roundId, input: input('意見', { files: [first, ...others] }) })).toBe('LIMIT_REACHED files');
    const { id } = await act(by, send, { roundId, input: input('意見', { files: others }) });
    expect(await row(id)).toHaveLength(5);
    // What nobody claims is bounded, too: of one visitor, in the database.
    await copies(18, roundId);
    expect([await by.refused(keepFile, { roundId, file: text() }), await by.refused(keepFile, { roundId, file: text() })]).toEqual([undefined, 'LIMIT_REACHED files']);
    app.clock.set('2026-12-26T00:00:00+09:00');
    expect(await visitor().refused(keepFile, { roundId, file: text() })).toBe('PHASE_CLOSED');
    expect(await staff.refused(keepFile, { roundId, file: text() })).toBeUndefined();
  });

  test('lie sealed, without their names and what a camera writes; the entry tells how many, and their digests only as a seal', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const by = visitor();
    const files = [await keep(by, roundId, text()), await keep(by, roundId, await photo())];
    const { id, receiptCode: code } = await act(by, send, { roundId, input: input('意見', { files }) });
    const { outcome } = await visitor().run<{ outcome: { files: object[] } }>(open.replace('receiptCode', 'receiptCode files { n what format bytes pages sha256 picture }'), { code });
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/) as unknown;
    expect(outcome.files).toEqual([
      { n: 1, what: 'SENT', format: 'TXT', bytes: Buffer.byteLength('添付の文です。'), pages: null, sha256: digest, picture: false },
      { n: 2, what: 'SENT', format: 'WEBP', bytes: expect.any(Number), pages: null, sha256: digest, picture: true },
    ]);
    const rows = (await row(id)).map((each) => JSON.parse(each.row) as { digest: string; sealed_bytes: number; bytes: number });
    expect(JSON.stringify(rows)).not.toMatch(/山田|090-0000|hanako/i);
    const store = app.server.nest.get(StoredFiles);
    for (const { digest: kept, sealed_bytes: sealed, bytes } of rows) {
      expect([await store.has(app.world.organisationId, kept, sealed), sealed]).toEqual([true, bytes + 28]);
      expect((await buffer(store.read(app.world.organisationId, kept))).toString()).not.toContain('添付の文');
    }
    const [entry] = await log(id);
    expect(JSON.parse(entry?.leaf ?? '{}')).toMatchObject({ data: { files: 2 } });
    for (const { sha256 } of outcome.files as { sha256: string }[]) expect(entry?.leaf).not.toContain(sha256);
  });

  test('belong to one submission of their own round: a slip that is used, forged, of elsewhere or too old is refused, and nothing else is lost', async () => {
    const [roundId, other] = [await putRound(app, staff, room.componentId), await putRound(app, staff, room.componentId)];
    const by = visitor();
    const slip = await keep(by, roundId, text());
    const refused = (round: string, files: string[]) => by.refused(send, { roundId: round, input: input('意見', { files }) });
    const forged = `${slip.slice(0, -1)}${slip.endsWith('A') ? 'B' : 'A'}`;
    for (const [round, files] of [[other, [slip]], [roundId, [forged]], [roundId, ['x']], [roundId, [slip, slip]]] as const) expect(await refused(round, [...files])).toBe('FILE_GONE files');
    const both = await Promise.all([1, 2].map((n) => visitor().refused(send, { roundId, input: input(`意見${n}`, { files: [slip] }) })));
    expect(both.sort()).toEqual(['FILE_GONE files', undefined]);
    const old = await keep(by, roundId, text());
    await app.server.db.rows(sql`update vault.submission_file set kept_at = now() - interval '25 hours' where submission_id is null and round_id = ${roundId}`);
    await app.server.nest.get(SubmissionFiles).upkeep();
    expect(await refused(roundId, [old])).toBe('FILE_GONE files');
    const [kept] = await app.server.db.rows(sql`select count(*)::int as n from vault.submission_file where round_id = ${roundId}`);
    expect(kept).toEqual({ n: 1 });
  });

  test('are opened by staff alone, with what for, one line for each look; disposal ends them for good, a hold prevents it', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const slip = await keep(staff, roundId, text('紙の写し'));
    const { id } = await act(staff, register, { roundId, input: input('紙の意見', { files: [slip] }), intake: { channel: 'POST', receivedAt: opened } });
    expect(await hana.refused(openFiles, { id, purpose: 'x' })).toBe('NOT_FOUND');
    expect(await staff.refused(openFiles, { id, purpose: ' ' })).toBe('EMPTY purpose');
    const shown = await colleague.act<{ files: { n: number; url: string }[] }>(openFiles, { id, purpose: '原本との見比べ' });
    expect(shown.files).toEqual([{ n: 1, picture: false, url: expect.stringMatching(/^\/submission-files\/[0-9a-f-]{36}\/\d+\.[\w-]{43}$/) }]);
    const lines = await app.server.db.rows(sql`select person_id as by, purpose, files, allowed from vault.contact_access where submission_id = ${id} order by at, id`);
    expect(lines).toEqual([{ by: hana.id, purpose: 'x', files: true, allowed: false }, { by: colleague.id, purpose: '原本との見比べ', files: true, allowed: true }]);
    const door = app.server.nest.get(SubmissionFileDoor);
    const [, , file = '', form = ''] = shown.files[0]?.url.split('/') ?? [];
    const as = (who: Actor, roles = [{ role: 'STAFF' as const }]) => door.own({ organisationId: app.world.organisationId, personId: who.id, grants: roles, level: 1, mfa: true, locale: 'ja' } as never, file, form);
    const served = await as(colleague);
    expect([served?.name?.endsWith('-1.txt'), (await served?.opened?.())?.toString()]).toEqual([true, '紙の写し']);
    expect([await as(staff), await as(colleague, []), await door.own({ ...app.world, personId: colleague.id } as never, file, form.replace(/^\d+/, '1'))]).toEqual([undefined, undefined, undefined]);
    await behindTheGuard(app, `update round set stage = 'ARCHIVED', ended_at = $2, result_versions = 1, answered_at = $2 where id = $1`, [roundId, '2025-11-22T00:00:00Z']);
    const step = (call: string) => `mutation M($id: ID!) { outcome: ${call} { ${roundOutcome} } }`;
    await act(staff, step('holdPersonalData(id: $id, reason: "開示の請求")'), { id: roundId });
    await expect(app.server.db.rows(sql`update vault.submission_file set key_enc = null, digest = null, disposed_at = now() where submission_id = ${id}`)).rejects.toThrow('held');
    for (const by of [staff, colleague]) await act(by, step('releasePersonalData(id: $id)'), { id: roundId });
    await act(staff, step('disposePersonalData(id: $id)'), { id: roundId });
    const [left] = await row(id);
    expect(JSON.parse(left?.row ?? '{}')).toMatchObject({ key_enc: null, digest: null, sha256: null });
    expect([await as(colleague), await staff.refused(openFiles, { id, purpose: 'x' })]).toEqual([undefined, 'NOT_FOUND']);
  });
});

describe('PC43 not mine', () => {
  const claim = mutation('$code: String!, $reason: String!', 'claimNotMine(code: $code, reason: $reason)');
  const note = mutation('$id: ID!, $reason: String!', 'noteNotMine(id: $id, reason: $reason)');
  const decide = mutation('$id: ID!, $accepted: Boolean!, $reason: String!', 'decideNotMine(id: $id, accepted: $accepted, reason: $reason)');
  const gaps = async (id: string) => (await staff.run<{ round: { work: { gaps: { code: string; count: number }[] } } }>('query Q($id: ID!) { round(id: $id) { work { gaps { code count } } } }', { id }))
    .round.work.gaps.map(({ code, count: n }) => `${code} ${n}`);

  test('a claim by whoever holds the receipt, or at the counter, holds the result back until it is decided', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const [forged, own] = [await act(visitor(), send, { roundId, input: input() }), await act(visitor(), send, { roundId, input: input('ほかの意見') })];
    await behindTheGuard(app, `update round set stage = 'ANALYSIS' where id = $1`, [roundId]);
    await behindTheGuard(app, `update submission set read_at = now(), no_opinion = jsonb_build_array(jsonb_build_object('from', 0, 'to', char_length(body))) where round_id = $1`, [roundId]);
    expect(await gaps(roundId)).toEqual([]);
    expect(await visitor().refused(claim, { code: forged.receiptCode, reason: ' ' })).toBe('EMPTY reason');
    await act(visitor(), claim, { code: forged.receiptCode, reason: '家族が勝手に送りました。' });
    expect(await visitor().refused(claim, { code: forged.receiptCode, reason: 'もう一度' })).toBe('NOTHING_CHANGED');
    expect(await hana.refused(note, { id: own.id, reason: '電話' })).toBe('NOT_FOUND');
    await act(staff, note, { id: own.id, reason: '電話で聞きました。' });
    expect(await gaps(roundId)).toEqual(['CLAIM_OPEN 2']);
    const listed = await staff.run<{ submissions: { items: object[] } }>('query Q($id: ID!) { submissions(roundId: $id, first: 10, group: CLAIMED) { items { id } } }', { id: roundId });
    expect(listed.submissions.items).toHaveLength(2);
    expect(await hana.refused(decide, { id: forged.id, accepted: true, reason: 'x' })).toBe('NOT_FOUND');
    expect(await act(staff, decide, { id: forged.id, accepted: true, reason: '本人ではないと確かめました。' })).toMatchObject({ excluded: 'NOT_MINE' });
    expect(await act(staff, decide, { id: own.id, accepted: false, reason: '本人の控えと一致しました。' })).toMatchObject({ excluded: null });
    expect(await staff.refused(decide, { id: own.id, accepted: true, reason: 'x' })).toBe('NOTHING_OPEN');
    expect(await visitor().refused(claim, { code: forged.receiptCode, reason: 'x' })).toBe('NOTHING_CHANGED');
    expect(await gaps(roundId)).toEqual([]);
    const entries = await log(forged.id);
    expect(entries.map(({ type }) => type)).toEqual(['submission.received', 'submission.claimed', 'submission.claim_decided']);
    expect(JSON.stringify(entries)).not.toMatch(/家族|本人/);
    const { round } = await staff.run<{ round: { numbers: { submissions: number } } }>('query Q($id: ID!) { round(id: $id) { numbers { submissions } } }', { id: roundId });
    expect(round.numbers.submissions).toBe(1);
  });
});

describe('PC42 the contacts of a round', () => {
  const step = (call: string) => `mutation M($id: ID!) { outcome: ${call} { ${roundOutcome} } }`;
  const [dispose, hold, release] = [step('disposePersonalData(id: $id)'), step('holdPersonalData(id: $id, reason: "開示の請求")'), step('releasePersonalData(id: $id)')] as [string, string, string];
  const published = 'query Q($id: ID!) { round(id: $id) { title stage html notices { sha256 snapshot } numbers { persons submissions opinions } } }';
  const kept = () => app.server.db.rows<{ row: string }>(sql`select to_jsonb(v)::text as row from vault.submitter_contact v`);

  test('are destroyed a year after its end, not a millisecond before and not while they are held; what is published stays', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const sent: Sent[] = [];
    for (let i = 0; i < 3; i += 1) sent.push(await act(visitor(), send, { roundId, input: input(`意見${i}`, { contact: { ...person, kana: `キエル${i}`, mail: `gone${i}@mail.example`, phone: `090000000${10 + i}` } }) }));
    await behindTheGuard(app, `update round set stage = 'ARCHIVED', ended_at = $2, result_versions = 1, answered_at = $2 where id = $1`, [roundId, '2027-03-01T00:00:00Z']);
    const values = (await app.server.db.rows<{ v: string }>(sql`
      select unnest(array[encode(key_enc, 'hex'), encode(body_enc, 'hex'), mail_index, phone_index, kana_index]) as v from vault.submitter_contact v join submission s on s.id = v.submission_id where s.round_id = ${roundId}`)).map(({ v }) => v);
    expect(values).toHaveLength(15);
    const before = await visitor().run(published, { id: roundId });
    app.clock.set('2028-02-29T23:59:59.999Z');
    expect(await staff.refused(dispose, { id: roundId })).toBe('TOO_EARLY');
    app.clock.set('2028-03-01T00:00:00Z');
    await act(staff, hold, { id: roundId });
    expect(await staff.refused(dispose, { id: roundId })).toBe('HELD');
    await expect(app.server.db.rows(sql`update vault.submitter_contact set key_enc = null, body_enc = null, disposed_at = now() where submission_id = ${sent[0]?.id}`)).rejects.toThrow('held');
    await act(staff, release, { id: roundId });
    expect(await staff.refused(release, { id: roundId })).toBe('SAME_PERSON');
    expect(await staff.refused(dispose, { id: roundId })).toBe('HELD');
    await act(colleague, release, { id: roundId });
    expect(await hana.refused(dispose, { id: roundId })).toBe('FORBIDDEN');
    await act(staff, dispose, { id: roundId });
    expect(await staff.refused(dispose, { id: roundId })).toBe('NOTHING_CHANGED');
    const dump = (await kept()).map(({ row }) => row).join();
    expect(values.filter((value) => dump.includes(value))).toEqual([]);
    expect(await visitor().run(published, { id: roundId })).toEqual(before);
    expect(await act(visitor(), open, { code: sent[0]?.receiptCode })).toMatchObject({ body: '意見0' });
    expect(await staff.refused(contact, { id: sent[0]?.id, purpose: '確認' })).toBe('NOT_FOUND');
    const [certificate] = (await log(roundId)).slice(-1);
    expect(JSON.parse(certificate?.leaf ?? '{}')).toMatchObject({ type: 'round.personal_data_disposed', data: { n: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  });
});

describe('PC11 the set of 30', () => {
  const intake = (channel: string, more: object = {}) => ({ channel, receivedAt: '2026-12-20T10:00:00+09:00', ...more });

  test('comes on five ways, is checked by a second person, counted, confirmed and numbered; nothing is deleted', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    for (let i = 0; i < 10; i += 1) await act(visitor(), send, { roundId, input: input(`オンライン${i}`) });
    app.clock.set('2027-01-02T12:00:00+09:00');
    const paper = (channel: string, n: number, more: object = {}) => act(staff, register, { roundId, input: input(`${channel}${n}`, { category: null }), intake: intake(channel, more) });
    const sheets: Sent[] = [];
    for (let i = 0; i < 6; i += 1) sheets.push(await paper('POST', i));
    const postmarked = await paper('POST', 6, { receivedAt: '2026-12-28T10:00:00+09:00', postmarkAt: '2026-12-25T18:00:00+09:00' });
    const tooLate = await paper('POST', 7, { receivedAt: '2026-12-28T10:00:00+09:00', postmarkAt: '2026-12-26T00:00:00+09:00' });
    for (let i = 0; i < 5; i += 1) sheets.push(await paper('FAX', i));
    for (let i = 0; i < 4; i += 1) sheets.push(await paper('MAIL', i));
    for (let i = 0; i < 3; i += 1) sheets.push(await paper('COUNTER', i));
    expect([postmarked.late, tooLate.late]).toEqual([null, 'PENDING']);
    expect(sheets.every(({ receiptCode }) => receiptCode.length === 15)).toBe(true);
    const counts = [['ONLINE', 10], ['POST', 8], ['FAX', 5], ['MAIL', 4], ['COUNTER', 3]].map(([channel, submissions]) => ({ channel, submissions }));
    expect(await staff.refused(count, { roundId, counts: counts.slice(0, 4) })).toBe('COUNT_DIFFERS counts.COUNTER');
    expect(await colleague.refused(end, { roundId })).toBe('NOT_PREPARED');
    await act(staff, count, { roundId, counts });
    expect(await colleague.refused(end, { roundId })).toBe('UNCHECKED');
    expect(await staff.refused(check, { id: postmarked.id })).toBe('SAME_PERSON');
    const at = (i: number) => (sheets[i] as Sent).id;
    expect(await act(staff, late, { id: tooLate.id, accepted: false, reason: '消印が締切の後' })).toMatchObject({ excluded: 'LATE' });
    await act(staff, exclude, { id: at(6), why: 'BLANK', reason: '白紙' });
    await act(staff, exclude, { id: at(11), why: 'DUPLICATE_OF', reason: '同じ人の同じ文' });
    for (const { id } of [postmarked, ...sheets.filter((_, i) => i !== 6 && i !== 11)]) await act(colleague, check, { id });
    expect(await staff.refused(end, { roundId })).toBe('SAME_PERSON');
    expect(await act(colleague, end, { roundId })).toMatchObject({ stage: 'ANALYSIS' });
    const [tally] = await app.server.db.rows(sql`
      select count(*)::int as received, (count(*) filter (where excluded is null))::int as counted, max(number) as last, count(distinct number)::int as numbers
      from submission where round_id = ${roundId}`);
    expect(tally).toEqual({ received: 30, counted: 27, last: 30, numbers: 30 });
    const [entry] = (await log(roundId)).slice(-1);
    expect(JSON.parse(entry?.leaf ?? '{}')).toMatchObject({ type: 'round.closed', data: { received: 30, counted: 27 } });
  });

  test('a date that cannot be, a way that the round does not have, and what is not there are refused', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const refused = (more: object, channel = 'POST') => staff.refused(register, { roundId, input: input('x'), intake: intake(channel, more) });
    expect([await refused({}), await refused({ receivedAt: '2026-11-19T10:00:00+09:00' }), await refused({ receivedAt: opened, postmarkAt: '2026-11-23T00:00:00+09:00' }),
      await refused({ receivedAt: opened }, 'ONLINE')]).toEqual(['BAD_DATES receivedAt', 'BAD_DATES receivedAt', 'BAD_DATES postmarkAt', 'BAD_USER_INPUT channel']);
    expect(await hana.refused(register, { roundId, input: input('x'), intake: intake('POST', { receivedAt: opened }) })).toBe('FORBIDDEN');
  });
});

describe('PC24 a list of opinions', () => {
  const facts = 'dryRun rows added known late slip ignored channels { channel submissions } changed { line column code } problems { line column code message }';
  const tryList = `mutation M($roundId: ID!, $file: Upload) { outcome: tryIntakeList(roundId: $roundId, file: $file) { __typename ... on IntakeListReport { ${facts} } ... on Refusal { code field message } } }`;
  const bringList = `mutation M($roundId: ID!, $slip: String!) { outcome: bringIntakeList(roundId: $roundId, slip: $slip) { __typename ... on IntakeListReport { ${facts} } ... on Refusal { code field message } } }`;
  interface Report { readonly rows: number; readonly added: number; readonly known: number; readonly late: number; readonly slip: string; readonly changed: object[]; readonly problems: { line: number; column: string | null; code: string }[] }
  const attempt = (roundId: string, content: string | Uint8Array<ArrayBuffer>, name = 'x.csv') => staff.act<Report & { id: string }>(tryList, { roundId, file: new File([content], name) });
  const bring = (roundId: string, slip: string) => staff.act<Report & { id: string }>(bringList, { roundId, slip });
  const many = async (roundId: string) => (await app.server.db.rows<{ n: number }>(sql`select count(*)::int as n from submission where round_id = ${roundId}`))[0]?.n;
  const head = '番号,受付日,方法,氏名,住所,意見,備考';

  test('is tried without changing anything, brought in once, with receipts, entries and contacts as single ones have; again it changes nothing', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const text = `意見の一覧\r\n${head}\r\n0012,令和8年11月20日,郵送,山田花子,〇〇市1-2-3,\"=1+1 は、\n二行です。\",x\r\n0013,46346,ＦＡＸ,,,同じ意見です。,\r\n,2026/11/21,窓口,,,同じ意見です。,\r\n,2026/11/21,窓口,,,同じ意見です。,\r\n`;
    const sjis = new Uint8Array(iconv.encode(text, 'cp932'));
    const tried = await attempt(roundId, sjis);
    expect(tried).toMatchObject({ dryRun: true, rows: 4, added: 4, known: 0, late: 0, ignored: ['備考'], problems: [], changed: [], channels: [{ channel: 'POST', submissions: 1 }, { channel: 'FAX', submissions: 1 }, { channel: 'COUNTER', submissions: 2 }] });
    expect(await many(roundId)).toBe(0);
    expect(await staff.refused(bringList, { roundId, slip: `${tried.slip.slice(0, -2)}__` })).toBe('FILE_GONE file');
    expect(await bring(roundId, tried.slip)).toMatchObject({ dryRun: false, rows: 4, added: 4, known: 0 });
    expect(await staff.refused(bringList, { roundId, slip: tried.slip })).toBe('FILE_GONE file');
    const rows = await app.server.db.rows<{ id: string; body: string; channel: string; received: string; entered: string; receipt: string }>(sql`
      select id, body, channel, received_at::text as received, entered_by as entered, receipt_hash as receipt from submission where round_id = ${roundId} order by channel, received_at, id`);
    expect(rows.map(({ body, channel }) => [channel, body])).toEqual([['COUNTER', '同じ意見です。'], ['COUNTER', '同じ意見です。'], ['FAX', '同じ意見です。'], ['POST', '=1+1 は、\n二行です。']]);
    expect([new Set(rows.map(({ receipt }) => receipt)).size, new Set(rows.map(({ entered }) => entered))]).toEqual([4, new Set([staff.id])]);
    const letter = rows[3]?.id ?? '';
    expect(await staff.run(contact, { id: letter, purpose: '確認' })).toMatchObject({ outcome: { name: '山田花子', address: '〇〇市1-2-3' } });
    const entries = await log(letter);
    expect(entries.map(({ leaf }) => JSON.parse(leaf) as object)).toMatchObject([{ type: 'submission.received', data: { round: roundId, channel: 'POST' } }]);
    expect([JSON.stringify(entries).includes('山田'), await staff.refused(check, { id: letter }), await colleague.refused(check, { id: letter })]).toEqual([false, 'SAME_PERSON', undefined]);
    // Again: the same file, another encoding, two at once; a number with other words is told and not written over.
    const again = await attempt(roundId, `\ufeff${text}`);
    expect(again).toMatchObject({ added: 0, known: 4 });
    expect(await bring(roundId, again.slip)).toMatchObject({ added: 0, known: 4 });
    const other = await attempt(roundId, text.replace('同じ意見です。', '違う意見です。').replace('x\r\n', 'x\r\n0014,2026/11/21,メール,,,五通目です。,\r\n'));
    expect(other).toMatchObject({ added: 1, known: 3, changed: [{ line: 6, column: 'number', code: 'CHANGED' }] });
    const second = await attempt(roundId, text.replace('x\r\n', 'x\r\n0014,2026/11/21,メール,,,五通目です。,\r\n'));
    await Promise.all([bring(roundId, other.slip), bring(roundId, second.slip)]);
    expect(await many(roundId)).toBe(5);
  });

  test('tells what is wrong by line and column, and takes nothing of it; only staff, only while the intake is open', async () => {
    const roundId = await putRound(app, staff, room.componentId);
    const wrong = await attempt(roundId, `${head}\n1,2026-02-30,電話,,,意見,\n1,2026/11/21,郵送,,,,\n2,2026/11/21,郵送,,,よい意見,\n2,2026/11/21,郵送,,,同じ番号,\n3,2027/11/21,郵送,,,先の日,\n`);
    expect(wrong.problems.map(({ line, column, code }) => `${line} ${column} ${code}`).sort()).toEqual(['2 channel UNKNOWN_WAY', '2 received NO_SUCH_DAY', '3 body EMPTY', '5 number DUPLICATE_NUMBER', '6 received BAD_DATES']);
    expect(wrong.slip).toBe('');
    const codes = async (content: string | Uint8Array<ArrayBuffer>) => (await attempt(roundId, content)).problems.map(({ code }) => code);
    expect([await codes('a,b\n1,2\n'), await codes('番号,意見\n1,x\n'), await codes(new Uint8Array([0x50, 0x4b, 3, 4])), await codes(new Uint8Array([0, 0, 1]))])
      .toEqual([['NO_HEADER'], ['MISSING_HEADER', 'MISSING_HEADER'], ['BAD_WORKBOOK'], ['NOT_TEXT']]);
    const parts: Uint8Array[] = [];
    const lines = (async function* () {
      yield { 受付日: '2026-11-21', 方法: '窓口', 意見: '=HYPERLINK(1)' };
    })();
    for await (const part of workbook(['受付日', '方法', '意見'], lines)) parts.push(part);
    expect(await attempt(roundId, new Uint8Array(Buffer.concat(parts)), 'x.xlsx')).toMatchObject({ added: 1, problems: [] });
    expect([await hana.refused(tryList, { roundId, file: new File([head], 'x.csv') }), await many(roundId)]).toEqual(['FORBIDDEN', 0]);
    await behindTheGuard(app, `update round set stage = 'ANALYSIS' where id = $1`, [roundId]);
    expect(await staff.refused(tryList, { roundId, file: new File([head], 'x.csv') })).toBe('WRONG_STATE');
  });
});
