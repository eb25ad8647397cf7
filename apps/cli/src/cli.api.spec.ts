import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { readConfig } from '@hiroba/api/config';
import { setupLinks } from '@hiroba/api/welcome';
import { sql } from '@hiroba/server';
import { LogKeeper } from '@hiroba/transparency/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { checkRecord, rebuild } from './check-record.ts';
import { exportSpace, type WrittenFile } from './export-space.ts';
import { inHouse, Trouble, type House } from './house.ts';
import { importVote } from './import-vote.ts';
import { importProposals, problemLines, type ImportOptions } from './import-proposals.ts';
import { checkLog, recoverLog, showKey } from './log.ts';
import { codeAt } from './totp.ts';

const secret = Buffer.alloc(32, 7).toString('base64');
const folder = mkdtempSync(path.join(tmpdir(), 'hiroba-cli-'));
const shared = new URL('../../../../shared/data/comments/', import.meta.url);

let app: SpecApp;
let staff: Actor;

beforeAll(async () => {
  app = await startApp({ now: new Date().toISOString() });
  staff = await app.world.staff();
});
afterAll(() => app?.close());

const room = (): Promise<PlacedRoom> => app.world.room(staff, 'proposals', { opensAt: '2026-01-01T00:00:00+09:00', closesAt: null });
const run = <T>(work: (house: House) => Promise<T>): Promise<T> =>
  inHouse(readConfig({ DATABASE_URL: app.url, HIROBA_SECRET: secret, HIROBA_DATA: folder, PORT: '3100' }), work);
const file = (name: string, content: string): string => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};
const imported = (name: string, options: ImportOptions) => run((house) => importProposals(house, name, options));

describe('hiroba import proposals', () => {
  test('finds the space by its address and the component by title, and says what it did', async () => {
    const { slug } = await room();
    const texts = file('texts.csv', 'id,text,responseGroup,page\n0012,木を植える。,G1,3\n12,水をまく。,G1,4\n');
    const answers = file('answers.csv', 'responseGroup,text,opinions\nG1,植えます。,2\n');
    expect(await imported(texts, { space: slug, component: '募集', answers })).toEqual({ ok: true, text: [
      `${texts}: 2 rows (UTF-8)`, '  2 proposals added, 2 answers given', '  columns nobody knows here, left aside: page'].join('\n') });
    expect((await imported(texts, { space: slug, answers })).text)
      .toContain('0 proposals added, 0 answers given\n  2 were there already and stay as they are: 0012, 12');
  });

  test('names the line of each problem and changes nothing', async () => {
    const { slug, componentId } = await room();
    const texts = file('broken.csv', 'id,text\n1,よい。\n2,\n');
    expect(await imported(texts, { space: slug })).toEqual({ ok: false, text: `${texts}:3: body is empty\n1 problem. Nothing was changed.` });
    expect(await app.server.db.rows(sql`select id from proposal where component_id = ${componentId}`)).toEqual([]);
  });

  test('tells the same of many rows in one line', () => {
    const problem = (line: number, code = 'PHASE_CLOSED') => ({ file: 'PROPOSALS' as const, line, code });
    expect(problemLines([problem(2), problem(3), problem(4), problem(5, 'EMPTY')], () => 'a.csv')).toEqual([
      'a.csv:2-4: no phase of this space is open for proposals', 'a.csv:5: is empty']);
  });

  it.each([
    ['a space nobody has', 'x.csv', { space: 'nowhere' }, /There is no space nowhere/],
    ['a file that is not there', 'missing.csv', { space: 'nowhere' }, /cannot be read \(ENOENT\)/],
    ['a city that lives elsewhere', 'x.csv', { space: 'nowhere', host: 'other.test' }, /No city lives at other.test/],
  ])('tells of %s in one sentence', async (_, name, options, sentence) => {
    file('x.csv', 'id,text\n1,木\n');
    await expect(imported(path.join(folder, name), options)).rejects.toThrow(sentence);
    await expect(imported(path.join(folder, name), options)).rejects.toBeInstanceOf(Trouble);
  });
});

