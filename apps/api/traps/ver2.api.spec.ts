import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, World, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

/** VER2: what staff and moderators did stays in the public register, as a tombstone where its thing was removed since. */
let app: SpecApp;
let staff: Actor;
let hana: Actor;
let visitor: Actor;
let room: PlacedRoom;
beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff('名札 見太郎');
  hana = await app.world.citizen('花');
  visitor = app.world.visitor();
  room = await app.world.room(staff, 'proposals');
});
afterAll(() => app?.close());

interface Line {
  readonly id: string;
  readonly at: string;
  readonly act: string;
  readonly actor: string;
  readonly office: { text: string } | null;
  readonly reason: string | null;
  readonly title: { text: string } | null;
  readonly path: string | null;
  readonly gone: boolean;
}
interface Lines {
  readonly logLines: { readonly items: readonly Line[]; readonly next: string | null };
}

const fields = 'id at act actor office { text } reason title { text } path gone';
const listed = `query L($list: LogList! = REGISTER, $kind: String, $space: String, $person: String, $from: String, $until: String, $first: Int! = 100, $after: String) {
  logLines(list: $list, kind: $kind, space: $space, person: $person, from: $from, until: $until, first: $first, after: $after) { items { ${fields} } next } }`;
const out = '__typename ... on Refusal { code field }';
const lines = async (variables: object = {}, who = visitor) => (await who.run<Lines>(listed, variables)).logLines.items;
const here = (more: object = {}) => lines({ space: room.slug, ...more });
const entry = async (id: string) =>
  (
    await visitor.run<{ logEntry: Line & { leaf: string } }>(
      `query E($id: ID!) { logEntry(id: $id) { ${fields} leaf hash } }`,
      { id },
    )
  ).logEntry;

const answer = (id: string) =>
  staff.act(
    `mutation A($id: ID!) { outcome: answerProposal(id: $id, input: {
  kind: REJECTED, text: { ja: "予算の都合で見送ります。" }, office: "公園緑地課", reasonCode: BUDGET }) { ${out} ... on Proposal { id } } }`,
    { id },
  );

describe('VER2 the register', () => {
  test('names office or role, act, subject and kind of reason, and leads to the entry; never the person', async () => {
    const id = await app.world.proposal(hana, room.componentId, { title: '木陰のある広場' });
    await answer(id);
    const [line] = await here({ kind: 'proposals' });
    expect(line).toMatchObject({
      act: '提案への回答',
      actor: 'STAFF',
      office: { text: '公園緑地課' },
      reason: '予算',
      title: { text: '木陰のある広場' },
      gone: false,
      path: `/spaces/${room.slug}/proposals/${room.componentId}/${id}`,
    });
    expect(await entry(line?.id ?? '')).toMatchObject({
      act: '提案への回答',
      leaf: expect.stringContaining('"type":"proposal.answered"'),
    });
    const all = JSON.stringify([
      await lines(),
      await lines({ list: 'ACTIVITY' }),
      await Promise.all((await here()).map((one) => entry(one.id))),
    ]);
    for (const secret of ['名札', '見太郎', staff.id, staff.code, '予算の都合']) expect(all).not.toContain(secret);
  });

  test('keeps an act whose comment was deleted: when, who and what, without title or way', async () => {
    const root = await app.world.proposal(hana, room.componentId, { title: '消えるコメントの提案' });
    const { id } = await staff.act(
      `mutation C($root: ID!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: "担当課です", asOffice: "公園緑地課") { ${out} ... on Comment { id } } }`,
      { root },
    );
    const [before] = await here({ kind: 'comments' });
    expect(before).toMatchObject({ act: 'コメントの投稿', gone: false, title: { text: '消えるコメントの提案' } });
    await staff.act(`mutation W($id: ID!) { outcome: deleteComment(id: $id) { ${out} ... on Comment { id } } }`, {
      id,
    });
    const after = await here({ kind: 'comments' });
    expect(after).toEqual([
      expect.objectContaining({ act: 'コメントの削除', gone: true, title: null, path: null }),
      { ...before, office: null, title: null, path: null, gone: true },
    ]);
    expect(await entry(before?.id ?? '')).toMatchObject({ gone: true, title: null, act: 'コメントの投稿' });
  });

  test('keeps all acts in a place that was taken off the page; who works there still reads what they were about', async () => {
    const other = await app.world.room(staff, 'proposals');
    await answer(await app.world.proposal(hana, other.componentId, { title: '引っこめる提案' }));
    const asked = { space: other.slug };
    const before = await lines(asked);
    await staff.act(
      `mutation U($id: ID!) { outcome: unpublishComponent(id: $id) { ${out} ... on PlacedComponent { id } } }`,
      { id: other.componentId },
    );
    const [taken, ...rest] = await lines(asked);
    expect(taken).toMatchObject({ act: '参加機能の非公開', gone: true, title: null });
    expect(rest.map(({ id, at, act }) => [id, at, act])).toEqual(before.map(({ id, at, act }) => [id, at, act]));
    expect(rest.find(({ act }) => act === '提案への回答')).toMatchObject({
      gone: true,
      title: null,
      path: null,
      office: null,
      reason: '予算',
    });
    expect((await lines(asked, staff)).find(({ act }) => act === '提案への回答')).toMatchObject({
      gone: false,
      title: { text: '引っこめる提案' },
    });
    expect(JSON.stringify(await lines({ list: 'ACTIVITY' }))).not.toContain('引っこめる提案');
  });

  test('cannot be changed or emptied, not even in the database', async () => {
    const change = app.server.db.pool.query("update log_entry set type = 'proposal.edited'");
    await expect(change).rejects.toMatchObject({ code: '42501' });
  });
});

