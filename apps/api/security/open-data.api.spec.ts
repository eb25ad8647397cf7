import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { Jobs, NightlyFiles, readTable, workbookLines } from '@hiroba/server';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { attachFile, publishDraft } from './attaching.ts';
import { getter } from './pictures.ts';
import { comment } from './scene.ts';
import { startFort, type Fort } from './support.ts';

/** The open data of a whole city: what everybody sees and nothing else, from one snapshot, in every form. */
let fort: Fort;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;
let published: string;
let get: ReturnType<typeof getter>;

beforeAll(async () => {
  fort = await startFort();
  get = getter(fort);
  staff = await fort.city.staff();
  hana = await fort.city.citizen('花');
  room = await fort.city.room(staff, 'proposals', { settings: { attachments: true, drafts: 50 } });
  published = await fort.city.draft(hana, room.componentId, { title: '=1+1 の𠮷', body: '一行目\n二行目' });
  await hana.act(attachFile, { id: published, file: new File(['公開の資料'], '計画.txt') });
  await hana.act(publishDraft, { id: published });
  await comment(hana, published, 'よい案です。');
  const draft = await fort.city.draft(hana, room.componentId, { title: '秘密の下書き' });
  await hana.act(attachFile, { id: draft, file: new File(['秘密の資料'], '秘密.txt') });
  const hidden = await fort.city.room(staff, 'proposals', { publish: false });
  expect(hidden.slug).not.toBe(room.slug);
});
afterAll(() => fort?.close());

