import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readTable, workbookLines } from '@hiroba/server';
import { pdfPieces, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { getter } from '../../../../apps/api/security/pictures.ts';
import { startFort, type Fort } from '../../../../apps/api/security/support.ts';
import { openFileNames, openFiles, type ColumnKind, type OpenFileName } from '../src/domain/open-files.ts';
import { sentencesOf } from '../src/domain/text-ranges.ts';
import { announcedRound, behindTheGuard, draft, onRound, putRound } from './put-round.ts';

/** What leaves a round as a file: the figures and tables of real rounds, exactly, in every form; and nothing of who wrote. */
let fort: Fort;
let app: SpecApp;
let staff: Actor;
let room: PlacedRoom;
let get: ReturnType<typeof getter>;

const refusal = '... on Refusal { code field message }';
const send = `mutation M($roundId: ID!, $input: SubmissionInput!) { outcome: sendSubmission(roundId: $roundId, input: $input, wording: "x") {
  __typename ... on Submission { id receiptCode } ${refusal} } }`;
const register = `mutation M($roundId: ID!, $input: SubmissionInput!, $intake: SubmissionIntakeInput!) { outcome: registerSubmission(roundId: $roundId, input: $input, intake: $intake) {
  __typename ... on Submission { id } ${refusal} } }`;
const split = `mutation M($id: ID!, $marks: [Int!]!) { outcome: splitSubmission(id: $id, marks: $marks) { __typename ... on Submission { id } ${refusal} } }`;
const consider = `mutation M($ids: [ID!]!, $input: ConsiderationInput!) { outcome: considerOpinions(ids: $ids, input: $input) { __typename ... on Opinion { id } ${refusal} } }`;
const propose = (text: string) => onRound(`requestResultApproval(id: $id, input: { text: ${JSON.stringify(text)} })`);
const decided = onRound('approveRound(id: $id, external: { number: "企第9号", on: "2027-01-20" })');
const publish = onRound('publishRoundResult(id: $id)');

interface Letter {
  readonly body: string;
  readonly channel?: string;
  readonly category?: string | null;
  readonly page?: number;
  readonly reply?: (n: number) => string;
}

const units = [1, 2].map((n) => ({
  id: `01920000-0000-7000-8000-00000000000${n}`, kind: 'PARAGRAPH', level: 0, path: `1.p${n}`, text: `第${n}条の文。`, page: n === 1 ? 12 : null, relation: 'NEW', from: [],
}));
const person = { name: '佐々木権左衛門', kana: 'ササキゴンザエモン', address: '試験市北町99番地', mail: 'gonzaemon@mail.example', phone: '0790-12-3456' };

/** A round with these letters, each sentence of them an opinion, answered and published. */
async function published(letters: readonly Letter[], closesAt = '2026-12-23T00:00:00+09:00'): Promise<string> {
  const roundId = await putRound(app, staff, room.componentId, { opensAt: '2026-11-20T00:00:00+09:00', closesAt });
  await behindTheGuard(app, `insert into round_plan (id, organisation_id, round_id, kind, n, locale, source, units, sha256, imported_at, frozen_at)
    values (gen_random_uuid(), $1, $2, 'DRAFT', 1, 'ja', 'text', $3, repeat('0', 64), now(), now())`, [fort.city.organisationId, roundId, JSON.stringify(units)]);
  const sent: string[] = [];
  for (const { body, channel = 'ONLINE', category = '1', page } of letters) {
    fort.clock.advance(1_000);
    const input = { body, category, contact: person, unitId: page === undefined ? null : units[page === 12 ? 0 : 1]?.id };
    const { id } = channel === 'ONLINE'
      ? await fort.city.visitor().act(send, { roundId, input })
      : await staff.act(register, { roundId, input, intake: { channel, receivedAt: '2026-11-21T10:00:00+09:00' } });
    sent.push(id);
  }
  await behindTheGuard(app, `update round set stage = 'ANALYSIS', tail_closed_at = now() where id = $1`, [roundId]);
  await behindTheGuard(app, `update submission u set number = o.n from (select id, row_number() over (order by array_position($2::uuid[], id)) as n
    from submission where round_id = $1) o where u.id = o.id`, [roundId, sent]);
  for (const [at, { body, reply = () => '今後の参考とします。' }] of letters.entries()) {
    const many = sentencesOf(body).length;
    await staff.act(split, { id: sent[at], marks: Array.from({ length: many }, (_, n) => n + 1) });
    const made = await fort.query<{ id: string; n: number }>('select id, n from opinion where submission_id = $1 order by n', [sent[at]]);
    for (const { id, n } of made) await staff.act(consider, { ids: [id], input: { disposition: 'C', reply: reply(n), office: '企画課' } });
  }
  await staff.act(propose('ご意見をふまえて検討しました。'), { id: roundId });
  await staff.act(decided, { id: roundId });
  await staff.act(publish, { id: roundId });
  return roundId;
}

const file = async (name: string) => {
  const answer = await get(`/download/public-comments/${name}`);
  expect([name, answer.status]).toEqual([name, 200]);
  return answer.bytes;
};
const csvRows = (bytes: Buffer): string[][] => {
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.subarray(3).toString();
  expect(text).not.toMatch(/(?<!\r)\n/);
  return text.trimEnd().split('\r\n').map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ''));
};
const ndjson = (bytes: Buffer): Record<string, unknown>[] => bytes.toString().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);

