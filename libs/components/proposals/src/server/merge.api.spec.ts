import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let people: Actor[];
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  people = [];
  for (const name of ['花', '健', '直', '玲', '凛', '薫', '誠']) people.push(await app.world.citizen(name));
  room = await app.world.room(staff, 'proposals', { settings: { supportsPerPerson: 2 } });
});
afterAll(() => app?.close());

const shown = '__typename ... on Refusal { code field message }';
const merge = `mutation M($ids: [ID!]!, $input: MergeInput!) { outcome: mergeProposals(ids: $ids, input: $input) { ${shown} ... on Proposal { id supportCount } } }`;
const split = `mutation M($id: ID!, $input: SplitInput!) { outcome: splitProposal(id: $id, input: $input) { ${shown} ... on Proposal { id links { proposal { id } } } } }`;
const undo = (name: string) => `mutation M($id: ID!, $reason: String!) { outcome: ${name}(id: $id, reason: $reason) { ${shown} ... on Proposal { id } } }`;
const on = (mutation: string) => `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { ${shown} ... on Proposal { id supportCount } } }`;
const support = on('supportProposal');
const answer = `mutation M($id: ID!, $input: ProposalAnswerInput!) { outcome: answerProposal(id: $id, input: $input) { ${shown} ... on Proposal { id } } }`;
const text = { title: '駅前に木陰とベンチを', body: '三つの提案をまとめました。', locale: 'ja', reason: '同じ内容の提案だったため', office: '企画課', carry: true };
const read = `query Q($id: ID!) { proposal(id: $id) { id state title office official supportCount reference answerDueAt viewerSupports
  authors { kind name person { displayName } } links { kind from carried reason office undoneAt proposal { id state supportCount } } } }`;

interface Read {
  id: string; state: string; supportCount: number | null; reference: string; viewerSupports: boolean; answerDueAt: string | null; office: string | null; official: boolean;
  authors: { person: { displayName: string } | null; name: string | null }[];
  links: { kind: string; from: boolean; carried: boolean; reason: string | null; office: string | null; undoneAt: string | null; proposal: { id: string; state: string; supportCount: number | null } }[];
}
const look = async (id: string, who: Actor = app.world.visitor()) => (await who.run<{ proposal: Read }>(read, { id })).proposal;
const names = ({ authors }: Read) => authors.map(({ person, name }) => person?.displayName ?? name);
const one = (n: number): Actor => people[n] as Actor;

