import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AccountSeeds } from '@hiroba/accounts/server';
import { Jobs, sql } from '@hiroba/server';
import { plansOf, startApp, type Actor, type PlanNode, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let hana: Actor;
let moderator: Actor;
let colleague: Actor;
let auditor: Actor;
let root: string;
let componentId: string;

const refusal = '__typename ... on Refusal { code field }';
const add = `mutation A($root: ID!, $body: String!, $parent: ID) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body, parentId: $parent, withPersonalData: true) { ${refusal} ... on Comment { id } } }`;
const report = `mutation R($id: ID!, $rule: String!) { outcome: reportText(subjectKind: "comment", subjectId: $id, rule: $rule) { ${refusal} ... on ReportedCase { id } } }`;
const dismiss = `mutation D($id: ID!) { outcome: dismissReports(subjectKind: "comment", subjectId: $id, code: "NO_VIOLATION", answer: "違反はありません") { ${refusal} ... on ModerationDecision { id } } }`;
const withhold = `mutation W($id: ID!) { outcome: withholdText(subjectKind: "comment", subjectId: $id, rule: "R7", reason: "宣伝のため") { ${refusal} ... on ModerationDecision { id } } }`;
const queue = `query Q($asks: String, $mine: Boolean! = false, $first: Int! = 25, $after: String) { moderationQueue(asks: $asks, mine: $mine, first: $first, after: $after) {
  items { id subjectId asks reports priority points { term tenths } lease excerpt } next } }`;
const counts = '{ moderationQueueCounts { key many } }';
const claimed = `${refusal} ... on ClaimedCase { id subjectId until }`;
const claim = `mutation C($id: ID!) { outcome: claimCase(subjectKind: "comment", subjectId: $id) { ${claimed} } }`;
const release = `mutation L($id: ID!) { outcome: releaseCase(subjectKind: "comment", subjectId: $id) { ${claimed} } }`;
const next = `mutation N($after: ID) { outcome: claimNextCase(after: $after) { ${claimed} } }`;
const caseOf = `query S($id: ID!) { moderationCase(subjectKind: "comment", subjectId: $id) { lease dueAt points { term }
  around { kind text title } authors { name texts } earlier { kind rule } similar { text likeness byOthers withheld } } }`;

interface Item {
  id: string;
  subjectId: string;
  asks: string;
  reports: number;
  priority: number;
  points: { term: string; tenths: number }[];
  lease: string | null;
}
interface Queue {
  moderationQueue: { items: Item[]; next: string | null };
}

const said = async (body: string, by = hana, parent: string | null = null) => {
  const { id } = await by.act(add, { root, body, parent });
  return id;
};
const happen = async () => {
  await app.world.settle();
  await app.world.react();
};
const itemsOf = async (who: Actor, variables: object = {}) =>
  (await who.run<Queue>(queue, variables)).moderationQueue.items;
const itemOf = async (who: Actor, id: string) =>
  (await itemsOf(who, { first: 100 })).find(({ subjectId }) => subjectId === id);
const manyOf = async (who: Actor) =>
  Object.fromEntries(
    (await who.run<{ moderationQueueCounts: { key: string; many: number }[] }>(counts)).moderationQueueCounts.map(
      ({ key, many }) => [key, many],
    ),
  );

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  hana = await app.world.citizen('花');
  [moderator, colleague] = [
    await app.world.person('三浦', [{ role: 'MODERATOR' }]),
    await app.world.person('同僚', [{ role: 'MODERATOR' }]),
  ];
  auditor = await app.world.person('監査', [{ role: 'AUDITOR' }]);
  const room = await app.world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
  componentId = room.componentId;
  root = await app.world.proposal(hana, room.componentId);
});
afterAll(() => app?.close());