let [f1, f2] = ['', ''];
const odd = ['0012', '1-2-3', '=1+1', '@SUM(A1)', '葛\u{e0100}城の神\ufa19と𠮷'];
const f2Letters: readonly Letter[] = Array.from({ length: 19 }, (_, n): Letter => ({
  body: n < 5 ? `${odd[n]}\n二つめの意見${n + 1}です。` : `意見${n + 1}です。`, category: n < 17 ? '1' : '2', ...(n % 2 === 0 && { page: 12 }), ...(n === 1 && { page: 13 }),
  reply: (at) => (n === 0 && at === 1 ? '=2+2 の考え方' : `${n + 1}番目の考え方です。`),
}));

beforeAll(async () => {
  fort = await startFort();
  app = fort as unknown as SpecApp;
  get = getter(fort);
  staff = await fort.city.staff();
  room = await fort.city.room(staff, 'public-comments', { actions: ['comment'], closesAt: null });
  await behindTheGuard(app, `update organisation set municipality_code = '282103' where id = $1`, [fort.city.organisationId]);
  f1 = await published([{ body: '一つめの意見です。二つめの意見です。', channel: 'COUNTER' }, { body: 'もう一つの意見です。' }]);
  f2 = await published(f2Letters);
}, 120_000);
afterAll(() => fort?.close());

