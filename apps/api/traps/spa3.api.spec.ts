import { afterAll, beforeAll, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

/** SPA3: a list of members with a byte order mark or in CP932 is read; a bad row is named by its line, and nothing changes. */
let app: SpecApp;
let admin: Actor;
let staff: Actor;

beforeAll(async () => {
  app = await startApp();
  [admin, staff] = [await app.world.admin(), await app.world.staff()];
});
afterAll(() => app?.close());

interface Told {
  readonly line: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

interface Report {
  readonly rows: number;
  readonly invited: number;
  readonly present: readonly Told[];
  readonly problems: readonly Told[];
  readonly ignored: readonly string[];
}

const problem = '{ line column code message }';
const bring = `mutation I($id: ID!, $file: Upload, $dryRun: Boolean!) { outcome: importMembers(spaceId: $id, file: $file, dryRun: $dryRun) {
  __typename ... on MemberImportReport { rows invited ignored present ${problem} problems ${problem} } ... on Refusal { code field message } } }`;
const file = (text: string, encoding = 'utf8') => new File([new Uint8Array(iconv.encode(text, encoding))], '名簿.csv');
const told = (id: string, sent: File, dryRun = false, who = admin): Promise<Report> =>
  who.act<Report>(bring, { id, file: sent, dryRun });
const room = (): Promise<PlacedRoom> => app.world.room(staff, 'proposals');

interface Listed {
  readonly mail: string;
  readonly name: string;
  readonly role: { readonly ja: string | null };
  readonly published: boolean;
  readonly state: string;
  readonly person: object | null;
}
const list = async (id: string): Promise<readonly Listed[]> =>
  (
    await admin.run<{ spaceById: { members: { items: Listed[] } } }>(
      'query Q($id: ID!) { spaceById(id: $id) { members(first: 100) { items { mail name state role { ja } published person { code } } } } }',
      { id },
    )
  ).spaceById.members.items;
const mails = async (to: string): Promise<number> =>
  (await app.server.db.rows(sql`select 1 from mail_outbox where recipient = ${to}`)).length;

const council =
  'メール,氏名,役割,公開\r\nabe@example.jp,阿部 髙子,会長,公開\r\nＳａｔｏ＠ｅｘａｍｐｌｅ．ｊｐ,佐藤﨑,委員①,\r\n';

test.each([
  ['with a byte order mark', `\ufeff${council}`, 'utf8'],
  ['in CP932', council, 'cp932'],
  ['in UTF-16 as Excel writes it', `\ufeff${council.replaceAll(',', '\t')}`, 'utf16le'],
])('SPA3 a list %s is tried without a change, then invites everybody on it', async (_, text, encoding) => {
  const { spaceId } = await room();
  const before = await mails('abe@example.jp');
  expect(await told(spaceId, file(text, encoding), true)).toMatchObject({ rows: 2, invited: 2, present: [], problems: [] });
  expect(await list(spaceId)).toEqual([]);
  expect(await mails('abe@example.jp')).toBe(before);
  expect(await told(spaceId, file(text, encoding))).toMatchObject({ rows: 2, invited: 2, problems: [] });
  const listed = [...(await list(spaceId))].sort((a, b) => a.mail.localeCompare(b.mail));
  expect(listed).toEqual([
    { mail: 'abe@example.jp', name: '阿部 髙子', role: { ja: '会長' }, published: true, state: 'INVITED', person: null },
    { mail: 'Sato@example.jp', name: '佐藤﨑', role: { ja: '委員①' }, published: false, state: 'INVITED', person: null },
  ].sort((a, b) => a.mail.localeCompare(b.mail)));
  expect(await mails('abe@example.jp')).toBe(before + 1);
  // The record and the table itself hold ids, codes and digests only.
  const kept = await app.server.db.rows<{ row: string }>(sql`
    select l::text as row from log_entry l union all select m::text from space_member m where m.space_id = ${spaceId}`);
  expect(kept.filter(({ row }) => row.includes('member.invited')).length).toBeGreaterThanOrEqual(2);
  expect(kept.filter(({ row }) => /abe@|高子|髙子|佐藤/u.test(row))).toEqual([]);
});

test('SPA3 bad rows are named by line and column, and nothing changes', async () => {
  const { spaceId } = await room();
  const bad = [
    'mail,name,role,published,電話', // 1
    'good@example.jp,良子,委員,yes,1',
    'no-address,悪太郎,委員,no,2', // 3
    'GOOD@example.jp,良子,委員,no,3', // 4: the address of line 2
    `long@example.jp,長,${'役'.repeat(61)},no,4`, // 5
    ',空,委員,no,5', // 6
    'flag@example.jp,旗,委員,たぶん,6', // 7
  ];
  const { problems, invited, ignored } = await told(spaceId, file(bad.join('\n')));
  expect({ invited, ignored }).toEqual({ invited: 0, ignored: ['電話'] });
  expect(problems.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
    '3 mail BAD_ADDRESS', '4 mail DUPLICATE_MAIL', '6 mail EMPTY', '7 published BAD_FLAG',
  ]);
  expect(problems[1]?.message).toBe('2行目と同じメールアドレスです。');
  expect((await told(spaceId, file([bad[0], bad[1], bad[4]].join('\n')))).problems).toMatchObject([
    { line: 3, column: 'role', code: 'TOO_LONG' },
  ]);
  expect(await list(spaceId)).toEqual([]);
  expect(await mails('good@example.jp')).toBe(0);
});

test('SPA3 whoever is on the list already is named and left as they are; a second run changes nothing', async () => {
  const { spaceId } = await room();
  await told(spaceId, file('mail,role\nfirst@example.jp,会長'));
  const { invited, present, problems } = await told(spaceId, file('mail,role\nfirst@example.jp,委員\nsecond@example.jp,委員'));
  expect({ invited, problems }).toEqual({ invited: 1, problems: [] });
  expect(present.map(({ line, code }) => `${line} ${code}`)).toEqual(['2 ALREADY_INVITED']);
  expect((await list(spaceId)).find(({ mail }) => mail === 'first@example.jp')?.role.ja).toBe('会長');
  expect(await told(spaceId, file('mail,role\nfirst@example.jp,委員\nsecond@example.jp,委員'))).toMatchObject({ invited: 0 });
  expect(await mails('first@example.jp')).toBe(1);
});

test('SPA3 five hundred rows are taken, one more is not; what is no table says so', async () => {
  const { spaceId } = await room();
  const many = (n: number) => file(`mail\n${Array.from({ length: n }, (_, i) => `m${i}@example.jp`).join('\n')}`);
  expect((await told(spaceId, many(501))).problems).toMatchObject([{ line: 502, code: 'TOO_MANY_ROWS' }]);
  expect(await list(spaceId)).toEqual([]);
  expect(await told(spaceId, many(500))).toMatchObject({ rows: 500, invited: 500, problems: [] });
  expect((await told(spaceId, file('ただの文'))).problems).toMatchObject([{ line: 1, code: 'NO_HEADER' }]);
  expect(await admin.refused(bring, { id: spaceId, file: null, dryRun: true })).toBe('EMPTY file');
  expect(await staff.refused(bring, { id: spaceId, file: many(1), dryRun: true })).toBe('FORBIDDEN');
});

test('SPA3 how many a space may have is decided under the lock: of parallel lists only those that fit come in', async () => {
  const { spaceId } = await room();
  await app.server.db.rows(sql`
    insert into space_member (id, organisation_id, space_id, state, address_digest, contact, invited_at, expires_at)
    select gen_random_uuid(), ${app.world.organisationId}, ${spaceId}, 'INVITED', 'd' || n, 'x', now(), '2099-01-01' from generate_series(1, 4998) n`);
  const sent = await Promise.all(Array.from({ length: 5 }, (_, n) => told(spaceId, file(`mail\nx${n}@example.jp\ny${n}@example.jp`))));
  expect(sent.filter(({ invited }) => invited === 2)).toHaveLength(1);
  expect(sent.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(Array.from({ length: 8 }, () => 'LIMIT_REACHED'));
});