describe('hiroba vote import', () => {
  test('V20 makes a draft with the projects of a Pabulib file, and says where it is', async () => {
    const { slug, componentId } = await app.world.room(staff, 'votes', { actions: [] });
    const known = new URL('../../../../shared/data/pb/elections/micro-ties.pb', import.meta.url);
    const texts = existsSync(known) ? known.pathname : file('few.pb',
      'META\nkey;value\ndescription;Ties\nvote_type;approval\nbudget;100\nPROJECTS\nproject_id;cost;name\n10;20;Ten\n9;20;Nine\n8;30;Eight\n7;61;Dear\n6;5;Six\n5;9;Five\n'
        + 'VOTES\nvoter_id;age;vote\n1;34;10,9\n2;71;8\n');
    const text = await run((house) => importVote(house, texts, { space: slug, office: '企画課' }));
    const id = /votes\/[^/]+\/([^/]+)\/set-up$/.exec(text)?.[1];
    expect(text).toContain(': a draft with 6 projects');
    const { vote } = await staff.run<{ vote: { preview: string } }>(
      `query Q($id: ID!) { vote(id: $id) { componentId status type method parameters { budget } options { code cost } preview } }`, { id });
    expect(vote).toMatchObject({ componentId, status: 'DRAFT', type: 'approval', method: 'mesCostAdd1Utilitarian' });
    expect(vote).toMatchObject({ options: expect.arrayContaining([{ code: '10', cost: '20' }, { code: '6', cost: '5' }]) });
    expect(JSON.parse(vote.preview)).toMatchObject({ kind: 'BUDGET', options: 6 });
    // Another option gets a name that none of the file has.
    const added = `mutation M($id: ID!, $input: VoteOptionInput!) { outcome: addVoteOption(voteId: $id, input: $input) { __typename ... on Vote { id options { code } } ... on Refusal { code } } }`;
    expect(await staff.act(added, { id, input: { title: { ja: 'もう一つ' }, cost: '1', spot: { lat: '34.5, 134.4' } } }))
      .toMatchObject({ options: expect.arrayContaining([{ code: '11' }]) });
    await expect(run((house) => importVote(house, file('bad.pb', 'META\nkey;value\n'), { space: slug }))).rejects.toThrow(/no budgeting election/);
    await expect(run((house) => importVote(house, texts, { space: slug, component: '別の場所' }))).rejects.toThrow(/no such place/);
  });
});