describe('PC12 the tables of real rounds', () => {
  test('F1: one person with two opinions at the counter, one online, zeros everywhere else, three in all', async () => {
    const expected = [
      ['このサイト', '1', '1', '1'], ['郵送', '0', '0', '0'], ['ファックス', '0', '0', '0'], ['電子メール', '0', '0', '0'], ['窓口', '1', '1', '2'], ['合計', '2', '2', '3'],
    ].sort();
    const [head, ...rows] = csvRows(await file(`${f1}-means.csv`));
    expect(head).toEqual(['送り方', '提出者数', '提出通数', '意見件数']);
    expect(rows.sort()).toEqual(expected);
    const pieces = pdfPieces(await file(`${f1}.pdf`));
    const cells = pieces.filter(({ tag }) => tag === 'TH' || tag === 'TD').map(({ text }) => text);
    for (const row of expected) expect(cells.join('|')).toContain(row.join('|'));
    const counts = ndjson(await file(`${f1}-round_counts.ndjson`));
    const value = (figure: string, unit: string, code: string | null = null) => counts.find((row) => row.figure === figure && row.unit === unit && row.code === code)?.value;
    expect([value('RECEIVED', 'SUBMISSION'), value('COUNTED', 'PERSON'), value('COUNTED', 'OPINION'), value('CHANNEL', 'OPINION', 'COUNTER'), value('CHANNEL', 'PERSON', 'FAX')])
      .toEqual([2, 2, 3, 2, 0]);
  });

  test('F2: 24 opinions of 19 people, with the page or without, in CSV, in the workbook, on the page and in the PDF alike', async () => {
    const [head, ...rows] = csvRows(await file(`${f2}.csv`));
    expect(head).toEqual(['番号', '該当箇所', '意見の内容', '市の考え方', '取扱い', '案の修正', '担当課']);
    expect(rows).toHaveLength(24);
    expect(rows.slice(0, 4).map((row) => row.slice(0, 4))).toEqual([
      ['1-1', '12ページ', '0012', "'=2+2 の考え方"], ['1-2', '12ページ', '二つめの意見1です。', '1番目の考え方です。'],
      ['2-1', '1.p2', '1-2-3', '2番目の考え方です。'], ['2-2', '1.p2', '二つめの意見2です。', '2番目の考え方です。'],
    ]);
    expect(rows.filter(([, part]) => part === '案の全体')).not.toHaveLength(0);
    const plain = (text: string) => text.replace(/[\s␤]/g, '');
    const exact = ndjson(await file(`${f2}.ndjson`)).map((row) => Object.values(row).map(String));
    const sheet = workbookLines(await file(`${f2}.xlsx`))?.map(({ cells }) => cells.map((cell) => cell ?? ''));
    expect(sheet?.[0]).toEqual(head);
    expect(sheet?.slice(1).map((row) => row.map(plain))).toEqual(exact.map((row) => row.map(plain)));
    const { roundResult } = await fort.city.visitor().run<{ roundResult: { items: { number: number; n: number; page: number | null; text: string; reply: string }[] } }>(
      'query Q($id: ID!) { roundResult(roundId: $id, first: 100) { items { number n page text reply } } }', { id: f2 });
    expect(roundResult.items.map(({ number, n, text, reply }) => [`${number}-${n}`, text, reply])).toEqual(exact.map(([number, , text, reply]) => [number, text, reply]));
    expect(roundResult.items[0]?.page).toBe(12);
    // The PDF says the same, in order, as a table; what its typeface lacks is told at the end.
    const pieces = pdfPieces(await file(`${f2}.pdf`));
    const printed = pieces.filter(({ tag }) => tag === 'TH' || tag === 'TD').map(({ text }) => plain(text)).join('|');
    for (const row of exact.filter((each) => !each.join('').includes('葛'))) expect(printed).toContain(row.map(plain).join('|'));
    expect(printed).toContain('葛城の神\ufa19と〓');
    expect(pieces.find(({ tag }) => tag === 'H1')?.text).toBe('自転車活用推進計画（案）：意見と市の考え方');
    expect(pieces.map(({ text }) => text).join('')).toMatch(/U\+[0-9A-F]+/);
  });
});

const looksLike: Readonly<Record<ColumnKind, RegExp>> = {
  id: /^[\w./-]+$/, code: /^[A-Za-z0-9_-]+$/, text: /^[^\0]*$/, integer: /^\d+$/, day: /^\d{4}-\d\d-\d\d$/, instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/,
  url: /^https?:\/\/[\x21-\x7e]+$/, digest: /^[0-9a-f]{64}$/, flag: /^(true|false)$/,
};