describe('to merge', () => {
  test('lists all authors once, marks whose words they are, and links both ways', async () => {
    const a = await app.world.proposal(one(0), room.componentId);
    const b = await app.world.proposal(one(1), room.componentId);
    const { id } = await staff.act(merge, { ids: [b, a], input: text });
    const result = await look(id);
    expect(names(result)).toEqual(['健', '花']);
    expect(result).toMatchObject({ state: 'PUBLISHED', office: '企画課', official: false });
    expect(result.links.map(({ kind, from, carried, reason, proposal }) => [kind, from, carried, reason, proposal.id])).toEqual(
      [b, a].map((source) => ['MERGE', true, true, '同じ内容の提案だったため', source]));
    const source = await look(a);
    expect(source.state).toBe('MERGED');
    expect(source.links).toMatchObject([{ kind: 'MERGE', from: false, office: '企画課', proposal: { id, state: 'PUBLISHED' } }]);
  });

  test('carries each supporter once, frees what was given twice, and each can take theirs back', async () => {
    const a = await app.world.proposal(one(0), room.componentId);
    const b = await app.world.proposal(one(1), room.componentId);
    const c = await app.world.proposal(one(2), room.componentId);
    for (const [who, id] of [[3, a], [3, b], [4, a], [5, b]] as const) await one(who).act(support, { id });
    expect(await one(3).refused(support, { id: c })).toBe('LIMIT_REACHED');
    expect(await staff.run('query Q($ids: [ID!]!) { distinctSupporters(ids: $ids) }', { ids: [a, b] })).toEqual({ distinctSupporters: 3 });
    const { id } = await staff.act(merge, { ids: [a, b], input: text });
    expect((await look(id)).supportCount).toBe(3);
    expect((await look(id, one(3))).viewerSupports).toBe(true);
    expect((await look(a)).supportCount).toBe(2);
    expect(await one(3).refused(support, { id: c })).toBeUndefined();
    expect(await one(4).refused(support, { id })).toBe('ALREADY_SUPPORTED');
    for (const locked of [a, b]) expect(await one(6).refused(support, { id: locked })).toBe('WRONG_STATE');
    await one(4).act(on('retractSupport'), { id });
    expect((await look(id)).supportCount).toBe(2);
  });

  test('leaves supports behind where the text differs, and gives them back to whoever gave them', async () => {
    const [a, b] = [await app.world.proposal(one(0), room.componentId), await app.world.proposal(one(1), room.componentId)];
    const who = await app.world.citizen('支');
    for (const id of [a, b]) await who.act(support, { id });
    const { id } = await staff.act(merge, { ids: [a, b], input: { ...text, carry: false } });
    expect(await look(id, who)).toMatchObject({ supportCount: 0, viewerSupports: false });
    expect(await who.refused(support, { id })).toBeUndefined();
  });

  test('goes over places of one space, each person still counted once; not over spaces', async () => {
    const space = await app.world.room(staff, 'proposals');
    const placed = await staff.act(`mutation M($space: ID!) { outcome: placeComponent(spaceId: $space, manifest: "proposals", input: { title: { ja: "二つ目" } }) {
      ${shown} ... on PlacedComponent { id } } }`, { space: space.spaceId });
    const { spaceById } = await staff.run<{ spaceById: { edition: number } }>('query Q($id: ID!) { spaceById(id: $id) { edition } }', { id: space.spaceId });
    await staff.act(`mutation M($id: ID!, $edition: Int!, $phases: [SpacePhaseInput!]!) { outcome: setPhases(id: $id, edition: $edition, phases: $phases, reason: "場所を足すため") { ${shown} ... on Space { id } } }`, {
      id: space.spaceId, edition: spaceById.edition,
      phases: [{ key: 'ideas', title: { ja: '募集' }, text: { ja: '募集' }, opensAt: '2026-11-01T00:00:00+09:00', closesAt: '2026-12-01T00:00:00+09:00',
        allows: [space.componentId, placed.id].map((componentId) => ({ componentId, actions: ['create', 'support', 'comment'] })) }] });
    await staff.act(`mutation M($id: ID!) { outcome: publishComponent(id: $id) { ${shown} ... on PlacedComponent { id } } }`, { id: placed.id });
    const [a, b] = [await app.world.proposal(one(0), space.componentId), await app.world.proposal(one(1), placed.id)];
    for (const id of [a, b]) await one(3).act(support, { id });
    await one(4).act(support, { id: b });
    const { id } = await staff.act(merge, { ids: [a, b], input: { ...text, componentId: placed.id } });
    expect(await look(id)).toMatchObject({ supportCount: 2 });
    expect((await look(id, one(3))).viewerSupports).toBe(true);
    const far = await app.world.proposal(one(2), room.componentId);
    expect(await staff.refused(merge, { ids: [id, far], input: text })).toBe('OTHER_SPACE sources');
  });

  test('keeps the earliest clock of an owed answer, and starts one where all supporters together reach the threshold', async () => {
    const owed = await app.world.room(staff, 'proposals', { settings: { threshold: 2, answerDays: 30 } });
    const make = () => app.world.proposal(one(0), owed.componentId);
    const [a, b, c, d] = [await make(), await make(), await make(), await make()];
    for (const n of [3, 4]) await one(n).act(support, { id: a });
    const { answerDueAt } = await look(a);
    app.clock.advance(60);
    const { id } = await staff.act(merge, { ids: [b, a], input: { ...text, carry: false } });
    expect((await look(id)).answerDueAt).toBe(answerDueAt);
    await one(3).act(support, { id: c });
    await one(4).act(support, { id: d });
    const together = await staff.act(merge, { ids: [c, d], input: text });
    expect((await look(together.id)).answerDueAt).toBe('2026-12-22T04:00:00.000Z');
    app.clock.set('2026-11-22T12:00:00+09:00');
  });

  test('is refused where there is nothing to merge, or it is not one\'s to merge', async () => {
    const a = await app.world.proposal(one(0), room.componentId);
    const b = await app.world.proposal(one(1), room.componentId);
    const elsewhere = await app.world.staff('他課', (await app.world.room(staff, 'proposals')).spaceId);
    expect(await one(0).refused(merge, { ids: [a, b], input: text })).toBe('FORBIDDEN');
    expect(await elsewhere.refused(merge, { ids: [a, b], input: text })).toBe('FORBIDDEN');
    expect(await app.world.as(staff, { mfa: false }).refused(merge, { ids: [a, b], input: text })).toBe('MFA_REQUIRED');
    expect(await app.world.visitor().refused(merge, { ids: [a, b], input: text })).toBe('UNAUTHENTICATED');
    expect(await staff.refused(merge, { ids: [a], input: text })).toBe('TOO_FEW sources');
    expect(await staff.refused(merge, { ids: [a, a], input: text })).toBe('TOO_FEW sources');
    expect(await staff.refused(merge, { ids: [a, 'no-id'], input: text })).toBe('NOT_FOUND sources');
    expect(await staff.refused(merge, { ids: [a, await app.world.draft(one(0), room.componentId)], input: text })).toBe('NOT_FOUND sources');
    for (const [field, value] of [['title', ''], ['body', ' '], ['reason', ''], ['office', '']]) {
      expect(await staff.refused(merge, { ids: [a, b], input: { ...text, [field as string]: value } })).toBe(`EMPTY ${field}`);
    }
    await staff.act(answer, { id: b, input: { kind: 'REJECTED', text: { ja: 'できません。' }, office: '企画課' } });
    expect(await staff.refused(merge, { ids: [a, b], input: text })).toBe('ANSWERED sources');
    await one(0).act(on('withdrawProposal'), { id: a });
    expect(await staff.refused(merge, { ids: [b, a], input: text })).toMatch(/sources$/);
  });

  test('of one source twice at once happens once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ids = [];
      for (let n = 0; n < 4; n += 1) ids.push(await app.world.proposal(one(n), room.componentId));
      const [a, b, c, d] = ids as [string, string, string, string];
      const outcomes = await Promise.all([[a, b], [b, c], [c, b, d], [d, a, b]].map((each) => staff.refused(merge, { ids: each, input: text })));
      expect(outcomes.filter((each) => each === undefined)).toHaveLength(1);
      expect(outcomes.filter((each) => each === 'WRONG_STATE sources')).toHaveLength(3);
    }
  });

  test('races with supports and loses none: each counts on the result or is refused', async () => {
    const [a, b] = [await app.world.proposal(one(0), room.componentId), await app.world.proposal(one(1), room.componentId)];
    const crowd = await Promise.all(Array.from({ length: 20 }, (_, n) => app.world.citizen(`群${n}`)));
    const [merged, ...given] = await Promise.all([
      staff.act(merge, { ids: [a, b], input: text }),
      ...crowd.map((who, n) => who.refused(support, { id: n % 2 ? a : b })),
    ]);
    await app.world.settle();
    const taken = given.filter((each) => each === undefined).length;
    expect(given.every((each) => each === undefined || each === 'WRONG_STATE')).toBe(true);
    expect((await look((merged as { id: string }).id)).supportCount).toBe(taken);
  });
});