describe('hiroba export space', () => {
  test('A4 writes back what was imported: the same ids and words in every file, and a manifest that holds', async () => {
    const from = existsSync(shared) ? new URL('ja-yamaguchi-opinions.csv', shared).pathname : file('few.csv', 'id,text\n0012,=木\n12,"水\nと土"\n');
    const { slug } = await room();
    const dir = path.join(folder, 'out');
    await imported(from, { space: slug });
    expect(await run((house) => exportSpace(house, slug, { dir, licence: 'CC BY 4.0' }))).toContain('proposals');
    const manifest = JSON.parse(readFileSync(path.join(dir, 'manifest.json'), 'utf8')) as { licence: string; files: WrittenFile[]; space: object };
    expect(readdirSync(dir).sort()).toEqual(['manifest.json', ...manifest.files.map((each) => each.file)].sort());
    expect(manifest).toMatchObject({ licence: 'CC BY 4.0', space: { slug } });
    for (const { file: name, sha256, bytes, rows, columns } of manifest.files) {
      const content = readFileSync(path.join(dir, name));
      expect([createHash('sha256').update(content).digest('hex'), content.length]).toEqual([sha256, bytes]);
      const read = name.endsWith('.csv') ? (parse(content, { columns: true, bom: true }) as object[])
        : content.toString().split('\n').filter(Boolean).map((line) => JSON.parse(line) as object);
      expect(read).toHaveLength(rows);
      if (read[0]) expect(Object.keys(read[0])).toEqual(columns);
    }
    const given = parse(readFileSync(from), { columns: true, bom: true }) as { id: string; text: string }[];
    const exact = readFileSync(path.join(dir, 'proposals.ndjson'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, string>);
    expect(exact.map(({ external_id: id, body }) => [id, body])).toEqual(given.map(({ id, text }) => [id, text]));
    const other = await room();
    expect(await imported(path.join(dir, 'proposals.csv'), { space: other.slug })).toMatchObject({ ok: true });
  }, 240_000);

  test('refuses a draft', async () => {
    const { slug } = await app.world.room(staff, 'proposals', { publish: false });
    await expect(run((house) => exportSpace(house, slug, { dir: path.join(folder, 'no'), licence: 'CC BY 4.0' }))).rejects.toThrow(/is a draft/);
  });
});

test('hiroba log key makes the key of a city once, and shows it without its secret', async () => {
  const shown = await run((house) => showKey(house));
  expect(shown).toMatch(/^city\.test\/log\/public\+[0-9a-f]{8}\+\S{44}\n {2}origin {2}city\.test\/log\/public\n/);
  expect(shown).not.toContain('PRIVATE');
  expect(await run((house) => showKey(house))).toBe(shown);
});

test('hiroba log recover finds nothing to bring back where nothing is missing', async () => {
  await run(async (house) => { await house.get(LogKeeper).keep(); });
  expect(await run((house) => recoverLog(house, {}))).toMatch(/^The log had (\d+) entries in the database and \1 signed ones; 0 were brought back\.$/);
  expect(await run((house) => checkLog(house))).toMatch(/^\d+ entries: numbers, tree/);
  const note = file('checkpoint', 'nothing');
  await expect(run((house) => recoverLog(house, { acceptState: note }))).rejects.toThrow('SIGNER_STATE_BROKEN');
});

describe('hiroba check', () => {
  test('finds nothing wrong after people proposed, supported and talked', async () => {
    const { componentId } = await room();
    const hana = await app.world.citizen();
    const id = await app.world.proposal(hana, componentId);
    await (await app.world.citizen()).act('mutation S($id: ID!) { outcome: supportProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code } } }', { id });
    await hana.act(`mutation C($id: ID!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: "はい") {
      __typename ... on Comment { id } ... on Refusal { code } } }`, { id });
    expect(await run((house) => checkRecord(house, {}))).toMatchObject({ ok: true });
    await app.world.settle();
    expect(await run((house) => checkRecord(house, {}))).toMatchObject({ ok: true });
  });

  test('names a counter that differs from its rows, and makes it and its copy anew when asked', async () => {
    await app.server.db.rows(sql`update counter set n = n + 3 where counter = 'supports'`);
    expect(await run((house) => checkRecord(house, {}))).toMatchObject({ ok: false, text: expect.stringMatching(/supports of \S+: counted 4, but there are 1/) });
    expect(await run((house) => checkRecord(house, { repair: true }))).toMatchObject({ ok: true, text: expect.stringContaining('2 counters were made anew') });
    expect(await run((house) => checkRecord(house, {}))).toMatchObject({ ok: true });
    expect(await run(rebuild)).toBe('All counters were made anew; 0 of them had been wrong.');
  });

  test('I4 finds a row that moved on without its entry, and a changed leaf', async () => {
    const [row] = await app.server.db.rows<{ id: string }>(sql`select id from proposal where rev = 1 limit 1`);
    const client = await app.server.db.pool.connect();
    await client.query('begin; set local session_replication_role = replica');
    await client.query('update proposal set rev = 2 where id = $1', [row?.id]);
    await client.query('update log_entry set leaf = leaf || $1 where id = (select min(id) from log_entry)', [Buffer.from(' ')]);
    await client.query('commit');
    client.release();
    const { ok, text } = await run((house) => checkRecord(house, {}));
    expect({ ok, problems: text.match(/^ {2}(ROW_WITHOUT_ENTRY|BAD_LEAF).*/gm)?.length }).toEqual({ ok: false, problems: 2 });
    expect(text).toContain(`ROW_WITHOUT_ENTRY proposal ${row?.id}`);
  });
});

test('hiroba totp gives the code of RFC 6238', () => {
  expect(codeAt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', new Date(59_000))).toEqual({ code: '287082', seconds: 1 });
  expect(() => codeAt('no secret!', new Date())).toThrow(Trouble);
});

test('hiroba admin link leads to the set-up of a city until somebody administers it', async () => {
  const links = await run((house) => setupLinks(house, house.config));
  expect(links).toHaveLength(1);
  expect(links[0]).toMatch(/^https:\/\/city\.test\/ja\/setup\?key=[A-Za-z0-9_-]{43}$/);
  await app.world.admin();
  expect(await run((house) => setupLinks(house, house.config))).toEqual([]);
});
