import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { Refusal } from '@hiroba/kernel';
import { sql, type Caller } from '@hiroba/server';
import { filedPaths } from '@hiroba/taxonomies/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { ProposalImport, type ImportReport, type ImportRequest } from './proposal.import.ts';

const shared = new URL('../../../../../../shared/data/', import.meta.url);
const sharedTest = (name: string, body: () => Promise<void>) =>
  (existsSync(shared) ? test(name, body, 240_000) : test(`${name} (skipped: ../shared/data is absent)`, () => console.warn('../shared/data is absent')));
const sharedFile = (path: string): Buffer => readFileSync(new URL(path, shared));

let app: SpecApp;
let staff: Actor;
let operator: Caller;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  operator = { organisationId: app.world.organisationId, grants: [], level: 0, mfa: false, locale: 'ja', operator: true };
});
afterAll(() => app?.close());

const room = (): Promise<PlacedRoom> => app.world.room(staff, 'proposals');
const bytes = (text: string): Buffer => Buffer.from(text);
async function run(request: Omit<ImportRequest, 'texts' | 'answers'> & { texts: Uint8Array | string; answers?: Uint8Array | string }, caller = operator) {
  const file = (each: Uint8Array | string) => (typeof each === 'string' ? bytes(each) : each);
  return app.server.nest.get(ProposalImport).run(caller, {
    ...request, texts: file(request.texts), answers: request.answers === undefined ? undefined : file(request.answers),
  }) as Promise<ImportReport>;
}
const told = ({ problems }: ImportReport): string[] => problems.map(({ line, column, code }) => `${line} ${column ?? '-'} ${code}`);
const stored = (componentId: string) => app.server.db.rows<Record<string, unknown>>(sql`
  select external_id as id, title, body, author_id as author,
    (select n.name ->> 'ja' from taxonomy_use u join taxonomy_node n on n.id = u.node_id where u.subject_id = proposal.id and u.chosen) as heading,
    answer_kind as answer, answer_office as office, rev, credited_to as credit
  from proposal where component_id = ${componentId} order by external_id`);
const entries = async (componentId: string): Promise<number> => Number((await app.server.db.first<{ n: string }>(sql`
  select count(*) as n from log_entry e join proposal p on p.id::text = e.subject_id where p.component_id = ${componentId}`))?.n);

const small = 'external_id,title,body\n7,,木を植える。\n17,題,水をまく。\n1234567,,石を置く。\n0012,,灯りをともす。\n';

