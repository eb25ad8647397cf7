import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plansOf, startApp, type Actor, type PlacedRoom, type PlanNode, type SpecApp } from '@hiroba/testing';
import { comment } from './scene.ts';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  room = await app.world.room(staff, 'proposals', { settings: { drafts: 50 } });
});
afterAll(() => app?.close());

const rows = <R>(sql: string, values: readonly unknown[] = []): Promise<R[]> =>
  app.server.db.pool.query(sql, [...values]).then((result) => result.rows as R[]);

/** Adds published proposals by SQL, past the guard: rows only, one second apart. */
async function planted(componentId: string, many: number): Promise<void> {
  const client = await app.server.db.pool.connect();
  await client.query(`set session_replication_role = replica; set statement_timeout = 0`);
  await client.query(
    `
    insert into proposal (id, organisation_id, component_id, author_id, state, title, body, locale, created_at, published_at, drafted_at, versions, rev)
    select gen_random_uuid(), $1, $2, $3, 'PUBLISHED', 'たくさん ' || n, '本文 ' || n, 'ja', now(), '2026-11-01T00:00:00Z'::timestamptz + n * interval '1 second',
      '2026-11-01T00:00:00Z', 1, 1
    from generate_series(1, $4::int) n`,
    [app.world.organisationId, componentId, hana.id, many],
  );
  // Past the guard means past the trigger that ranks them, too.
  await client.query(
    `insert into proposal_rank (organisation_id, component_id, proposal_id)
     select organisation_id, component_id, id from proposal where rev > 0 on conflict do nothing`,
  );
  await client.query('analyze proposal');
  await client.query('analyze proposal_rank');
  client.release(true);
}

const list = `query Q($id: ID!, $first: Int!, $after: String, $sort: ProposalSort) { component(id: $id) { ... on ProposalsComponent {
  proposals(first: $first, after: $after, sort: $sort) { next items { id title excerpt author { displayName isStaff } supportCount commentCount viewerSupports viewerIsAuthor spaceSlug } } } } }`;
interface Listed {
  readonly component: {
    readonly proposals: { readonly next: string | null; readonly items: readonly { id: string }[] };
  };
}

describe('A7 P6 statements', () => {
  test('a list with authors, counts and own supports takes the same few for 1, 20 and 100 proposals', async () => {
    const counts: Record<number, number> = {};
    for (const many of [1, 20, 100]) {
      const place = await app.world.room(staff, 'proposals');
      await planted(place.componentId, many);
      const { result, statements } = await hana.counted<Listed>(list, {
        id: place.componentId,
        first: 100,
        sort: 'NEWEST',
      });
      expect(result.component.proposals.items).toHaveLength(many);
      counts[many] = statements.length;
    }
    expect(counts[1]).toBeLessThanOrEqual(3);
    expect(counts).toEqual({ 1: counts[1], 20: counts[1], 100: counts[1] });
  });

  test('every order of a list takes no more, and so does what a visitor sees', async () => {
    const place = await app.world.room(staff, 'proposals');
    await planted(place.componentId, 25);
    for (const who of [hana, staff, app.world.visitor()]) {
      for (const sort of ['NEWEST', 'RANDOM', 'SUPPORTED', 'COMMENTED', 'ANSWERED']) {
        const { result, statements } = await who.counted<Listed>(list, { id: place.componentId, first: 20, sort });
        expect(result.component.proposals.items).toHaveLength(20);
        expect({ sort, within: statements.length <= 3 }).toEqual({ sort, within: true });
      }
    }
  });

  test('a proposal with comments takes the same few for 1, 20 and 60 comments', async () => {
    const page = `query Q($id: ID!) {
      proposal(id: $id) { title html author { displayName isStaff } supportCount commentCount viewerSupports answerKind }
      comments(rootKind: "proposal", rootId: $id, first: 20) { count next newest items { id body author { displayName isStaff } replyCount replies { id body author { displayName } answers { author { displayName } } } } } }`;
    const counts: Record<number, number> = {};
    for (const many of [1, 20, 60]) {
      const id = await app.world.proposal(hana, room.componentId, { title: `話題 ${many}` });
      for (let n = 0; n < many; n += 1) await comment(hana, id, `発言 ${n}`);
      const { result, statements } = await hana.counted<{ comments: { items: object[] } }>(page, { id });
      expect(result.comments.items).toHaveLength(Math.min(many, 20));
      counts[many] = statements.length;
    }
    expect(counts[1]).toBeLessThanOrEqual(4);
    expect(counts).toEqual({ 1: counts[1], 20: counts[1], 60: counts[1] });
  });

  test('what many people do at once is written in a few: a support, a comment, a second comment', async () => {
    const id = await app.world.proposal(staff, room.componentId, { title: '支持を集める提案' });
    const supported = await hana.counted(
      'mutation M($id: ID!) { supportProposal(id: $id) { __typename ... on Proposal { id } } }',
      { id },
    );
    expect(supported.result).toEqual({ supportProposal: { __typename: 'Proposal', id } });
    // Begin, allowance and what was given, place, proposal, support with its count, commit; and the answer.
    expect(supported.statements.length).toBeLessThanOrEqual(8);
    const say = `mutation M($id: ID!, $body: String!) {
      addComment(rootKind: "proposal", rootId: $id, body: $body) { __typename ... on Comment { id } } }`;
    for (const body of ['はじめての発言', '二つ目の発言']) {
      const said = await hana.counted<{ addComment: { __typename: string } }>(say, { id, body });
      expect(said.result.addComment.__typename).toBe('Comment');
      // Begin, root, place, comment, key, entry, version and count, commit; a new person's key is made; and the answer.
      expect(said.statements.length).toBeLessThanOrEqual(11);
    }
  });

  test('the pages around them take the same for few and many', async () => {
    const pages = {
      home: '{ organisation { name { ja } numbers { voices } } spaces(first: 20) { items { id title { ja } phases { key } components { id voices } } } openNow { id title { text } ask { text } office { text } } answers(first: 3) { items { title { text } text { text } office { text } } } }',
      mine: '{ viewer { person { displayName } grants { role } } drafts: myContributions(drafts: true) { items { title { text } } } myContributions { items { title { text } state due } next } myDeadlines { title { text } dueAt } mySessions { id } }',
      person:
        'query P($code: String!) { person(code: $code) { displayName } contributions(code: $code) { items { title { text } state } next } }',
      desk: '{ duties { items { title { text } count dueAt } next } desks { path } staffSpaces(first: 8) { items { id } } }',
    };
    // Which city lives at which host is read anew every ten seconds, whoever asks.
    const taken = async (document: string) =>
      (await hana.counted(document, { code: hana.code })).statements.filter(
        (sql) => !sql.includes('from organisation_host h'),
      ).length;
    const before: Record<string, number> = {};
    for (const [name, document] of Object.entries(pages)) before[name] = await taken(document);
    for (let n = 0; n < 3; n += 1) {
      const place = await app.world.room(staff, 'proposals');
      await app.world.proposal(hana, place.componentId);
    }
    for (const [name, document] of Object.entries(pages)) {
      expect({ name, statements: await taken(document) }).toEqual({ name, statements: before[name] });
      expect({ name, few: (before[name] ?? 99) <= 6 }).toEqual({ name, few: true });
    }
  });
});