const path = (name: string): string => `/download/everything/${name}`;
const rowsOf = async (name: string): Promise<Record<string, unknown>[]> =>
  (await get(path(`${name}.ndjson`))).bytes
    .toString()
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("lists its sets with their columns, in the reader's language", async () => {
  const { openDataSets } = await hana.run<{ openDataSets: { name: string; title: string; columns: string[] }[] }>(
    '{ openDataSets { name title columns } }',
  );
  const names = ['spaces', 'phases', 'comments', 'attachments', 'taxonomies', 'proposals', 'proposal_versions'];
  expect(openDataSets.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  expect(
    openDataSets.every(
      ({ title, columns }) => /[ぁ-んァ-ヶ一-龠]/.test(title) && ['id', 'puid', 'month'].includes(columns[0] ?? ''),
    ),
  ).toBe(true);
});

test('holds what everybody sees, by ids that fit together, and nothing of drafts and hidden spaces', async () => {
  const [spaces, phases, proposals, comments, files] = await Promise.all(
    ['spaces', 'phases', 'proposals', 'comments', 'attachments'].map(rowsOf),
  );
  expect(spaces?.map(({ id }) => id)).toEqual([room.spaceId]);
  expect(phases?.map(({ space_id: id }) => id)).toEqual([room.spaceId]);
  expect(proposals).toMatchObject([
    { id: published, title: '=1+1 の𠮷', body: '一行目\n二行目', attachments: 1, space_id: room.spaceId },
  ]);
  expect(comments).toMatchObject([{ root_id: published, body: 'よい案です。' }]);
  const [row] = await fort.query<{ digest: string }>('select digest from attachment where subject_id = $1', [
    published,
  ]);
  expect(files).toMatchObject([
    {
      subject_type: 'proposal',
      subject_id: published,
      name: '計画.txt',
      digest: row?.digest,
      url: expect.stringContaining(`/files/${row?.digest}`),
    },
  ]);
  const zip = await get(path('open-data.zip'));
  for (const bytes of Object.values(unzipSync(new Uint8Array(zip.bytes))))
    expect(Buffer.from(bytes).toString()).not.toContain('秘密');
});

test('comes as one ZIP whose manifest tells rows, sizes and digests that are right', async () => {
  const zip = await get(path('open-data.zip'));
  expect([zip.status, zip.headers['content-type']]).toEqual([200, 'application/zip']);
  const entries = unzipSync(new Uint8Array(zip.bytes));
  const manifest = JSON.parse(Buffer.from(entries['manifest.json'] ?? []).toString()) as {
    licence: string;
    files: { file: string; rows: number; bytes: number; sha256: string }[];
  };
  expect(manifest.licence).toBe('CC BY 4.0');
  const readme = Buffer.from(entries['README.txt'] ?? []).toString();
  expect(readme).toContain('https://creativecommons.org/licenses/by/4.0/');
  for (const { file } of manifest.files) expect(readme).toContain(`\n${file}   `);
  expect(manifest.files.map(({ file }) => file).sort()).toEqual(
    Object.keys(entries)
      .filter((name) => name !== 'manifest.json' && name !== 'README.txt')
      .sort(),
  );
  for (const { file, rows, bytes, sha256 } of manifest.files) {
    const content = Buffer.from(entries[file] ?? []);
    expect([file, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([file, bytes, sha256]);
    if (file.endsWith('.ndjson')) expect([file, content.toString().split('\n').length - 1]).toEqual([file, rows]);
  }
});

test('comes to those who work here also for spreadsheets: as text cells, and in CP932 with what is lost', async () => {
  const cookie = await fort.signIn(staff);
  const sheet = await get(path('proposals.xlsx'), { headers: { cookie } });
  const [header, first] = workbookLines(sheet.bytes) ?? [];
  const title = header?.cells.indexOf('title') ?? -1;
  expect([sheet.headers['content-type'], first?.cells[title]]).toEqual([
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    '=1+1 の𠮷',
  ]);
  expect(readTable(sheet.bytes, [{ name: 'id' }, { name: 'title' }]).rows).toMatchObject([
    { cells: { id: published, title: '=1+1 の𠮷' } },
  ]);
  const old = unzipSync(new Uint8Array((await get(path('proposals.cp932.zip'), { headers: { cookie } })).bytes));
  expect(Buffer.from(old['lost-characters.csv'] ?? []).toString()).toContain('2,title,𠮷');
  for (const other of [undefined, await fort.signIn(hana)]) {
    expect((await get(path('proposals.xlsx'), other ? { headers: { cookie: other } } : {})).status).toBe(404);
  }
});

test("is each city's own, and what is no set is not there", async () => {
  expect((await get(path('proposals.ndjson'), { host: 'other.test' })).bytes.toString()).toBe('');
  for (const name of ['nothing.csv', 'proposals.exe', 'proposals', '..%2fproposals.csv', 'open-data.zip.csv']) {
    expect([name, (await get(path(name))).status]).toEqual([name, 404]);
  }
  const head = await get(path('open-data.zip'), { method: 'HEAD' });
  expect([head.status, head.bytes.length]).toEqual([200, 0]);
});

describe('the files of the night', () => {
  interface Edition {
    readonly madeAt: string | null;
    readonly failedAt: string | null;
    readonly files: readonly { file: string; madeAt: string; rows: number | null; bytes: number; digest: string }[];
  }
  const nightly = () => fort.server.nest.get(NightlyFiles);
  const jobs = () => fort.server.nest.get(Jobs);
  const edition = async (who: Actor = fort.city.visitor()): Promise<Edition> =>
    (
      await who.run<{ nightlyFiles: Edition }>(
        '{ nightlyFiles { madeAt failedAt files { file madeAt rows bytes digest } } }',
      )
    ).nightlyFiles;
  const ofNight = (name: string, more: object = {}) => get(`/download/nightly/${name}`, more);
  /** What the clock queues at an instant; it stays in the queue, marked as seen. */
  const queuedAt = async (at: string): Promise<string[]> => {
    fort.clock.set(at);
    await nightly().settle();
    const rows = await fort.query<{ id: string }>(`
      update graphile_worker._private_jobs j set priority = 0 from graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = 'nightly' and j.priority <> 0 returning j.payload ->> 'organisationId' as id`);
    return rows.map(({ id }) => id).sort();
  };
  const both = () => [fort.city.organisationId, fort.other.organisationId].sort();
  const make = async (at: string) => {
    fort.clock.set(at);
    await jobs().nightly(fort.city.organisationId);
  };

  test("are made once for each night, from three o'clock of the city on", async () => {
    expect(await edition()).toEqual({ madeAt: null, failedAt: null, files: [] });
    expect(await ofNight('proposals.csv')).toMatchObject({
      status: 302,
      headers: { location: '/download/everything/proposals.csv' },
    });
    expect(await queuedAt('2026-11-22T12:00:00+09:00')).toEqual(both());
    expect(await queuedAt('2026-11-23T02:59:59.999+09:00')).toEqual([]);
    expect(await queuedAt('2026-11-23T03:00:00+09:00')).toEqual(both());
    expect(await queuedAt('2026-11-23T03:01:00+09:00')).toEqual([]);
    expect(await queuedAt('2026-11-26T12:00:00+09:00')).toEqual(both());
  });

  test('are queued again when servers died over every attempt, and only then', async () => {
    const attempts = (n: number, locked: string) =>
      fort.query(`
      update graphile_worker._private_jobs j set attempts = ${n}, locked_at = ${locked} from graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = 'nightly' and j.payload ->> 'organisationId' = '${fort.city.organisationId}'`);
    await attempts(5, 'now()');
    expect(await queuedAt('2026-11-26T12:10:00+09:00')).toEqual([]);
    await attempts(5, 'null');
    expect(await queuedAt('2026-11-26T12:04:59.999+09:00')).toEqual([]);
    expect(await queuedAt('2026-11-26T12:10:00+09:00')).toEqual([fort.city.organisationId]);
    expect(await queuedAt('2026-11-26T12:20:00+09:00')).toEqual([]);
  });

  test('come with size and digest, hold what everybody sees and nothing else, and all of it in one ZIP', async () => {
    await make('2026-11-27T03:00:00+09:00');
    const { files, madeAt, failedAt } = await edition();
    expect([madeAt, failedAt]).toEqual(['2026-11-26T18:00:00.000Z', null]);
    expect(files.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['proposals.csv', 'proposals.ndjson', 'comments.csv', 'open-data.zip']),
    );
    for (const { file, bytes, digest, rows } of files) {
      const { status, bytes: content, headers } = await ofNight(file);
      expect([file, status, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([
        file,
        200,
        bytes,
        digest,
      ]);
      expect(headers).toMatchObject({
        etag: `"${digest}"`,
        'content-length': String(bytes),
        'cache-control': 'no-cache',
      });
      expect(content.toString()).not.toContain('秘密');
      if (file.endsWith('.ndjson')) expect([file, content.toString().split('\n').length - 1]).toEqual([file, rows]);
      if (file.endsWith('.ndjson')) expect(content.equals((await get(path(file))).bytes)).toBe(true);
    }
    const zip = unzipSync(new Uint8Array((await ofNight('open-data.zip')).bytes));
    expect(Buffer.from(zip['proposals.csv'] ?? []).equals((await ofNight('proposals.csv')).bytes)).toBe(true);
    expect((await ofNight('proposals.csv', { method: 'HEAD' })).bytes.length).toBe(0);
    const etag = (await ofNight('proposals.csv')).headers.etag as string;
    expect((await ofNight('proposals.csv', { headers: { 'if-none-match': etag } })).status).toBe(304);
    // Another city has its own, and no name leads out of the folder.
    expect((await ofNight('proposals.csv', { host: 'other.test' })).status).toBe(302);
    for (const name of ['nothing.csv', 'proposals.xlsx', 'manifest.json', '..%2fproposals.csv', 'open-data.zip.csv'])
      expect([name, (await ofNight(name)).status]).toEqual([name, 404]);
  });

  test('are handed out no more from the moment a text is withheld or a space is for members only, and are made anew', async () => {
    const secret = await fort.city.proposal(hana, room.componentId, { title: '夜のうちの秘密' });
    expect(await queuedAt('2026-11-27T03:10:00+09:00')).toEqual(both());
    await make('2026-11-27T03:10:00+09:00');
    expect((await ofNight('proposals.csv')).bytes.toString()).toContain('夜のうちの秘密');
    const before = await edition();
    fort.clock.set('2026-11-27T09:00:00+09:00');
    const moderator = await fort.city.person('確認の担当', [{ role: 'MODERATOR' }]);
    await moderator.act(
      `mutation W($id: ID!) { outcome: withholdText(subjectKind: "proposal", subjectId: $id, rule: "R5", reason: "他の人の情報") {
        __typename ... on ModerationDecision { id } ... on Refusal { code field } } }`,
      { id: secret },
    );
    for (const name of ['proposals.csv', 'comments.ndjson', 'open-data.zip'])
      expect([name, (await ofNight(name)).status]).toEqual([name, 302]);
    expect((await edition()).files).toEqual([]);
    expect((await get(path('proposals.csv'))).bytes.toString()).not.toContain('夜のうちの秘密');
    // Not before an act that began earlier must have ended; from then on within a minute, and not every minute.
    expect(await queuedAt('2026-11-27T09:01:59.999+09:00')).toEqual([]);
    expect(await queuedAt('2026-11-27T09:02:00+09:00')).toEqual([fort.city.organisationId]);
    expect(await queuedAt('2026-11-27T09:03:00+09:00')).toEqual([]);
    await make('2026-11-27T09:02:00.001+09:00');
    expect((await ofNight('proposals.csv')).status).toBe(200);
    const after = await edition();
    for (const { file } of after.files) expect((await ofNight(file)).bytes.toString()).not.toContain('夜のうちの秘密');
    expect(await queuedAt('2026-11-27T12:00:00+09:00')).toEqual([]);
    // Of the files before, the digests are still there.
    const digests = (await ofNight('digests.csv')).bytes.toString();
    for (const { digest } of [...before.files, ...after.files]) expect(digests).toContain(digest);
    const { spaceById } = await staff.run<{ spaceById: { edition: number } }>(
      'query Q($id: ID!) { spaceById(id: $id) { edition } }',
      { id: room.spaceId },
    );
    await staff.act(
      `mutation V($id: ID!, $edition: Int!) { outcome: setSpaceVisibility(id: $id, edition: $edition, visibility: MEMBERS_ONLY) {
      __typename ... on Refusal { code field message } ... on Space { id } } }`,
      { id: room.spaceId, edition: spaceById.edition },
    );
    expect((await ofNight('proposals.csv')).status).toBe(302);
    await make('2026-11-27T12:03:00+09:00');
    expect([(await ofNight('proposals.ndjson')).bytes.length, (await ofNight('comments.ndjson')).bytes.length]).toEqual(
      [0, 0],
    );
  });

  test('that cannot be made leave those of before, and the page says so', async () => {
    await fort.query('alter table taxonomy_node rename to taxonomy_away');
    await expect(make('2026-11-28T03:00:00+09:00')).rejects.toThrow();
    await expect(jobs().nightly(fort.city.organisationId, true)).rejects.toThrow();
    await fort.query('alter table taxonomy_away rename to taxonomy_node');
    expect(await edition()).toMatchObject({ madeAt: '2026-11-27T03:03:00.000Z', failedAt: '2026-11-27T18:00:00.000Z' });
    expect((await ofNight('spaces.csv')).status).toBe(200);
    await make('2026-11-29T03:00:00+09:00');
    expect(await edition()).toMatchObject({ madeAt: '2026-11-28T18:00:00.000Z', failedAt: null });
  });
});

test('STA1 figures of participation are those of the other files; few people are not told, nor what would tell of them', async () => {
  const long = { opensAt: '2020-01-01T00:00:00+09:00', closesAt: null, settings: { drafts: 50 } };
  const [busy, quiet] = [
    await fort.city.room(staff, 'proposals', long),
    await fort.city.room(staff, 'proposals', long),
  ];
  fort.clock.set('2020-02-29T23:59:59.999+09:00');
  const people = await Promise.all(Array.from({ length: 6 }, (_, n) => fort.city.citizen(`人${n}`)));
  for (const who of people) await fort.city.proposal(who, busy.componentId);
  await fort.city.proposal(people[0] as Actor, quiet.componentId);
  await fort.city.proposal(people[0] as Actor, quiet.componentId);
  fort.clock.set('2020-03-01T00:00:00+09:00');
  await fort.city.proposal(people[0] as Actor, busy.componentId);
  const [figures, proposals] = [await rowsOf('participation'), await rowsOf('proposals')];
  const value = (month: string, space: string | null, figure: string) =>
    figures.find((row) => row.month === month && row.space_id === space && row.figure === figure)?.value;
  const counted = (month: string, space: string | null) =>
    proposals.filter((row) => String(row.published_at).startsWith(month) && (space === null || row.space_id === space))
      .length;
  for (const [month, space] of [
    ['2020-02', busy.spaceId],
    ['2020-02', quiet.spaceId],
    ['2020-02', null],
    ['2020-03', busy.spaceId],
  ] as const) {
    expect(value(month, space, 'published')).toBe(counted(month, space));
  }
  expect(value('2020-02', quiet.spaceId, 'participants')).toBe('1-4');
  expect([value('2020-02', busy.spaceId, 'participants'), value('2020-02', null, 'participants')]).toEqual([
    null,
    null,
  ]);
  // Nothing of the month that is not over: two nights of it would tell who came in between.
  const now = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Tokyo', year: 'numeric', month: '2-digit' }).format(
    new Date(),
  );
  expect(figures.filter(({ month }) => String(month) >= now)).toEqual([]);
});

test('each file names the licence that the city has chosen', async () => {
  const { organisation } = await hana.run<{ organisation: { rev: number } }>('{ organisation { rev licence } }');
  const admin = await fort.city.admin();
  const edit = `mutation E($rev: Int!, $licence: String!) { outcome: editOrganisation(rev: $rev, input: { licence: $licence }) {
    __typename ... on Organisation { id } ... on Refusal { code field } } }`;
  expect(await admin.refused(edit, { rev: organisation.rev, licence: 'WTFPL' })).toBe('BAD_FORMAT licence');
  expect((await get(path('spaces.csv'))).headers.link).toBe(
    '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
  );
  expect(await admin.refused(edit, { rev: organisation.rev, licence: 'PDL-1.0' })).toBeUndefined();
  expect((await get(path('spaces.csv'))).headers.link).toContain('public_data_license');
  const readme = Buffer.from(unzipSync((await get(path('open-data.zip'))).bytes)['README.txt'] ?? []).toString();
  expect(readme).toContain('公共データ利用規約（第1.0版）');
});