describe('an import', () => {
  sharedTest('A4 of 229 opinions with their 39 replies loses nothing; again it changes nothing', async () => {
    const { componentId } = await room();
    const request = {
      componentId, texts: sharedFile('comments/ja-yamaguchi-opinions.csv'), answers: sharedFile('comments/ja-yamaguchi-responses.csv'),
      office: '教育庁高校教育課',
    };
    expect(await run(request)).toMatchObject({ rows: 229, added: 229, answered: 229, skipped: [], problems: [], ignored: ['page'] });
    const before = await stored(componentId);
    expect(before).toHaveLength(229);
    expect(before.every(({ author, answer, office, rev, heading }) =>
      author === null && answer === 'OTHER' && office === '教育庁高校教育課' && rev === 2 && heading !== null)).toBe(true);
    expect(before.find(({ id }) => id === 'PC-2026-RESPONSES-P003-O01')).toMatchObject({
      title: '今後の生徒数の減少が予測される中で、高校再編は確かに必要かと思う。', heading: '再編全体の考え方',
    });
    expect(await entries(componentId)).toBe(458);
    const again = await run(request);
    expect(again).toMatchObject({ rows: 229, added: 0, answered: 0, problems: [] });
    expect(again.skipped).toHaveLength(229);
    expect(await stored(componentId)).toEqual(before);
    expect(await entries(componentId)).toBe(458);
  });

  test('A4 of a file with a broken row names the line and changes nothing', async () => {
    const { componentId } = await room();
    const broken = 'external_id,body\n1,よい行\n2,\n3,よい行,余分\n1,同じ番号\n4,"閉じない\n';
    expect(told(await run({ componentId, texts: broken }))).toEqual(['6 - BAD_QUOTES']);
    const rows = await run({ componentId, texts: broken.replace('"', '') });
    expect(told(rows)).toEqual(['3 body EMPTY', '4 - TOO_MANY_CELLS', '5 external_id DUPLICATE_ID']);
    expect(rows).toMatchObject({ added: 0, answered: 0 });
    expect(await stored(componentId)).toEqual([]);
  });

  test('A4 of a row that the rules refuse names the line and undoes the rows before it', async () => {
    const { componentId } = await room();
    const report = await run({ componentId, texts: `external_id,body\n1,よい行\n2,${'長'.repeat(2_001)}\n` });
    expect(told(report)).toEqual(['3 body TOO_LONG']);
    expect(report.problems[0]?.params).toEqual({ max: 2_000 });
    expect(await stored(componentId)).toEqual([]);
  });

  test('A4 of a file without header is refused and changes nothing', async () => {
    const { componentId } = await room();
    expect(told(await run({ componentId, texts: '1,木を植える。\n2,水をまく。\n' }))).toEqual(['1 - NO_HEADER']);
    expect(told(await run({ componentId, texts: 'title,body\n木,植える\n' }))).toEqual(['1 external_id MISSING_HEADER']);
    expect(told(await run({ componentId, texts: 'id,title\n1,木\n' }))).toEqual(['1 body MISSING_HEADER']);
    expect(await stored(componentId)).toEqual([]);
  });

  it.each([
    ['CP932', (text: string) => iconv.encode(text, 'cp932')],
    ['UTF-16LE', (text: string) => Buffer.concat([Buffer.of(0xff, 0xfe), iconv.encode(text, 'utf16le')])],
    ['UTF-8', (text: string) => Buffer.from(`\ufeff${text}`)],
  ])('A4 of a file in %s reads the same words', async (encoding, encode) => {
    const { componentId } = await room();
    expect(await run({ componentId, texts: encode(small) })).toMatchObject({ encoding, added: 4, problems: [] });
    expect((await stored(componentId)).map(({ body }) => body)).toEqual(['灯りをともす。', '石を置く。', '水をまく。', '木を植える。']);
  });

  sharedTest('A4 of the odd files of the test data ends in rows or in problems by line', async () => {
    for (const name of ['sjis.csv', 'utf16.csv', 'dup-header.csv', 'formula.xlsx']) {
      const { componentId } = await room();
      const report = await run({ componentId, texts: sharedFile(`security/files/${name}`) });
      expect(report.problems.length > 0 || report.added === report.rows).toBe(true);
      expect(await stored(componentId)).toHaveLength(report.problems.length > 0 ? 0 : report.added);
    }
  });

  test('tried dry says what it would do and does nothing', async () => {
    const { componentId } = await room();
    expect(await run({ componentId, texts: small, dryRun: true })).toMatchObject({ rows: 4, added: 4, problems: [] });
    expect(await stored(componentId)).toEqual([]);
  });

  test('of texts that are there already skips them by their whole ids, adds the others and lists what it skipped', async () => {
    const { componentId } = await room();
    await run({ componentId, texts: small });
    const before = await stored(componentId);
    const report = await run({ componentId, texts: `${small}12,,道を直す。\n` });
    expect(report).toMatchObject({ added: 1, skipped: ['7', '17', '1234567', '0012'] });
    expect((await stored(componentId)).filter(({ id }) => id !== '12')).toEqual(before);
  });

  test('twice at once brings each text once', async () => {
    const { componentId } = await room();
    const reports = await Promise.all([1, 2, 3].map(() => run({ componentId, texts: small })));
    expect(reports.map(({ added }) => added).sort()).toEqual([0, 0, 4]);
    expect(await stored(componentId)).toHaveLength(4);
  });

  test('is for the city: participants, visitors and other cities are refused', async () => {
    const { componentId } = await room();
    const hana = await app.world.citizen();
    const codes = await Promise.all([hana.viewer, app.world.visitor().viewer, { ...operator, organisationId: '0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee' }]
      .map((caller) => run({ componentId, texts: small }, caller) as Promise<unknown>));
    expect(codes.map((code) => (code as Refusal).code)).toEqual(['FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND']);
    expect(await run({ componentId, texts: small }, staff.viewer)).toMatchObject({ added: 4 });
  });

  test('shows its texts to everybody, credited and answered by the office in charge', async () => {
    const { componentId } = await room();
    await run({
      componentId, texts: 'id,body,credited_to,group\n1,木を植える。,鐘守町自治会,G\n', answers: 'group,text\nG,植えます。\n',
    }, staff.viewer);
    const { component } = await app.world.visitor().run<{ component: { proposals: { items: Record<string, unknown>[] } } }>(`
      query Q($id: ID!) { component(id: $id) { ... on ProposalsComponent { proposals { items {
        title creditedTo author { displayName } reference answerKind answers { office text { ja } } } } } } }`, { id: componentId });
    expect(component.proposals.items[0]).toMatchObject({
      title: '木を植える。', creditedTo: '鐘守町自治会', author: null, answerKind: 'OTHER', answers: [{ office: '企画課', text: { ja: '植えます。' } }],
    });
    expect(component.proposals.items[0]?.reference).toMatch(/^TEST-P-2026-\d+$/);
  });
});