describe('PC34 machines read every open file of a round', () => {
  test('one table each with a head of its own, one value in a cell, codes that the code table knows, ids that lead on; cells survive inert', async () => {
    const tables = new Map<OpenFileName, Record<string, unknown>[]>();
    for (const name of openFileNames) {
      const rows = ndjson(await file(`${f2}-${name}.ndjson`));
      tables.set(name, rows);
      const kinds = Object.entries(openFiles[name]);
      const [head, ...lines] = csvRows(await file(`${f2}-${name}.csv`));
      expect([name, head]).toEqual([name, kinds.map(([column]) => column)]);
      expect([name, new Set(head).size, head?.every((column) => /^[a-z][a-z0-9_]*$/.test(column))]).toEqual([name, kinds.length, true]);
      expect([name, lines.length, lines.every((line) => line.length === kinds.length)]).toEqual([name, rows.length, true]);
      expect([name, JSON.parse((await file(`${f2}-${name}.json`)).toString())]).toEqual([name, rows]);
      expect([name, new Set(rows.map(({ id }) => id)).size]).toEqual([name, rows.length]);
      for (const row of rows) {
        for (const [column, kind] of kinds) {
          const cell = row[column];
          if (cell === null) continue;
          expect([name, column, looksLike[kind].test(String(cell)), kind === 'integer' ? typeof cell : kind]).toEqual([name, column, true, kind === 'integer' ? 'number' : kind]);
        }
        if (name !== 'round_codes' && name !== 'round_columns') expect([name, row.municipality_code]).toEqual([name, '282103']);
      }
      // No cell is a formula, in whatever comes before it.
      for (const line of lines) for (const cell of line) expect([name, /^[=+\-@\t\r＝＋－＠]/.test(cell)]).toEqual([name, false]);
    }
    const of = (name: OpenFileName) => tables.get(name) ?? [];
    const known = new Set(of('round_codes').map(({ column, code }) => `${String(column)} ${String(code)}`));
    for (const [name, column] of [
      ['rounds', 'stage'], ['rounds', 'subject_type'], ['rounds', 'basis'], ['round_submissions', 'channel'], ['round_submissions', 'category'], ['round_opinions', 'publicity'],
      ['round_opinions', 'disposition'], ['round_counts', 'figure'], ['round_counts', 'unit'], ['round_units', 'unit_kind'], ['round_units', 'plan'], ['round_notices', 'notice_kind'],
    ] as const) {
      for (const row of of(name)) if (row[column] !== null) expect([name, known.has(`${column} ${String(row[column])}`)]).toEqual([name, true]);
    }
    const described = new Set(of('round_columns').map(({ file: name, column }) => `${String(name)}.${String(column)}`));
    for (const name of openFileNames) for (const column of Object.keys(openFiles[name])) expect(described.has(`${name}.${column}`)).toBe(true);
    expect(of('round_columns').every(({ label_ja: ja, label_en: en }) => Boolean(ja) && Boolean(en))).toBe(true);
    const ids = (name: OpenFileName) => new Set(of(name).map(({ id }) => id));
    expect(of('round_opinions').every(({ submission_id: id, reply_id: reply }) => ids('round_submissions').has(id) && ids('round_replies').has(reply))).toBe(true);
    expect([of('round_submissions').length, of('round_opinions').length, of('round_replies').length]).toEqual([19, 24, 20]);
    expect(of('round_opinions').filter((_, n) => n < 10 && n % 2 === 0).map(({ text }) => text)).toEqual(odd);
    const texts = csvRows(await file(`${f2}-round_opinions.csv`)).slice(1).map((row) => row[7]);
    expect([texts[0], texts[2], texts[4]]).toEqual(['0012', '1-2-3', "'=1+1"]);
    const sheet = readTable(await file(`${f2}.xlsx`), [{ name: '意見の内容' }]);
    expect(sheet.rows.slice(0, 6).map(({ cells }) => Object.values(cells)[0])).toEqual(expect.arrayContaining(['0012', '1-2-3', '=1+1']));
    // Of a kind of which there are fewer than three nothing is told.
    expect(new Set(of('round_submissions').map(({ category }) => category))).toEqual(new Set(['1', null]));
  });

  test('PUB-06 nothing of who wrote is in any of them; what is not published is not there, and a hidden space has no files', async () => {
    const all: Buffer[] = [await file(`${f2}.xlsx`)];
    for (const part of ['', '-means', ...openFileNames.map((name) => `-${name}`)]) for (const format of ['csv', 'json', 'ndjson']) all.push(await file(`${f2}${part}.${format}`));
    const told = [...all.map(String), pdfPieces(await file(`${f2}.pdf`)).map(({ text }) => text).join('')].join('');
    for (const value of Object.values(person)) expect(told.includes(value)).toBe(false);
    const open = await putRound(app, staff, room.componentId);
    await fort.city.visitor().act(send, { roundId: open, input: { body: '秘密の意見です。', category: '1', contact: person } });
    const status = async (name: string) => (await get(`/download/public-comments/${name}`)).status;
    expect(await Promise.all([`${open}.csv`, `${open}.pdf`, `${open}-means.csv`, `${open}-other.csv`, `${open}x.csv`, `${f2}-means.pdf`, `${f2}.cp932.zip`].map(status))).toEqual(Array(7).fill(404));
    for (const name of openFileNames) expect((await file(`${open}-${name}.ndjson`)).toString()).not.toContain('秘密の意見');
    expect((await file(`${open}-round_submissions.ndjson`)).toString()).toBe('');
    const city = ndjson((await get('/download/everything/rounds.ndjson')).bytes);
    expect(city.map(({ id }) => id)).toEqual(expect.arrayContaining([f1, f2, open]));
    expect(ndjson((await get(`/download/public-comments/${room.componentId}.ndjson`)).bytes)).toHaveLength(city.length);
    expect((await get(`/download/public-comments/${f2}.csv`, { host: 'other.test' })).status).toBe(404);
  });

  test('each file is one statement for so many rows, however many there are', async () => {
    for (const name of openFileNames.filter((each) => each !== 'round_columns')) {
      const { statements } = await fort.statements(() => file(`${f2}-${name}.ndjson`));
      const reads = statements.filter((statement) => /from round r/.test(statement) && /limit/.test(statement));
      expect([name, reads.length]).toEqual([name, 1]);
    }
  });
});