describe('A7 a list of twenty thousand', () => {
  let big: PlacedRoom;

  beforeAll(async () => {
    big = await app.world.room(staff, 'proposals');
    await planted(big.componentId, 20_000);
  });

  /** The statement of a page, as the server sends it, and its plan when it is run. */
  const planOf = async (variables: object): Promise<PlanNode[]> =>
    (
      await plansOf(app, /from proposal p/, () =>
        app.world.visitor().run(list, { id: big.componentId, first: 20, sort: 'NEWEST', ...variables }),
      )
    ).flat();

  const touched = (plan: readonly PlanNode[]): number =>
    plan
      .filter((node) => node['Relation Name'] === 'proposal')
      .reduce(
        (sum, node) =>
          sum + ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1),
        0,
      );

  test('page 5,000 of the newest touches no more rows than page 1, and no page reads the whole table', async () => {
    // Pages of 4 make 5,000 pages of 20,000; the cursor of the one before is made the way the server makes it.
    const first = await app.world.visitor().run<Listed>(list, { id: big.componentId, first: 4, sort: 'NEWEST' });
    const keys = JSON.parse(Buffer.from(first.component.proposals.next ?? '', 'base64url').toString()) as unknown[];
    const [deep] = await rows<{ id: string; at: Date }>(
      'select id, published_at as at from proposal where component_id = $1 order by published_at desc, id desc offset 19990 limit 1',
      [big.componentId],
    );
    const after = Buffer.from(
      JSON.stringify(
        keys.map((key, at) =>
          at === keys.length - 1 ? deep?.id : at === keys.length - 2 ? deep?.at.toISOString() : key,
        ),
      ),
    ).toString('base64url');
    const pageThere = await app.world
      .visitor()
      .run<Listed>(list, { id: big.componentId, first: 4, sort: 'NEWEST', after });
    expect(pageThere.component.proposals.items).toHaveLength(4);
    const [shallowPlan, deepPlan] = [await planOf({ first: 4 }), await planOf({ first: 4, after })];
    for (const plan of [shallowPlan, deepPlan]) {
      expect(plan.filter((node) => node['Relation Name'] === 'proposal').length).toBeGreaterThan(0);
      expect(plan.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'proposal')).toEqual(
        [],
      );
    }
    expect(touched(shallowPlan)).toBeLessThanOrEqual(10);
    expect(touched(deepPlan)).toBeLessThanOrEqual(touched(shallowPlan) + 2);
  });

  test('its pages are whole: walked from the top, each proposal comes once', async () => {
    const seen = new Set<string>();
    let after: string | null = null;
    for (let page = 0; page < 12; page += 1) {
      const { component }: Listed = await app.world
        .visitor()
        .run<Listed>(list, { id: big.componentId, first: 100, sort: 'NEWEST', after });
      for (const { id } of component.proposals.items) seen.add(id);
      after = component.proposals.next;
    }
    expect(seen.size).toBe(1_200);
  });
});