test('headings, a place and files go along, sources keep theirs, and undone all count as before', async () => {
  const topics = await app.world.tree(await app.world.admin(), 'topics', ['streets', 'parks']);
  const tree = topics[''] ?? '';
  const place = await app.world.room(staff, 'proposals', { settings: { places: 'OPTIONAL', attachments: true, taxonomies: JSON.stringify([tree]) } });
  const make = (who: Actor, node: string, address: string) =>
    app.world.proposal(who, place.componentId, { taxonomies: [topics[node] ?? ''], spot: { address, lat: '34.54', lon: '134.45' } });
  const [a, b] = [await make(one(0), 'streets', '港町'), await make(one(1), 'parks', '浜町')];
  const attach = (who: Actor, id: string, words: string) => who.act(`mutation A($id: ID!, $file: Upload) {
    outcome: attachFile(subjectKind: "proposal", subjectId: $id, file: $file) { ${shown} ... on Attachment { id } } }`, { id, file: new File([words], `${words}.txt`) });
  for (const n of [1, 2, 3, 4]) await attach(one(0), a, `図${n}`);
  for (const words of ['図1', '写し', '余り']) await attach(one(1), b, words);
  const full = `query Q($id: ID!) { proposal(id: $id) { taxonomies { path } spot { address } attachments { name } } component(id: "${place.componentId}") {
    ... on ProposalsComponent { taxonomies { options { key count } } } } }`;
  type Full = { proposal: { taxonomies: { path: string }[]; spot: { address: string } | null; attachments: { name: string }[] }; component: { taxonomies: { options: { key: string; count: number }[] }[] } };
  const everything = async (id: string) => {
    await app.world.settle();
    const { proposal, component } = await app.world.visitor().run<Full>(full, { id });
    return [proposal.taxonomies.map(({ path }) => path), proposal.spot?.address, proposal.attachments.map(({ name }) => name),
      component.taxonomies[0]?.options.map(({ key, count }) => `${key} ${count}`)];
  };
  const before = [await everything(a), await everything(b)];
  expect(await staff.refused(merge, { ids: [a, b], input: { ...text, spotOf: place.componentId } })).toBe('BAD_USER_INPUT spotOf');
  const { id } = await staff.act(merge, { ids: [a, b], input: { ...text, spotOf: b } });
  expect(await everything(id)).toEqual([['topics/streets'], '浜町', ['図1.txt', '図2.txt', '図3.txt', '図4.txt', '写し.txt'], ['parks 0', 'streets 1']]);
  expect((await everything(a)).slice(0, 3)).toEqual(before[0]?.slice(0, 3));
  await staff.act(undo('undoMerge'), { id, reason: '別' });
  expect((await everything(b)).slice(0, 3)).toEqual(before[1]?.slice(0, 3));
  await staff.act(split, { id: a, input: { parts: [1, 2].map((n) => ({ title: `その${n}`, body: '分けました。', locale: 'ja' })), reason: '二つの話', office: '企画課' } });
  const part = (await look(a)).links.find(({ kind }) => kind === 'SPLIT');
  expect((await everything(part?.proposal.id ?? '')).slice(0, 3)).toEqual(before[0]?.slice(0, 3));
});