describe('headings of an imported file', () => {
  const filed = async (componentId: string) => Object.fromEntries((await app.server.db.rows<{ id: string; path: string }>(sql`
    select p.external_id as id, string_agg(n.key, '/' order by n.depth) as path from proposal p
    join taxonomy_use u on u.subject_id = p.id join taxonomy_node n on n.id = u.node_id
    where p.component_id = ${componentId} group by p.external_id, u.tree_id`)).map(({ id, path }) => [id, path]));

  test('must be of the trees that a place offers: by path, key or name; others are named by line', async () => {
    const tree = await app.world.tree(await app.world.admin(), 'matters', ['roads', 'roads/lights', 'parks', 'parks/lights2']);
    const { componentId } = await app.world.room(staff, 'proposals', { settings: { taxonomies: JSON.stringify([tree['']]) } });
    const file = (rows: string) => `id,body,分類\n${rows}`;
    const wrong = await run({ componentId, texts: file('1,木,海\n2,水,matters/roads/lights\n3,石,roads;parks\n') });
    expect(told(wrong)).toEqual(['2 taxonomies UNKNOWN_NODE', '4 taxonomies TOO_MANY']);
    expect(await stored(componentId)).toEqual([]);
    expect(await run({ componentId, texts: file('1,木,ＲＯＡＤＳ\n2,水,matters／roads／lights\n3,石,\n4,火,lights2\n') })).toMatchObject({ added: 4, problems: [] });
    expect(await filed(componentId)).toEqual({ 1: 'matters/roads', 2: 'matters/roads/lights', 4: 'matters/parks/lights2' });
  });

  test('come along where a place offers none, each once, into a tree that a second import finds again', async () => {
    const { componentId } = await room();
    await run({ componentId, texts: 'id,body,topic\n1,木,再編; 全体\n2,水,学校の配置\n3,石,学校の配置\n' });
    expect(await run({ componentId, texts: 'id,body,topic\n4,火,学校の配置\n5,土,その他\n' })).toMatchObject({ added: 2, problems: [] });
    const nodes = await app.server.db.rows<{ name: string; n: number }>(sql`
      select n.name ->> 'ja' as name, count(u.subject_id)::int as n from taxonomy_node n
      left join taxonomy_use u on u.node_id = n.id where n.tree_id = (select tree_id from taxonomy_use where component_id = ${componentId} limit 1)
      and n.depth > 0 group by 1 order by 1`);
    expect(nodes).toEqual([{ name: 'その他', n: 1 }, { name: '再編; 全体', n: 1 }, { name: '学校の配置', n: 3 }]);
    expect(await run({ componentId, texts: `id,body,topic\n6,風,${'長'.repeat(101)}\n` })).toMatchObject({ problems: [{ column: 'taxonomies', code: 'TOO_LONG' }] });
  });

  test('go out and come in again as the paths of their keys', async () => {
    const tree = await app.world.tree(await app.world.admin(), 'round', ['one', 'one/two']);
    const settings = { taxonomies: JSON.stringify([tree['']]) };
    const [from, to] = [await app.world.room(staff, 'proposals', { settings }), await room()];
    await run({ componentId: from.componentId, texts: 'id,body,taxonomies\n1,木,round/one/two\n2,水,one\n' });
    const rows = await app.server.db.rows<{ id: string; body: string; taxonomies: string }>(sql`
      select external_id as id, body, ${filedPaths('proposal', sql`proposal.organisation_id`, sql`proposal.id`)} as taxonomies
      from proposal where component_id = ${from.componentId} order by 1`);
    const texts = ['id,body,taxonomies', ...rows.map((row) => `${row.id},${row.body},${row.taxonomies}`)].join('\n');
    expect(await run({ componentId: to.componentId, texts })).toMatchObject({ added: 2, problems: [] });
    expect(await filed(to.componentId)).toEqual({ 1: 'round/one/two', 2: 'round/one' });
  });
});
