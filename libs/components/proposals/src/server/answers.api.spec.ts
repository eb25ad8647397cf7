import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { sql } from '@hiroba/server';
import { AnswerService } from './answer.service.ts';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  room = await app.world.room(staff, 'proposals', { closesAt: null });
});
afterAll(() => app?.close());

const shown = '__typename ... on Refusal { code field message } ... on Proposal { id answerKind }';
const input = '$input: ProposalAnswerInput!';
const answer = `mutation M($id: ID!, ${input}, $at: DateTime, $edition: Int) {
  outcome: answerProposal(id: $id, input: $input, publishAt: $at, edition: $edition) { ${shown} } }`;
const prepare = `mutation M($id: ID!, ${input}, $edition: Int!) { outcome: prepareAnswer(id: $id, input: $input, edition: $edition) { ${shown} } }`;
const on = (mutation: string, more = '') => `mutation M($id: ID!) { outcome: ${mutation}(id: $id${more}) { ${shown} } }`;
const support = on('supportProposal');
const report = '__typename ... on Refusal { code field message } ... on AnswersReport { id done items { id title refusal { code field } } }';
const publish = `mutation M($ids: [ID!]!, $at: DateTime) { outcome: publishAnswers(ids: $ids, publishAt: $at) { ${report} } }`;
const answerMany = `mutation M($ids: [ID!]!, ${input}, $at: DateTime) { outcome: answerProposals(ids: $ids, input: $input, publishAt: $at) { ${report} } }`;
const words = { status: 'accepted', text: { ja: '来年度に植えます。', en: 'Next year.' }, office: '公園緑地課' };
const read = `query Q($id: ID!) { proposal(id: $id) {
  answerKind answeredAt answerOffice answerVersions answerStatus { key label { ja } icon tone }
  answers { n kind status { key } text { ja } office costYen costNote period reasonCode results reason at }
  preparedAnswer { edition kind status text { ja } office publishAt } } }`;

interface Shown {
  readonly answerKind: string | null;
  readonly answeredAt: string | null;
  readonly answerVersions: number;
  readonly answerOffice: string | null;
  readonly answerStatus: { key: string; label: { ja: string } } | null;
  readonly answers: readonly { n: number; kind: string | null; text: { ja: string | null }; at: string; reason: string | null }[];
  readonly preparedAnswer: { edition: number; publishAt: string | null; text: { ja: string } } | null;
}
interface Report { done: number; items: { id: string; title: string | null; refusal: { code: string; field?: string | null } | null }[] }

const see = async (who: Actor, id: string): Promise<Shown> => (await who.run<{ proposal: Shown }>(read, { id })).proposal;
const proposals = async (many: number, by = hana, place = room.componentId): Promise<string[]> => {
  const ids = [];
  for (let n = 0; n < many; n += 1) ids.push(await app.world.proposal(by, place, { title: `提案 ${n}` }));
  return ids;
};
const one = async (): Promise<string> => (await proposals(1))[0] ?? '';
const entries = (id: string) => app.server.db.rows<{ type: string; data: Record<string, unknown> }>(sql`
  select type, convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from log_entry where subject_id = ${id} and log = 'public' order by subject_rev`);
/** Lets commands see the time the database has: what the clock brings is compared there. */
const wake = () => app.clock.set(new Date());
const soon = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

describe('an answer', () => {
  test('tells its status in the words of the place, its reason, cost, period and results', async () => {
    const id = await one();
    const more = { reasonCode: 'PLANNED', costYen: 1_200_000, costNote: '苗木10本', period: '2027年4月から', results: ['https://city.example/trees'] };
    await staff.act(answer, { id, input: { ...words, ...more } });
    const { answers, ...rest } = await see(app.world.visitor(), id);
    expect(rest).toMatchObject({
      answerKind: 'ACCEPTED', answerOffice: '公園緑地課', answerVersions: 1, preparedAnswer: null,
      answerStatus: { key: 'accepted', label: { ja: '実施します' }, icon: 'check', tone: 'done' },
    });
    expect(answers).toMatchObject([{ n: 1, kind: 'ACCEPTED', status: { key: 'accepted' }, ...more, reason: null }]);
    expect((await entries(id)).at(-1)).toEqual({ type: 'proposal.answered', data: { answer: 'ACCEPTED', status: 'accepted', reason: 'PLANNED', n: 1 } });
  });

  test('taken back leaves the proposal open again, with all that was said', async () => {
    const id = await one();
    await staff.act(answer, { id, input: words });
    expect(await ken.refused(support, { id })).toBe('ANSWERED');
    await staff.act(on('clearAnswer', ', reason: "誤って公開したため"'), { id });
    expect(await ken.refused(support, { id })).toBeUndefined();
    const { answerKind, answerStatus, answers } = await see(app.world.visitor(), id);
    expect({ answerKind, answerStatus }).toEqual({ answerKind: null, answerStatus: null });
    expect(answers).toMatchObject([{ n: 1, text: { ja: words.text.ja } }, { n: 2, kind: null, reason: '誤って公開したため' }]);
  });
});