describe('the queue', () => {
  test('X4 M8 ten reports of one cluster weigh as one, three independent ones as three; none of them hides anything', async () => {
    const [one, three, threat] = [await said('市の予算の話です'), await said('道路の話です'), await said('橋の話です')];
    for (let i = 0; i < 10; i += 1) await (await app.world.citizen(`群${i}`)).act(report, { id: one, rule: 'R7' });
    const seeds = app.server.nest.get(AccountSeeds);
    for (const day of ['03', '04', '05']) {
      const { id } = await seeds.person({
        organisationId: app.world.organisationId,
        email: `single${day}@example.jp`,
        displayName: `ひとり${day}`,
        roles: [],
        office: null,
        joinedAt: new Date(`2026-02-${day}T00:00:00Z`),
      });
      const ken = app.world.as({ ...hana, id }, { personId: id });
      await ken.act(report, { id: three, rule: 'R7' });
    }
    await (await app.world.citizen('健')).act(report, { id: threat, rule: 'R1' });
    await happen();
    const items = await itemsOf(moderator);
    expect(items.map(({ subjectId, priority, reports }) => [subjectId, priority, reports])).toEqual([
      [threat, 310, 1],
      [three, 130, 3],
      [one, 110, 10],
    ]);
    expect(items[2]?.points).toEqual([
      { term: 'SEVERITY', tenths: 100 },
      { term: 'REPORTS', tenths: 10 },
    ]);
    expect(await app.server.db.rows(sql`select from comment where withheld_at is not null`)).toEqual([]);
  });

  test('is for those who moderate or audit, is narrowed by why something waits, and says how much there is', async () => {
    const warned = await said('電話は090-1234-5678です');
    await happen();
    expect(await itemsOf(hana)).toEqual([]);
    expect(await manyOf(app.world.visitor())).toEqual({});
    expect((await itemsOf(auditor, { asks: 'WARNED' })).map(({ subjectId }) => subjectId)).toEqual([warned]);
    expect(await manyOf(moderator)).toMatchObject({ ALL: 4, REPORTED: 3, WARNED: 1, APPEALED: 0, MINE: 0 });
    await expect(moderator.run(queue, { asks: 'HIDDEN' })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const first = await moderator.run<Queue>(queue, { first: 3 });
    const rest = await moderator.run<Queue>(queue, { first: 3, after: first.moderationQueue.next });
    expect(rest.moderationQueue.items).toHaveLength(1);
  });

  test('of a space is for its moderators, not for those of another', async () => {
    const elsewhere = await app.world.room(await app.world.staff('別の職員'), 'proposals');
    const other = await app.world.person('別', [{ role: 'MODERATOR', spaceId: elsewhere.spaceId }]);
    expect(await itemsOf(other)).toEqual([]);
    expect(await manyOf(other)).toMatchObject({ ALL: 0 });
  });

  test('raises what waits by a point a day, five days long', async () => {
    const id = await said('一日待つ話です');
    await (await app.world.citizen('待')).act(report, { id, rule: 'R8' });
    await happen();
    const before = (await itemOf(moderator, id))?.priority ?? 0;
    for (const minutes of [24 * 60 - 1, 1]) {
      app.clock.advance(minutes);
      await app.server.nest.get(Jobs).settleDue();
      expect((await itemOf(moderator, id))?.priority).toBe(before + (minutes === 1 ? 10 : 0));
    }
    for (let day = 0; day < 6; day += 1) {
      app.clock.advance(24 * 60);
      await app.server.nest.get(Jobs).settleDue();
    }
    expect((await itemOf(moderator, id))?.points).toContainEqual({ term: 'AGE', tenths: 50 });
    app.clock.set('2026-11-22T12:00:00+09:00');
  });
});

describe('M17 taking a case', () => {
  test('two at once, fifty times each: one has it, the other is told', async () => {
    const id = await said('取り合う話です');
    await (await app.world.citizen('取')).act(report, { id, rule: 'R7' });
    await happen();
    const tried = await Promise.all(
      Array.from({ length: 50 }, (_, i) => (i % 2 ? moderator : colleague)).map(
        async (who) => [who, await who.refused(claim, { id })] as const,
      ),
    );
    const winners = new Set(tried.filter(([, code]) => code === undefined).map(([who]) => who));
    expect(winners.size).toBe(1);
    expect(new Set(tried.filter(([who]) => !winners.has(who)).map(([, code]) => code))).toEqual(
      new Set(['CASE_TAKEN']),
    );
    const [winner] = winners;
    const other = winner === moderator ? colleague : moderator;
    expect(await itemOf(other, id)).toMatchObject({ lease: 'OTHERS' });
    expect((await itemsOf(winner as Actor, { mine: true })).map(({ subjectId }) => subjectId)).toEqual([id]);
    // M7: half an hour to the last millisecond.
    app.clock.set(new Date(new Date('2026-11-22T12:30:00+09:00').getTime() - 1));
    expect([await other.refused(dismiss, { id }), await other.refused(withhold, { id })]).toEqual([
      'CASE_TAKEN',
      'CASE_TAKEN',
    ]);
    app.clock.set('2026-11-22T12:30:00+09:00');
    expect(await other.refused(claim, { id })).toBeUndefined();
    expect(await winner?.refused(dismiss, { id })).toBe('CASE_TAKEN');
    await other.act(dismiss, { id });
    await happen();
    expect(await itemOf(moderator, id)).toBeUndefined();
    app.clock.set('2026-11-22T12:00:00+09:00');
  });

  test('gives it back, and it is everybody’s again', async () => {
    const id = await said('返す話です');
    await (await app.world.citizen('返')).act(report, { id, rule: 'R7' });
    await happen();
    await moderator.act(claim, { id });
    expect(await colleague.refused(release, { id })).toBe('NOT_FOUND');
    await moderator.act(release, { id });
    expect(await itemOf(colleague, id)).toMatchObject({ lease: null });
    expect(await colleague.refused(claim, { id })).toBeUndefined();
  });

  test('is refused to who wrote or reported it, to citizens and visitors, and where nothing waits', async () => {
    const [id, quiet] = [await said('自分で知らせる話です'), await said('何もない話です')];
    await moderator.act(report, { id, rule: 'R7' });
    await happen();
    expect(await moderator.refused(claim, { id })).toBe('RECUSED');
    expect(await hana.refused(claim, { id })).toBe('FORBIDDEN');
    expect(await auditor.refused(claim, { id })).toBe('FORBIDDEN');
    expect(await app.world.visitor().refused(claim, { id })).toBe('UNAUTHENTICATED');
    expect(await moderator.refused(claim, { id: quiet })).toBe('NOTHING_OPEN');
  });

  test('of the next one gives two who ask at once two different ones, and never one’s own', async () => {
    const taken = await Promise.all(
      Array.from({ length: 4 }, (_, i) => (i % 2 ? moderator : colleague)).map((who) =>
        who.act<{ subjectId: string }>(next).then(({ subjectId }) => [who.id, subjectId]),
      ),
    );
    const byWho = new Map(taken.map(([who, id]) => [id, who]));
    for (const [who, id] of taken) expect(byWho.get(id)).toBe(who);
    expect(byWho.size).toBeGreaterThanOrEqual(2);
    const items = await itemsOf(moderator, { first: 100 });
    const own = items.find(({ subjectId, reports }) => reports === 1 && byWho.get(subjectId) === undefined);
    expect(own).toBeDefined();
  });
});

describe('the view of a case', () => {
  test('shows where the text stands, who wrote it, what was decided about them, and what is like it', async () => {
    const [ken, mai] = [await app.world.citizen('健二'), await app.world.citizen('舞')];
    const spam = 'すぐに使える特別なお得情報を、いまだけ無料でお届けします。詳しくは連絡してください。';
    const parent = await said('駅前の木陰について', mai);
    const [first, second] = [await said(spam, ken), await said(`${spam}！`, mai, parent)];
    await happen();
    await moderator.act(withhold, { id: first });
    await moderator.act(report, { id: second, rule: 'R7' });
    await happen();
    const { moderationCase: found } = await colleague.run<{ moderationCase: Record<string, unknown> }>(caseOf, {
      id: second,
    });
    expect(found).toMatchObject({
      lease: null,
      around: [
        { kind: 'proposal', title: '駅前に木陰を' },
        { kind: 'comment', text: '駅前の木陰について' },
      ],
      authors: [{ name: '舞', texts: 2 }],
      earlier: [],
      similar: [{ text: spam, likeness: 100, byOthers: true, withheld: true }],
    });
    const other = await said('もう一つの話です', ken);
    await colleague.act(report, { id: other, rule: 'R7' });
    expect((await moderator.run<{ moderationCase: unknown }>(caseOf, { id: other })).moderationCase).toMatchObject({
      earlier: [{ kind: 'HIDE', rule: 'R7' }],
    });
    expect((await hana.run<{ moderationCase: unknown }>(caseOf, { id: second })).moderationCase).toBeNull();
  });
});

describe('among 20,000 cases', () => {
  const ours = ({ 'Relation Name': relation = '' }: PlanNode) => relation === 'mod_case';

  test('a page is one statement, walked along its index as far as the page goes', async () => {
    await app.server.db.pool.query(
      `insert into mod_case (id, organisation_id, component_id, target_kind, target_id, state, visibility, due_at, opened_at, priority, asks)
       select gen_random_uuid(), $1, $2, 'comment', gen_random_uuid(), 'OPEN', 'VISIBLE', now(), now(), -(n % 400), (array['REPORTED', 'WARNED'])[n % 2 + 1]
       from generate_series(1, 20000) n`,
      [app.world.organisationId, componentId],
    );
    await app.server.db.pool.query(`analyze mod_case`);
    const { statements } = await moderator.counted(queue, { first: 5 });
    expect(statements.filter((text) => /mod_case/.test(text))).toHaveLength(1);
    for (const variables of [{ first: 5 }, { first: 5, asks: 'REPORTED' }]) {
      const plans = (await plansOf(app, /from mod_case mk/, () => moderator.run(queue, variables))).flat();
      expect(plans.filter((node) => ours(node) && node['Node Type'] === 'Seq Scan')).toEqual([]);
      expect(plans.flatMap((node) => node['Index Name'] ?? [])).toContain('mod_case_queue');
      expect(
        plans.filter(ours).reduce((sum, node) => sum + node['Actual Rows'] * node['Actual Loops'], 0),
      ).toBeLessThan(100);
    }
  });
});