test('PUB-07 what was received is told to the last one, and each has its entry in the log', async () => {
  const [counts, submissions] = [ndjson(await file(`${f2}-round_counts.ndjson`)), ndjson(await file(`${f2}-round_submissions.ndjson`))];
  const value = (figure: string) => counts.find((row) => row.figure === figure && row.unit === 'SUBMISSION')?.value;
  const kept = await fort.query<{ id: string; n: number }>('select id, number as n from submission where round_id = $1 order by number', [f2]);
  expect([value('RECEIVED'), value('COUNTED'), submissions.map(({ id, number }) => [id, number])]).toEqual([19, 19, kept.map(({ id, n }) => [id, n])]);
  const logged = await fort.query<{ id: string }>(`select subject_id as id from log_entry where type = 'submission.received' and convert_from(leaf, 'UTF8')::jsonb -> 'data' ->> 'round' = $1`, [f2]);
  expect(logged.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
});

test('PC40 an address that somebody claims for himself makes no other source of him', async () => {
  fort.clock.set('2026-11-22T12:00:00+09:00');
  const roundId = await putRound(app, staff, room.componentId);
  for (let n = 0; n < 21; n += 1) {
    const headers = { 'x-forwarded-for': `203.0.113.${n}`, 'x-real-ip': `203.0.113.${n}`, forwarded: `for=203.0.113.${n}` };
    const { data } = await fort.graphql<{ outcome: { __typename: string } }>(send, { headers, variables: { roundId, input: { body: `意見${n}`, category: '1', contact: person } } });
    expect(data?.outcome.__typename).toBe('Submission');
  }
  expect(await fort.query('select count(distinct source)::int as sources, count(*) filter (where busy)::int as busy from submission where round_id = $1', [roundId])).toEqual([{ sources: 1, busy: 1 }]);
});

describe('PC33 PC15 feeds and calendars of rounds', () => {
  const entries = async (path: string) => {
    const { status, text, headers } = await fort.send({ method: 'GET', path });
    expect([path, status, headers['content-type']]).toEqual([path, 200, 'application/atom+xml; charset=utf-8']);
    return [...text.matchAll(/<entry>([\s\S]*?)<\/entry>/g)].map(([, entry = '']) => {
      const of = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(entry)?.[1] ?? '';
      return { id: of('id'), title: of('title'), summary: of('summary'), updated: of('updated'), href: /href="([^"]*)"/.exec(entry)?.[1] ?? '' };
    });
  };

  test('each change is one entry whose id stays; a short period names its reason; the calendar keeps its event', async () => {
    fort.clock.set('2026-12-01T09:00:00+09:00');
    const id = await announcedRound(staff, room.componentId, '2026-12-05T00:00:00+09:00', '2026-12-20T00:00:00+09:00');
    const path = `/ja/feeds/rounds.atom?of=${id}`;
    const first = await entries(path);
    expect(first.map(({ title }) => title)).toEqual(['まもなく募集します：緑の基本計画（案）']);
    expect(first[0]?.summary).toContain('期間が短い理由：国の期限に間に合わせるため');
    expect(first[0]?.href).toContain(`/ja/spaces/${room.slug}/public-comments/${room.componentId}/${id}`);
    fort.clock.set('2026-12-05T00:00:00+09:00');
    expect((await entries(path)).map(({ title }) => title.split('：')[0])).toEqual(['意見募集を始めました', 'まもなく募集します']);
    const ics = async () => {
      const { status, text } = await fort.send({ method: 'GET', path: `/ja/feeds/rounds.ics?of=${id}` });
      expect(status).toBe(200);
      const of = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(text.replaceAll('\r\n ', '').replaceAll('\r', ''))?.[1] ?? '';
      return { uid: of('UID'), sequence: Number(of('SEQUENCE')), end: of('DTEND'), status: of('STATUS'), events: text.split('BEGIN:VEVENT').length - 1 };
    };
    const before = await ics();
    expect(before).toMatchObject({ uid: `round.${id}@city.test`, end: '20261219T150000Z', status: 'CONFIRMED', events: 1 });
    await staff.act(onRound('extendRound(id: $id, closesAt: "2026-12-25T00:00:00+09:00", reason: "声が多いため")'), { id });
    const after = await ics();
    expect(after).toMatchObject({ uid: before.uid, end: '20261224T150000Z', events: 1 });
    expect(after.sequence).toBeGreaterThan(before.sequence);
    fort.clock.set('2026-12-06T00:00:00+09:00');
    await staff.act(onRound('withdrawRound(id: $id, reason: "案を作り直すため")'), { id });
    const last = await entries(path);
    expect(last.map(({ title }) => title.split('：')[0])).toEqual(['取りやめました', '期間を延ばしました', '意見募集を始めました', 'まもなく募集します']);
    expect([last[0]?.summary, last[1]?.summary]).toEqual([expect.stringContaining('案を作り直すため'), expect.stringContaining('声が多いため')]);
    expect(new Set(last.map((entry) => entry.id)).size).toBe(4);
    expect(last.slice(-1)).toEqual(first);
    expect((await ics()).status).toBe('CANCELLED');
    const { id: unheld } = await staff.act(draft, { componentId: room.componentId, input: { title: '規則の改正', summary: '名前を直します。', office: '総務課' } });
    await staff.act(onRound('declareRoundNotHeld(id: $id, exemption: "MINOR", reason: "名前だけのため")'), { id: unheld });
    // The city, the space and the place have the same entry under the same id; a draft is in none of them.
    const { id: secret } = await staff.act(draft, { componentId: room.componentId, input: { title: '秘密の案', summary: 'x' } });
    for (const query of ['', `?space=${room.slug}`, `?of=${room.componentId}`]) {
      const all = await entries(`/ja/feeds/rounds.atom${query}`);
      expect(all.map((entry) => entry.id)).toContain(first[0]?.id);
      expect(all.find(({ title }) => title === '意見募集をせずに決めました：規則の改正')?.summary).toBe('理由：名前だけのため');
      expect(JSON.stringify(all)).not.toContain('秘密の案');
    }
    const status = async (at: string) => (await fort.send({ method: 'GET', path: at })).status;
    expect(await Promise.all([`/ja/feeds/rounds.atom?of=${secret}`, '/ja/feeds/rounds.ics?of=x', '/ja/feeds/rounds.atom?space=nowhere', '/ja/feeds/rounds.rss'].map(status)))
      .toEqual([404, 404, 404, 404]);
    expect((await fort.send({ method: 'GET', path, host: 'other.test' })).status).toBe(404);
  });
});