describe('a prepared answer', () => {
  test('is there for the staff of its space only, and gone once it is published', async () => {
    const id = await one();
    await staff.act(prepare, { id, input: words, edition: 0 });
    const elsewhere = await app.world.staff('他課', (await app.world.room(staff, 'proposals')).spaceId);
    for (const who of [hana, ken, app.world.visitor(), elsewhere, app.world.as(staff, { mfa: false })]) {
      expect(await see(who, id)).toMatchObject({ answerKind: null, answers: [], preparedAnswer: null });
    }
    expect((await see(staff, id)).preparedAnswer).toMatchObject({ edition: 1, text: { ja: words.text.ja } });
    expect(await ken.refused(support, { id })).toBeUndefined();
    await staff.act(publish, { ids: [id] });
    expect(await see(staff, id)).toMatchObject({ answerKind: 'ACCEPTED', preparedAnswer: null });
  });

  test('ADM2 saved by two at once tells the second, and loses nothing', async () => {
    const id = await one();
    await staff.act(prepare, { id, input: words, edition: 0 });
    const results = await Promise.all(['甲', '乙', '丙', '丁'].map((ja) => staff.refused(prepare, { id, input: { ...words, text: { ja } }, edition: 1 })));
    expect([...results].sort()).toEqual(['STALE', 'STALE', 'STALE', undefined]);
    expect(await staff.refused(answer, { id, input: words, edition: 1 })).toBe('STALE');
    await staff.act(answer, { id, input: words, edition: 2 });
  });

  test('can be thrown away, and leaves no entry in the record', async () => {
    const id = await one();
    expect(await staff.refused(on('discardAnswer'), { id })).toBe('NOT_PREPARED');
    await staff.act(prepare, { id, input: words, edition: 0 });
    await staff.act(on('discardAnswer'), { id });
    expect((await see(staff, id)).preparedAnswer).toBeNull();
    expect((await entries(id)).map(({ type }) => type)).toEqual(['proposal.published']);
  });
});

describe('a scheduled answer', () => {
  test('is in force from its instant with all workers stopped, for pages, rules, lists and counts, and is written down once', async () => {
    const place = await app.world.room(staff, 'proposals', { closesAt: null });
    const [id = ''] = await proposals(1, hana, place.componentId);
    wake();
    const then = soon(1_200);
    await staff.act(answer, { id, input: words, at: then });
    const waiting = { answerKind: null, answeredAt: null, answerVersions: 0, answerOffice: null, answerStatus: null, answers: [] };
    expect(await see(ken, id)).toEqual({ ...waiting, preparedAnswer: null });
    expect(await see(staff, id)).toMatchObject({ ...waiting, preparedAnswer: { publishAt: then, text: { ja: words.text.ja } } });
    expect(await staff.refused(prepare, { id, input: words, edition: 1 })).toBe('WRONG_STATE publishAt');
    expect(await listed(place, 'ACCEPTED')).toEqual({ items: [], counts: { all: 1, 'answer:NONE': 1 } });
    await setTimeout(Math.max(0, new Date(then).getTime() - Date.now()) + 60);
    wake();
    const inForce = { answerKind: 'ACCEPTED', answeredAt: then, answerVersions: 1, answerOffice: '公園緑地課', answerStatus: { key: 'accepted' } };
    expect(await see(app.world.visitor(), id)).toMatchObject({ ...inForce, answers: [{ n: 1, text: { ja: words.text.ja }, at: then }] });
    expect((await see(staff, id)).preparedAnswer).toBeNull();
    expect(await ken.refused(support, { id })).toBe('ANSWERED');
    expect(await listed(place, 'ACCEPTED')).toEqual({ items: [id], counts: { all: 1, 'answer:ACCEPTED': 1 } });
    const service = app.server.nest.get(AnswerService);
    const operator = { ...app.world.visitor().viewer, operator: true };
    await Promise.all([1, 2, 3, 4].map(() => service.settle(id, operator)));
    expect(await see(app.world.visitor(), id)).toMatchObject({ ...inForce, answers: [{ n: 1, at: new Date(then).toISOString() }] });
    const told = await entries(id);
    expect(told.map(({ type }) => type)).toEqual(['proposal.published', 'proposal.answer_scheduled', 'proposal.answered']);
    expect(told.map(({ data }) => data).slice(1)).toEqual([{}, { answer: 'ACCEPTED', status: 'accepted', n: 1, since: then }]);
  });

  test('is taken back before its time, and stays prepared', async () => {
    const id = await one();
    wake();
    await staff.act(answer, { id, input: words, at: soon(60_000) });
    await staff.act(on('unscheduleAnswer'), { id });
    expect((await see(staff, id)).preparedAnswer).toMatchObject({ publishAt: null, text: { ja: words.text.ja } });
    expect(await staff.refused(on('unscheduleAnswer'), { id })).toBe('WRONG_STATE');
  });
});

const listed = async ({ componentId }: PlacedRoom, kind: string) => {
  const { component } = await ken.run<{ component: { proposals: { items: { id: string }[] }; counts: { key: string; count: number }[] } }>(
    `query L($id: ID!, $kind: AnswerKind) { component(id: $id) { ... on ProposalsComponent {
      proposals(filter: { answerKind: $kind }) { items { id } } counts { key count } } } }`, { id: componentId, kind });
  return { items: component.proposals.items.map(({ id }) => id), counts: Object.fromEntries(component.counts.map(({ key, count }) => [key, count])) };
};