describe('a merge undone', () => {
  test('lets sources live again with their supports, and says so on the page of what came out', async () => {
    const [a, b] = [await app.world.proposal(one(0), room.componentId), await app.world.proposal(one(1), room.componentId)];
    const who = await app.world.citizen('戻');
    for (const id of [a, b]) await who.act(support, { id });
    const { id } = await staff.act(merge, { ids: [a, b], input: text });
    const since = await app.world.citizen('後');
    await since.act(support, { id });
    expect(await one(0).refused(undo('undoMerge'), { id, reason: '別の内容でした' })).toBe('FORBIDDEN');
    expect(await staff.refused(undo('undoMerge'), { id, reason: '' })).toBe('EMPTY reason');
    expect(await staff.refused(undo('undoMerge'), { id: a, reason: '別' })).toBe('WRONG_STATE');
    await staff.act(undo('undoMerge'), { id, reason: '別の内容でした' });
    expect(await look(id, since)).toMatchObject({ state: 'WITHDRAWN', supportCount: 1, links: [{ undoneAt: expect.any(String) }, {}] });
    for (const source of [a, b]) expect(await look(source, who)).toMatchObject({ state: 'PUBLISHED', supportCount: 1, viewerSupports: true, links: [] });
    expect(await staff.refused(undo('undoMerge'), { id, reason: '二度目' })).toBe('WRONG_STATE');
    const again = await staff.act(merge, { ids: [a, b], input: text });
    expect((await look(again.id)).supportCount).toBe(1);
  });

  test('is over once the city answered', async () => {
    const [a, b] = [await app.world.proposal(one(0), room.componentId), await app.world.proposal(one(1), room.componentId)];
    const { id } = await staff.act(merge, { ids: [a, b], input: text });
    await staff.act(answer, { id, input: { kind: 'EVALUATING', text: { ja: '検討します。' }, office: '企画課' } });
    expect(await staff.refused(undo('undoMerge'), { id, reason: '別' })).toBe('ANSWERED');
  });

  test('at the same time as another, or as an answer, happens in one order or the other', async () => {
    const [a, b] = [await app.world.proposal(one(0), room.componentId), await app.world.proposal(one(1), room.componentId)];
    const { id } = await staff.act(merge, { ids: [a, b], input: text });
    const outcomes = await Promise.all([1, 2, 3].map(() => staff.refused(undo('undoMerge'), { id, reason: '別' })));
    expect(outcomes.filter((each) => each === undefined)).toHaveLength(1);
    const second = await staff.act(merge, { ids: [a, b], input: text });
    const [undone, answered] = await Promise.all([
      staff.refused(undo('undoMerge'), { id: second.id, reason: '別' }),
      staff.refused(answer, { id: second.id, input: { kind: 'ACCEPTED', text: { ja: 'やります。' }, office: '企画課' } }),
    ]);
    expect([undone === undefined, answered === undefined].filter(Boolean)).toHaveLength(1);
  });
});