describe('VER2 the lists', () => {
  test('tell what happened, without supports and comments, of one space and of one person', async () => {
    const [mine, away] = [await app.world.room(staff, 'proposals'), await app.world.citizen('健')];
    const id = await app.world.proposal(away, mine.componentId, { title: '健の提案' });
    await hana.act(`mutation S($id: ID!) { outcome: supportProposal(id: $id) { ${out} ... on Proposal { id } } }`, {
      id,
    });
    await hana.act(
      `mutation C($id: ID!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: "賛成") { ${out} ... on Comment { id } } }`,
      { id },
    );
    await answer(id);
    const inSpace = await lines({ list: 'ACTIVITY', space: mine.slug });
    expect(inSpace.map(({ act }) => act)).toEqual(['提案への回答', '提案の公開', '参加の場の公開']);
    expect((await lines({ list: 'ACTIVITY', person: away.code })).map(({ id: of }) => of)).toEqual(
      inSpace.slice(0, 2).map(({ id: of }) => of),
    );
    expect((await lines({ list: 'ACTIVITY', space: mine.slug, kind: 'ANSWERED' })).map(({ act }) => act)).toEqual([
      '提案への回答',
    ]);
    expect(await lines({ list: 'ACTIVITY', person: 'zzzzzzzz' })).toEqual([]);
  });

  test('begin and end with days of the city, to the millisecond', async () => {
    const [early, late] = [
      await app.world.room(staff, 'proposals', { publish: false }),
      await app.world.room(staff, 'proposals', { publish: false }),
    ];
    const publish = async ({ spaceId }: PlacedRoom, at: string) => {
      app.clock.set(at);
      await staff.act(`mutation P($id: ID!) { outcome: publishSpace(id: $id) { ${out} ... on Space { id } } }`, {
        id: spaceId,
      });
    };
    await publish(early, '2026-11-23T23:59:59.999+09:00');
    await publish(late, '2026-11-24T00:00:00.000+09:00');
    const on = async (from: string | null, until: string | null) =>
      (await lines({ list: 'ACTIVITY', kind: 'OPENED', from, until }))
        .map(({ path }) => path)
        .filter((path) => [early, late].some(({ slug }) => path === `/spaces/${slug}`));
    expect(await on('2026-11-23', '2026-11-23')).toEqual([`/spaces/${early.slug}`]);
    expect(await on('2026-11-24', '2026-11-24')).toEqual([`/spaces/${late.slug}`]);
    expect(await on('2026-11-25', null)).toEqual([]);
    await expect(lines({ from: '2026-02-30' })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('show nothing of a space that only staff may read, and nothing of another city', async () => {
    const draft = await app.world.room(staff, 'proposals', { publish: false });
    expect(await lines({ space: draft.slug })).toEqual([]);
    expect(await lines({ space: 'never-there' })).toEqual([]);
    const stranger = (await World.city(app.server, 'other')).visitor();
    const [ours] = await lines();
    expect(await lines({}, stranger)).toEqual([]);
    expect(await lines({ space: room.slug }, stranger)).toEqual([]);
    expect(await stranger.run('query E($id: ID!) { logEntry(id: $id) { id } }', { id: ours?.id })).toEqual({
      logEntry: null,
    });
  });

  test('cost one statement a page, whichever page; each line stands once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { result, statements }: { result: Lines; statements: readonly string[] } = await visitor.counted<Lines>(
        listed,
        { first: 7, after },
      );
      expect(statements).toHaveLength(1);
      seen.push(...result.logLines.items.map(({ id }) => id));
      after = result.logLines.next;
    } while (after);
    expect(seen).toEqual((await lines()).map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
    await expect(lines({ first: 101 })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    await expect(lines({ after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test.each([
    ['of everything', '', 'log_line_list'],
    ['of one kind', `and kind = 'taxonomies'`, 'log_line_kind'],
    ['of one space', 'and space_id = (select min(id::text)::uuid from space)', 'log_line_space'],
  ])('walk an index with 30,000 lines behind them: %s', async (_, condition, index) => {
    const { pool } = app.server.db;
    const {
      rows: [planted],
    } = await pool.query<{ n: number }>('select count(*)::int as n from log_line');
    if ((planted?.n ?? 0) < 30_000) {
      const client = await pool.connect();
      await client.query('begin');
      await client.query("set local session_replication_role = 'replica'");
      await client.query(
        `insert into log_line (entry_id, organisation_id, list, kind, at, space_id)
        select 1000000 + n, $1, 'REGISTER', case when n % 100 = 0 then 'taxonomies' else 'proposals' end, '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second',
          case when n % 200 = 0 then (select min(id::text)::uuid from space) else gen_random_uuid() end from generate_series(1, 30000) n`,
        [app.world.organisationId],
      );
      await client.query('commit');
      await client.query('analyze log_line');
      client.release();
    }
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain select entry_id from log_line
      where organisation_id = '${app.world.organisationId}' and list = 'REGISTER' ${condition} and (at, entry_id) < ('2026-01-01T03:00:00Z', 1005000)
      order by at desc, entry_id desc limit 31`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Sort|Seq Scan on log_line/);
  });
});
