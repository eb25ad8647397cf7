import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plansOf, startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let room: PlacedRoom;

const noon = '2026-11-22T12:00:00+09:00';

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  room = await app.world.room(staff, 'proposals', { settings: { threshold: 1, answerDays: 10, drafts: 50 } });
});
beforeEach(() => app.clock.set(noon));
afterAll(() => app?.close());

const shown = '__typename ... on Refusal { code field message } ... on Proposal { id }';
const support = `mutation M($id: ID!) { outcome: supportProposal(id: $id) { ${shown} } }`;
const withdraw = `mutation M($id: ID!) { outcome: withdrawProposal(id: $id) { ${shown} } }`;
const answering = `mutation M($id: ID!, $input: ProposalAnswerInput!) { outcome: answerProposal(id: $id, input: $input) { ${shown} } }`;
const comment = `mutation M($id: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: $body) {
  __typename ... on Comment { id } ... on Refusal { code field message } } }`;
const unpublish =
  'mutation M($id: ID!) { outcome: unpublishComponent(id: $id) { __typename ... on PlacedComponent { id } ... on Refusal { code field message } } }';
const answer = (id: string, kind = 'ACCEPTED', more: object = {}) =>
  staff.act(answering, {
    id,
    input: { kind, text: { ja: '植えます。', en: 'We will.' }, office: '公園緑地課', ...more },
  });

interface Item {
  readonly id: string;
  readonly manifest: string;
  readonly kind: string;
  readonly path: string;
  readonly state: string;
  readonly due: string | null;
  readonly dueAt: string | null;
  readonly title: { readonly text: string };
}
interface Listed {
  readonly list: { readonly items: readonly Item[]; readonly next: string | null };
}
const standing = 'items { id manifest kind path state tone at title { text lang } within { text } } next';
const listed = async (who: Actor, field: string) => (await who.run<Listed>(`{ list: ${field} }`)).list;
const idsOf = async (who: Actor, field: string) => (await listed(who, field)).items.map(({ id }) => id);