describe('many answers', () => {
  test('prepared one by one are published together, as one act with an entry each', async () => {
    const ids = await proposals(3);
    for (const id of ids) await staff.act(prepare, { id, input: words, edition: 0 });
    const unprepared = await one();
    const { done, items } = await staff.act<Report>(publish, { ids: [...ids, unprepared] });
    expect({ done, refusals: items.map(({ refusal }) => refusal?.code ?? null) }).toEqual({ done: 3, refusals: [null, null, null, 'NOT_PREPARED'] });
    const batches = (await Promise.all(ids.map(entries))).map((told) => told.at(-1)?.data.batch);
    expect(new Set(batches).size).toBe(1);
    const moments = await app.server.db.rows(sql`select distinct answered_at from proposal where id = any(${ids}::uuid[])`);
    expect(moments).toHaveLength(1);
  });

  test('are scheduled together for one time', async () => {
    const ids = await proposals(2);
    for (const id of ids) await staff.act(prepare, { id, input: words, edition: 0 });
    wake();
    const at = soon(60_000);
    expect(await staff.act<Report>(publish, { ids, at })).toMatchObject({ done: 2 });
    for (const id of ids) expect((await see(staff, id)).preparedAnswer).toMatchObject({ publishAt: at });
    expect(await staff.act<Report>(publish, { ids })).toMatchObject({ done: 0, items: [{ refusal: { code: 'WRONG_STATE' } }, { refusal: { code: 'WRONG_STATE' } }] });
  });

  test('are refused as a whole to those who answer nowhere, without any, and with too many', async () => {
    const ids = await proposals(1);
    expect(await hana.refused(answerMany, { ids, input: words })).toBe('FORBIDDEN');
    expect(await app.world.visitor().refused(publish, { ids })).toBe('UNAUTHENTICATED');
    expect(await staff.refused(publish, { ids: [] })).toBe('EMPTY ids');
    expect(await staff.refused(publish, { ids: Array.from({ length: 201 }, () => crypto.randomUUID()) })).toBe('TOO_MANY ids');
  });

  test('in two acts at once answer each proposal once', async () => {
    const ids = await proposals(6);
    const acts = await Promise.all([ids, [...ids].reverse(), ids].map((each) => staff.act<Report>(answerMany, { ids: each, input: words })));
    expect(acts.map(({ done }) => done).reduce((a, b) => a + b)).toBe(6);
    for (const id of ids) expect((await see(ken, id)).answers).toHaveLength(1);
  });
});

describe('the statuses of a place', () => {
  const edit = `mutation E($id: ID!, $edition: Int!, $value: String!) { outcome: editComponent(id: $id, edition: $edition, input: {
    settings: [{ key: "answerStatuses", value: $value }] }) { __typename ... on PlacedComponent { id } ... on Refusal { code field message } } }`;
  const rows = async (componentId: string) => (await ken.run<{ component: { edition: number; rules: { answerStatuses: { key: string }[] } } }>(
    'query C($id: ID!) { component(id: $id) { edition ... on ProposalsComponent { rules { answerStatuses { key kind icon tone label { ja en } } } } } }',
    { id: componentId })).component;

  test('are four at once; one that no answer has can be removed, one that an answer had can not', async () => {
    const place = await app.world.room(staff, 'proposals', { closesAt: null });
    const { edition, rules: { answerStatuses } } = await rows(place.componentId);
    expect(answerStatuses.map(({ key }) => key)).toEqual(['evaluating', 'accepted', 'partly', 'rejected']);
    const [id = ''] = await proposals(1, hana, place.componentId);
    await staff.act(answer, { id, input: words });
    await staff.act(answer, { id, input: { ...words, status: 'rejected', reason: '改めたため' } });
    const without = (key: string) => JSON.stringify(answerStatuses.filter((row) => row.key !== key));
    for (const key of ['accepted', 'rejected']) {
      expect(await staff.refused(edit, { id: place.componentId, edition, value: without(key) })).toBe('IN_USE settings.answerStatuses');
    }
    await staff.act(edit, { id: place.componentId, edition, value: without('partly') });
    expect(await staff.refused(answer, { id, input: { ...words, status: 'partly', reason: '理由' } })).toBe('BAD_USER_INPUT status');
  });

  test('may be called otherwise, and answers are called so too', async () => {
    const place = await app.world.room(staff, 'proposals', { closesAt: null });
    const [id = ''] = await proposals(1, hana, place.componentId);
    await staff.act(answer, { id, input: words });
    const { edition, rules: { answerStatuses } } = await rows(place.componentId);
    const value = JSON.stringify(answerStatuses.map((row) => (row.key === 'accepted' ? { ...row, label: { ja: 'やります' } } : row)));
    await staff.act(edit, { id: place.componentId, edition, value });
    expect((await see(ken, id)).answerStatus?.label.ja).toBe('やります');
  });
});