describe('to split', () => {
  const parts = (many: number) => Array.from({ length: many }, (_, n) => ({ title: `その${n + 1}`, body: '分けました。', locale: 'ja' }));

  test('gives every part all authors and a link, and no supports; undone, all is as before', async () => {
    const id = await app.world.proposal(one(0), room.componentId);
    const who = await app.world.citizen('割');
    await who.act(support, { id });
    await staff.act(split, { id, input: { parts: parts(3), reason: '二つの内容が入っていたため', office: '企画課' } });
    const source = await look(id);
    expect(source).toMatchObject({ state: 'SPLIT', supportCount: 1 });
    expect(source.links.map(({ kind, from }) => [kind, from])).toEqual([['SPLIT', false], ['SPLIT', false], ['SPLIT', false]]);
    for (const { proposal } of source.links) {
      const part = await look(proposal.id);
      expect([names(part), part.supportCount, part.office]).toEqual([['花'], 0, '企画課']);
      expect(await one(0).refused(on('withdrawProposal'), { id: part.id })).toBe('NOT_THE_AUTHOR');
    }
    await staff.act(undo('undoSplit'), { id, reason: '一つの話でした' });
    expect(await look(id, who)).toMatchObject({ state: 'PUBLISHED', supportCount: 1, viewerSupports: true });
    expect((await look(source.links[0]?.proposal.id ?? '')).state).toBe('WITHDRAWN');
  });

  test('is refused for one part, for eleven, for a part without words, and once a part was answered not undone', async () => {
    const id = await app.world.proposal(one(0), room.componentId);
    const input = { parts: parts(2), reason: '分けるため', office: '企画課' };
    expect(await staff.refused(split, { id, input: { ...input, parts: parts(1) } })).toBe('TOO_FEW parts');
    expect(await staff.refused(split, { id, input: { ...input, parts: parts(11) } })).toBe('TOO_MANY parts');
    expect(await staff.refused(split, { id, input: { ...input, parts: [...parts(1), { title: '', body: 'x', locale: 'ja' }] } })).toBe('EMPTY parts.1.title');
    expect(await one(0).refused(split, { id, input })).toBe('FORBIDDEN');
    await staff.act(split, { id, input });
    const [first] = (await look(id)).links;
    await staff.act(answer, { id: first?.proposal.id, input: { kind: 'EVALUATING', text: { ja: '検討します。' }, office: '企画課' } });
    expect(await staff.refused(undo('undoSplit'), { id, reason: '一つの話' })).toBe('ANSWERED parts');
  });
});

test('what was merged or split is in no list and in no number of one, and is found by its reference', async () => {
  const place = await app.world.room(staff, 'proposals');
  const [a, b] = [await app.world.proposal(one(0), place.componentId), await app.world.proposal(one(1), place.componentId)];
  const { id } = await staff.act(merge, { ids: [a, b], input: text });
  const list = `query L($id: ID!, $search: String) { component(id: $id) { voices ... on ProposalsComponent {
    counts { key count } proposals(sort: NEWEST, filter: { search: $search }) { items { id } } } } }`;
  const { component } = await one(2).run<{ component: { voices: number; counts: { key: string; count: number }[]; proposals: { items: { id: string }[] } } }>(list, { id: place.componentId });
  expect([component.voices, component.counts.find(({ key }) => key === 'all')?.count, component.proposals.items.map((each) => each.id)]).toEqual([1, 1, [id]]);
  const { reference } = await look(a);
  const found = await one(2).run<{ component: { proposals: { items: { id: string }[] } } }>(list, { id: place.componentId, search: reference });
  expect(found.component.proposals.items).toEqual([{ id: a }]);
});

test('authors and supporters of each source are told what became of it, and nobody else', async () => {
  const [own, kind, far] = [await app.world.citizen('筆'), await app.world.citizen('支'), await app.world.citizen('他')];
  const [a, b] = [await app.world.proposal(own, room.componentId, { title: '知らせる提案' }), await app.world.proposal(one(1), room.componentId)];
  await kind.act(support, { id: a });
  const mails = async (who: Actor) => (await app.server.db.rows<{ subject: string; body: string }>(sql`
    select m.subject, m.body from mail_outbox m join person p on p.email = m.recipient where p.id = ${who.id} order by m.id`));
  const { id } = await staff.act(merge, { ids: [a, b], input: text });
  await app.world.settle();
  await app.world.react();
  expect((await mails(own)).map(({ subject }) => subject)).toEqual(['【試験市】「知らせる提案」を、ほかの提案とまとめました']);
  expect((await mails(own))[0]?.body).toContain(`/proposals/${room.componentId}/${id}\n`);
  expect((await mails(kind))[0]?.body).toContain('引き継がれました');
  await staff.act(undo('undoMerge'), { id, reason: '別' });
  await app.world.settle();
  await app.world.react();
  expect((await mails(kind)).map(({ subject }) => subject)[1]).toContain('元の提案に戻りました');
  expect(await mails(far)).toEqual([]);
});