describe('answers', () => {
  const answers = (more = '') =>
    `answers(first: 100${more}) { items { id manifest kind path state tone text { text lang } office { text } title { text } within { text } } next }`;

  test('come the newest first, to everybody alike, with what was said and by which office', async () => {
    const [first, second] = [
      await app.world.proposal(hana, room.componentId),
      await app.world.proposal(ken, room.componentId, { title: 'ベンチを' }),
    ];
    await answer(first);
    app.clock.advance(1);
    await answer(second, 'REJECTED');
    for (const who of [app.world.visitor(), ken, staff]) {
      const { items } = await listed(who, answers());
      expect(items.slice(0, 2)).toMatchObject([
        { id: second, state: 'REJECTED', tone: 'REFUSED', title: { text: 'ベンチを' } },
        {
          id: first,
          manifest: 'proposals',
          kind: 'proposal',
          state: 'ACCEPTED',
          tone: 'DONE',
          office: { text: '公園緑地課' },
          text: { text: '植えます。', lang: 'ja' },
          path: `/spaces/${room.slug}/proposals/${room.componentId}/${first}`,
        },
      ]);
    }
    const english = app.world.as(ken, { locale: 'en' });
    expect((await listed(english, answers())).items[0]).toMatchObject({
      text: { text: 'We will.', lang: 'en' },
      title: { text: 'ベンチを' },
    });
    expect(await idsOf(ken, answers(', changed: true'))).not.toContain(second);
    expect(await idsOf(ken, answers(', changed: true'))).toContain(first);
  });

  test('of one space are there and nowhere else, and none of a place out of sight', async () => {
    const other = await app.world.room(staff, 'proposals');
    const id = await app.world.proposal(hana, other.componentId);
    await answer(id);
    expect(await idsOf(ken, answers(`, space: "${other.slug}"`))).toEqual([id]);
    expect(await idsOf(ken, answers(', space: "nowhere"'))).toEqual([]);
    const { space } = await ken.run<{ space: { answers: { items: Item[] } } }>(
      'query Q($slug: String!) { space(slug: $slug) { answers { items { id } } } }',
      { slug: other.slug },
    );
    expect(space.answers.items).toEqual([{ id }]);
    await staff.act(unpublish, { id: other.componentId });
    for (const who of [ken, staff, app.world.visitor()]) expect(await idsOf(who, answers())).not.toContain(id);
  });

  test('of a proposal taken back are gone from the list', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    await answer(id, 'EVALUATING');
    expect(await idsOf(ken, answers())).toContain(id);
    await hana.act(withdraw, { id });
    expect(await idsOf(ken, answers())).not.toContain(id);
  });

  test('page by key without gap or repetition, and refuse 101 and forged cursors', async () => {
    const whole = await idsOf(ken, answers());
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Listed['list'] = await listed(
        ken,
        `answers(first: 1${after ? `, after: "${after}"` : ''}) { items { id } next }`,
      );
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(seen).toEqual(whole);
    expect(seen.length).toBeGreaterThan(1);
    const forged = [
      'x',
      ...[
        ['', ''],
        [1, 2],
        ['infinity', 'x'],
        ['2026-13-01 00:00:00+00', hana.id],
        ["'; drop", hana.id],
      ].map((keys) => Buffer.from(JSON.stringify(keys)).toString('base64url')),
    ];
    for (const cursor of forged)
      await expect(listed(ken, `answers(after: "${cursor}") { next }`)).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
    await expect(listed(ken, 'answers(first: 101) { next }')).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('what a person contributed', () => {
  const mine = (more = '') =>
    `myContributions(first: 100${more}) { ${standing.replace('at title', 'at due dueAt title')} }`;

  test('is mine with its state, drafts apart; others see what is out', async () => {
    const mei = await app.world.citizen('芽衣');
    const draft = await app.world.draft(mei, room.componentId, { title: '' });
    app.clock.advance(1);
    const out = await app.world.proposal(mei, room.componentId);
    app.clock.advance(1);
    const said = (await mei.act(comment, { id: out, body: '続きです。' })).id;
    expect((await listed(mei, mine())).items).toMatchObject([
      {
        id: said,
        manifest: 'comments',
        kind: 'comment',
        title: { text: '続きです。' },
        within: { text: '駅前に木陰を' },
        path: `/spaces/${room.slug}/proposals/${room.componentId}/${out}?comment=${said}#comment-${said}`,
      },
      { id: out, manifest: 'proposals', kind: 'proposal', state: 'PUBLISHED' },
    ]);
    expect((await listed(mei, mine(', drafts: true'))).items).toMatchObject([
      { id: draft, state: 'DRAFT', tone: 'DRAFT', due: 'PUBLISH', path: expect.stringMatching(/\/write$/) },
    ]);
    for (const who of [ken, staff, app.world.visitor(), mei]) {
      expect(await idsOf(who, `contributions(code: "${mei.code}") { ${standing} }`)).toEqual([said, out]);
      if (who !== mei) expect(await idsOf(who, mine(', drafts: true'))).not.toContain(draft);
    }
    await mei.act(withdraw, { id: out });
    expect((await listed(mei, mine())).items[1]).toMatchObject({
      id: out,
      state: 'WITHDRAWN',
      tone: 'OVER',
      due: null,
    });
    expect(await idsOf(app.world.visitor(), mine())).toEqual([]);
    expect(await idsOf(ken, 'contributions(code: "nobody00") { items { id } next }')).toEqual([]);
  });

  test('in a place out of sight is there for its author and staff', async () => {
    const rin = await app.world.citizen('凛');
    const other = await app.world.room(staff, 'proposals');
    const id = await app.world.proposal(rin, other.componentId);
    await staff.act(unpublish, { id: other.componentId });
    const theirs = `contributions(code: "${rin.code}") { items { id } next }`;
    expect([
      await idsOf(ken, theirs),
      await idsOf(staff, theirs),
      await idsOf(rin, theirs),
      await idsOf(rin, mine()),
    ]).toEqual([[], [id], [id], [id]]);
  });

  test('has its next dates, the soonest first, until the very instant', async () => {
    const sora = await app.world.citizen('空');
    const place = await app.world.room(staff, 'proposals', { settings: { threshold: 1, answerDays: 5 } });
    const id = await app.world.proposal(sora, place.componentId);
    const draft = await app.world.draft(sora, place.componentId);
    await ken.act(support, { id });
    const dates = async () => (await sora.run<{ list: Item[] }>('{ list: myDeadlines { id due dueAt } }')).list;
    const [edit, publish] = [
      { id, due: 'EDIT', dueAt: '2026-11-22T03:30:00.000Z' },
      { id: draft, due: 'PUBLISH', dueAt: '2026-11-30T15:00:00.000Z' },
    ];
    expect(await dates()).toEqual([edit, publish]);
    app.clock.set('2026-11-22T03:29:59.999Z');
    expect(await dates()).toEqual([edit, publish]);
    app.clock.set('2026-11-22T03:30:00.000Z');
    expect(await dates()).toEqual([{ id, due: 'ANSWER', dueAt: '2026-11-27T03:00:00.000Z' }, publish]);
    await answer(id);
    expect(await dates()).toEqual([publish]);
    app.clock.set('2026-11-30T15:00:00.000Z');
    expect(await dates()).toEqual([]);
  });
});

describe('duties', () => {
  const duties =
    'duties(first: 100) { items { id manifest kind path count dueAt title { text } within { text } } next }';

  test('are the answers owed, the most urgent first, to staff of the space and nobody else', async () => {
    const place = await app.world.room(staff, 'proposals', { settings: { threshold: 1, answerDays: 3 } });
    const [late, later, answered] = [
      await app.world.proposal(hana, place.componentId),
      await app.world.proposal(hana, place.componentId),
      await app.world.proposal(hana, place.componentId),
    ];
    await ken.act(support, { id: late });
    app.clock.advance(60);
    for (const id of [later, answered]) await ken.act(support, { id });
    await answer(answered);
    await answer(later, 'EVALUATING');
    const own = await app.world.staff('担当', place.spaceId);
    expect((await listed(own, duties)).items).toMatchObject([
      {
        id: late,
        manifest: 'proposals',
        kind: 'ANSWER',
        count: 1,
        dueAt: '2026-11-25T03:00:00.000Z',
        path: expect.stringMatching(new RegExp(`${late}/answer$`)),
      },
      { id: later },
    ]);
    expect((await idsOf(staff, duties)).slice(0, 2)).toEqual([late, later]);
    const elsewhere = await app.world.staff('よそ', room.spaceId);
    for (const who of [
      ken,
      hana,
      app.world.visitor(),
      elsewhere,
      await app.world.admin(),
      app.world.as(staff, { mfa: false }),
      app.world.as(staff, { suspended: true }),
    ]) {
      expect(await idsOf(who, duties)).not.toContain(late);
    }
  });

  test('come with the desks where they are done', async () => {
    const desks = async (who: Actor) => (await who.run<{ desks: object[] }>('{ desks { path name } }')).desks;
    expect(await desks(staff)).toContainEqual({ path: 'answers', name: '提案への回答' });
    for (const who of [ken, app.world.visitor(), app.world.as(staff, { mfa: false })])
      expect(await desks(who)).toEqual([]);
  });
});

test('the numbers of a year count voices, promises kept to the minute, and what changed', async () => {
  const numbers = async () =>
    (
      await ken.run<{ organisation: { numbers: Record<'voices' | 'promised' | 'kept' | 'changed', number> } }>(
        '{ organisation { numbers { voices promised kept changed } } }',
      )
    ).organisation.numbers;
  const place = await app.world.room(staff, 'proposals', { settings: { threshold: 1, answerDays: 1 }, closesAt: null });
  const before = await numbers();
  const more = async () =>
    Object.fromEntries(Object.entries(await numbers()).map(([key, n]) => [key, n - before[key as 'voices']]));
  const [kept, late, waiting] = [
    await app.world.proposal(hana, place.componentId),
    await app.world.proposal(hana, place.componentId),
    await app.world.proposal(hana, place.componentId),
  ];
  for (const id of [kept, late, waiting]) await ken.act(support, { id });
  expect(await more()).toEqual({ voices: 3, promised: 0, kept: 0, changed: 0 });
  app.clock.set('2026-11-23T03:00:00.000Z');
  await answer(kept);
  const due = await more();
  app.clock.set('2026-11-23T03:00:00.001Z');
  await answer(late, 'REJECTED');
  app.clock.advance(60);
  await answer(kept, 'PARTLY', { reason: '一部を改めたため' });
  expect([due, await more()]).toEqual([
    { voices: 3, promised: 3, kept: 1, changed: 1 },
    { voices: 3, promised: 3, kept: 1, changed: 1 },
  ]);
  app.clock.set('2028-01-01T00:00:00.000Z');
  expect(await numbers()).toEqual({ voices: 0, promised: 0, kept: 0, changed: 0 });
});

describe('lists over many', () => {
  beforeAll(async () => {
    const client = await app.server.db.pool.connect();
    await client.query('set session_replication_role = replica; set statement_timeout = 0');
    await client.query(
      `
      insert into proposal (id, organisation_id, component_id, author_id, state, title, body, locale, created_at, published_at, versions, rev,
        answer_due_at, answer_kind, answered_at, answer_versions, answer_office)
      select gen_random_uuid(), $1, $2, $3, 'PUBLISHED', 'たくさん ' || n, '本文', 'ja', now(), at, 1, 1,
        case when n % 2 = 0 then at end, case when n % 2 = 1 then 'ACCEPTED' end, case when n % 2 = 1 then at end, 0, null
      from (select n, '2026-10-01T00:00:00Z'::timestamptz + n * interval '1 second' as at from generate_series(1, 20000) n) made`,
      [app.world.organisationId, room.componentId, ken.id],
    );
    await client.query('analyze proposal');
    client.release(true);
  });

  test.each([
    ['answers', 'answers(first: 10) { next }'],
    ['contributions', 'myContributions(first: 10) { next }'],
    ['duties', 'duties(first: 10) { next }'],
  ])('read a page of %s by its index', async (_, field) => {
    const who = field.startsWith('my') ? ken : staff;
    const plans = await plansOf(app, /from proposal p/, () => who.run(`{ list: ${field} }`));
    expect(plans).toHaveLength(1);
    const read = plans.flat().filter((node) => node['Relation Name'] === 'proposal');
    expect(read.length).toBeGreaterThan(0);
    expect(read.every((node) => node['Node Type'].includes('Index'))).toBe(true);
    expect(
      read.reduce((sum, node) => sum + (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 1), 0),
    ).toBeLessThanOrEqual(40);
  });
});
