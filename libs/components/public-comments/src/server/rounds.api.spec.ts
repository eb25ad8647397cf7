import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let chief: Actor;
let head: Actor;
let hana: Actor;
let room: PlacedRoom;

const START = '2026-11-22T09:00:00+09:00';

beforeAll(async () => {
  app = await startApp({ now: START });
  [staff, chief, head] = [await app.world.staff('起案'), await app.world.staff('課長'), await app.world.staff('部長')];
  hana = await app.world.citizen('花');
  room = await app.world.room(staff, 'public-comments', { actions: ['comment'], closesAt: null });
});
afterAll(() => app?.close());
beforeEach(() => app.clock.set(START));

const shown = '__typename ... on Round { id stage status closesAt reference } ... on Refusal { code field message }';
const on = (mutation: string, parameters = '', args = '') => `mutation M($id: ID!${parameters}) { outcome: ${mutation}(id: $id${args}) { ${shown} } }`;
const draft = `mutation M($componentId: ID!, $input: RoundInput!) { outcome: draftRound(componentId: $componentId, input: $input) { ${shown} } }`;
const save = on('saveRound', ', $input: RoundInput!', ', input: $input');
const plan = on('importRoundPlan', ', $text: String!', ', text: $text');
const request = on('requestRoundApproval');
const approve = on('approveRound', ', $external: RoundExternalDecisionInput', ', external: $external');
const giveBack = on('returnRound', ', $reason: String!', ', reason: $reason');
const extend = on('extendRound', ', $closesAt: DateTime!, $reason: String!', ', closesAt: $closesAt, reason: $reason');
const correct = on('correctRoundNotice', ', $input: RoundCorrectionInput!, $reason: String!, $material: Boolean!', ', input: $input, reason: $reason, material: $material');
const suspend = on('suspendRound', ', $reason: String!', ', reason: $reason');
const resume = on('resumeRound');
const notHeld = on('declareRoundNotHeld', ', $exemption: String!, $reason: String!', ', exemption: $exemption, reason: $reason');
const withdraw = on('withdrawRound', ', $reason: String!', ', reason: $reason');
const propose = on('requestResultApproval', ', $input: RoundResultInput!', ', input: $input');
const publish = on('publishRoundResult');
const correctResult = on('correctRoundResult', ', $input: RoundResultInput!, $reason: String!', ', input: $input, reason: $reason');
const adopt = on('adoptRound', ', $on: String!, $text: String!', ', on: $on, text: $text');
const notAdopted = on('declareRoundNotAdopted', ', $text: String!, $again: Boolean!', ', text: $text, again: $again');
const explain = on('explainRoundDelay', ', $reason: String!, $until: DateTime!', ', reason: $reason, until: $until');
const read = (fields: string) => `query Q($id: ID!) { round(id: $id) { ${fields} } }`;

const every = (ja: string) => ({ ja });
const ask = {
  decided: every('計画'), changeable: every('道の順番'), fixed: every('予算'), decider: every('市長'), deadline: every('3月'), wanted: every('通う道の様子'), promise: 'CONSULT',
};
const input = {
  title: '自転車活用推進計画（案）', summary: '安心して走れる道をふやします。', ask, office: '都市計画課', contact: { phone: '0790-00-0000', mail: '', address: '本町1-1' },
  ways: [{ channel: 'ONLINE' }, { channel: 'POST', to: '本町1-1' }], legalBasis: '市の条例', opensAt: START, closesAt: '2026-12-26T00:00:00+09:00',
};
const { title, summary, contact, ways, legalBasis } = input;
const correction = { title, summary, contact, ways, legalBasis, places: [] };
const external = { number: '企第12号', on: '2026-11-20' };
const markdown = '# 第1章 目的\n\n歩道を広げ、車いすでも自転車でも安心して通れるようにします。\n\n- 通学路\n- 橋\n\n## 期間\n\n10年です。';

const drafted = async (more: object = {}): Promise<string> => {
  const { id } = await staff.act(draft, { componentId: room.componentId, input: { ...input, ...more } });
  await staff.act(plan, { id, text: markdown });
  return id;
};
const scheduled = async (more: object = {}): Promise<string> => {
  const id = await drafted(more);
  await staff.act(request, { id });
  await chief.act(approve, { id, external });
  return id;
};
const count = `mutation M($id: ID!) { outcome: countTail(roundId: $id, counts: []) { ${shown} } }`;
const end = `mutation M($id: ID!) { outcome: closeTail(roundId: $id) { ${shown} } }`;
const answered = async (id: string): Promise<void> => {
  app.clock.set('2027-01-10T09:00:00+09:00');
  await staff.act(count, { id });
  await chief.act(end, { id });
  await staff.act(propose, { id, input: { text: '提出意見はありませんでした。' } });
  await chief.act(approve, { id });
  await head.act(approve, { id });
  await staff.act(publish, { id });
};
const entries = (id: string) => app.server.db.rows<{ type: string }>(sql`
  select type from log_entry where subject_kind = 'round' and subject_id = ${id} and log = 'public' order by id`).then((rows) => rows.map(({ type }) => type.replace('round.', '')));

describe('a draft of a round', () => {
  test('belongs to staff alone, with the procedure of its place', async () => {
    const { id } = await staff.act(draft, { componentId: room.componentId, input: { title } });
    expect(await hana.run(read('title'), { id })).toEqual({ round: null });
    expect(await staff.run(read('title status zone profile { key minDays }'), { id }))
      .toEqual({ round: { title, status: 'DRAFT', zone: 'Asia/Tokyo', profile: { key: 'MUNICIPAL', minDays: 30 } } });
    expect(await hana.refused(save, { id, input: { title: 'x' } })).toBe('NOT_FOUND');
    expect(await staff.refused(save, { id, input: { title: 'x', opensAt: START, closesAt: START } })).toBe('BAD_DATES closesAt');
    expect(await staff.refused(request, { id })).toBe('EMPTY summary');
  });

  test('PC1 asks for the reason of a short period, counted from the day of publication, and shows both to staff', async () => {
    const id = await drafted({ closesAt: '2026-12-21T00:00:00+09:00' });
    expect(await staff.refused(request, { id })).toBe('SHORT_PERIOD shortPeriodReason');
    const { round } = await staff.run<{ round: { days: object; work: { checks: { point: string; field: string | null }[] } } }>(
      read('days { first last days minDays isShort warnings } work { checks { point field } }'), { id });
    expect(round.days).toEqual({ first: '2026-11-22', last: '2026-12-20', days: 29, minDays: 30, isShort: true, warnings: ['CLOSES_WEEKEND'] });
    expect(round.work.checks.filter(({ field }) => field)).toEqual([{ point: 'PERIOD', field: 'shortPeriodReason' }]);
    await staff.act(save, { id, input: { ...input, closesAt: '2026-12-21T00:00:00+09:00', shortPeriodReason: '国の期限に間に合わせるため' } });
    expect(await staff.refused(request, { id })).toBeUndefined();
  });

  test('keeps the ids of its text from import to import, and takes none any more once it is public', async () => {
    const id = await drafted();
    const units = async () => (await staff.run<{ round: { plan: { frozen: boolean; units: { id: string; path: string; kind: string; text: string; relation: string }[] } } }>(
      read('plan { frozen units { id path kind text relation } }'), { id })).round.plan;
    const before = (await units()).units;
    expect(before.map(({ path, kind }) => [path, kind])).toEqual([['1', 'HEADING'], ['1.p1', 'PARAGRAPH'], ['1.p2', 'ITEM'], ['1.p3', 'ITEM'], ['1.1', 'HEADING'], ['1.1.p1', 'PARAGRAPH']]);
    await staff.act(plan, { id, text: markdown.replace('安心して通れる', '夜も安心して通れる').replace('- 橋\n', '- 橋\n- 川沿いの道\n') });
    const after = (await units()).units;
    expect(before.every(({ id: unit }) => after.some((each) => each.id === unit))).toBe(true);
    expect(after.map(({ relation }) => relation)).toEqual(['KEPT', 'EDITED', 'KEPT', 'KEPT', 'NEW', 'KEPT', 'KEPT']);
    await staff.act(request, { id });
    await chief.act(approve, { id, external });
    expect((await units()).frozen).toBe(true);
    expect(await staff.refused(plan, { id, text: '別の本文' })).toBe('WRONG_STATE');
    await expect(app.server.db.rows(sql`update round_plan set units = '[]' where round_id = ${id}`)).rejects.toThrow(/frozen/);
  });
});

describe('PC26 approval', () => {
  test('needs two hands that did not write it, by the API and by the database, or a decision made elsewhere', async () => {
    const id = await drafted();
    await staff.act(request, { id });
    expect(await staff.refused(approve, { id })).toBe('OWN_WORK');
    await chief.act(approve, { id });
    expect(await chief.refused(approve, { id })).toBe('ALREADY_APPROVED');
    const insert = (person: string, n: number) => app.server.db.rows(sql`
      insert into round_step (id, organisation_id, round_id, what, review, n, person_id, at)
      select gen_random_uuid(), organisation_id, id, 'NOTICE', 1, ${n}, ${person}, now() from round where id = ${id}`);
    await expect(insert(staff.id, 2)).rejects.toThrow(/does not approve/);
    await expect(insert(chief.id, 2)).rejects.toThrow(/round_step_once/);
    expect(await chief.refused(giveBack, { id, reason: '図を足してください' })).toBeUndefined();
    await staff.act(request, { id });
    await chief.act(approve, { id });
    expect(await hana.run(read('title'), { id })).toEqual({ round: null });
    expect(await head.act(approve, { id })).toMatchObject({ stage: 'SCHEDULED', status: 'OPEN' });
    expect(await entries(id)).toEqual(['scheduled']);
  });

  test('PC38 leaves a round with the procedure it was asked under', async () => {
    const id = await drafted();
    await staff.act(request, { id });
    await app.server.db.rows(sql`select 1`);
    const edition = await staff.run<{ component: { edition: number } }>('query Q($id: ID!) { component(id: $id) { ... on PublicCommentsComponent { edition } } }', { id: room.componentId });
    await staff.act(`mutation M($id: ID!, $edition: Int!, $input: ComponentInput!) { outcome: editComponent(id: $id, edition: $edition, input: $input) {
      __typename ... on PlacedComponent { id } ... on Refusal { code field message } } }`,
    { id: room.componentId, edition: edition.component.edition, input: { settings: [{ key: 'minDays', value: '60' }, { key: 'profile', value: 'VOLUNTARY' }] } });
    await chief.act(approve, { id });
    await head.act(approve, { id });
    expect(await hana.run(read('status profile { key minDays approvalSteps }'), { id }))
      .toEqual({ round: { status: 'OPEN', profile: { key: 'MUNICIPAL', minDays: 30, approvalSteps: 2 } } });
    const back = await staff.run<{ component: { edition: number } }>('query Q($id: ID!) { component(id: $id) { ... on PublicCommentsComponent { edition } } }', { id: room.componentId });
    await staff.act(`mutation M($id: ID!, $edition: Int!, $input: ComponentInput!) { outcome: editComponent(id: $id, edition: $edition, input: $input) {
      __typename ... on PlacedComponent { id } ... on Refusal { code field message } } }`,
    { id: room.componentId, edition: back.component.edition, input: { settings: [{ key: 'minDays', value: '0' }, { key: 'profile', value: 'MUNICIPAL' }] } });
  });
});

describe('a notice', () => {
  test('PC4 keeps its bytes and its digest after fifty changes, and refuses UPDATE', async () => {
    const id = await scheduled();
    const notices = async () => (await hana.run<{ round: { notices: { n: number; snapshot: string; sha256: string }[] } }>(read('notices { n snapshot sha256 }'), { id })).round.notices;
    const [first] = await notices();
    for (let n = 0; n < 50; n += 1) {
      await staff.act(correct, { id, input: { ...correction, summary: `${summary}${n}` }, reason: '誤字', material: false });
    }
    const all = await notices();
    expect(all.at(-1)).toEqual(first);
    expect(all).toHaveLength(51);
    expect(all.every(({ snapshot, sha256 }) => createHash('sha256').update(snapshot).digest('hex') === sha256)).toBe(true);
    await expect(app.server.db.rows(sql`update round_notice set reason = 'x' where round_id = ${id}`)).rejects.toThrow(/keeps what was published/);
    await expect(app.server.db.rows(sql`delete from round_notice where round_id = ${id}`)).rejects.toThrow(/keeps what was published/);
    expect((await entries(id)).filter((type) => type === 'changed')).toHaveLength(50);
  });

  test('PUB-02 PC5 PC3 is extended and never shortened; what matters is corrected with a week left', async () => {
    const id = await scheduled();
    expect(await staff.refused(extend, { id, closesAt: '2026-12-26T00:00:00+09:00', reason: '声が多い' })).toBe('NOT_LONGER closesAt');
    expect(await hana.refused(extend, { id, closesAt: '2027-01-06T00:00:00+09:00', reason: '声が多い' })).toBe('FORBIDDEN');
    await expect(app.server.db.rows(sql`update round set closes_at = closes_at - interval '1 day' where id = ${id}`)).rejects.toThrow(/never shortened/);
    app.clock.set('2026-12-23T00:00:00+09:00');
    await staff.act(correct, { id, input: { ...correction, summary: '区間を直しました' }, reason: '図の誤り', material: true });
    expect(await hana.run(read('closesAt noticeVersions notices { n material reason changes { field } }'), { id })).toMatchObject({
      round: { closesAt: '2026-12-29T15:00:00.000Z', noticeVersions: 2, notices: [{ n: 2, material: true, reason: '図の誤り', changes: [{ field: 'summary' }, { field: 'closesAt' }] }, { n: 1 }] },
    });
    const [entry] = await app.server.db.rows<{ data: object }>(sql`
      select convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from log_entry where subject_id = ${id} and type = 'round.changed'`);
    expect(entry?.data).toMatchObject({ change: 'CORRECTED', material: true, closes: '2026-12-29T15:00:00.000Z' });
  });

  test('PC41 PC2 is suspended and resumed with the lost time, and closes at its very instant by the clock of the database', async () => {
    const id = await scheduled();
    app.clock.set('2026-12-01T10:00:00+09:00');
    await staff.act(suspend, { id, reason: '障害' });
    expect(await hana.run(read('status'), { id })).toEqual({ round: { status: 'SUSPENDED' } });
    app.clock.advance(45);
    expect(await staff.act(resume, { id })).toMatchObject({ closesAt: '2026-12-26T15:00:00.000Z', status: 'OPEN' });
    for (const [now, status] of [['2026-12-26T14:59:59.999Z', 'OPEN'], ['2026-12-26T15:00:00.000Z', 'CLOSED']] as const) {
      app.clock.set(now);
      expect(await hana.run(read('status'), { id })).toEqual({ round: { status } });
    }
  });
});

describe('the end of a round', () => {
  test('PC14 publishes that nobody wrote, keeps the first words when they are corrected, and is adopted', async () => {
    const id = await scheduled();
    await answered(id);
    const result = read('status numbers { submissions opinions byChannel { channel submissions } } notices { kind n snapshot }');
    expect(await hana.run(result, { id })).toMatchObject({ round: { status: 'ANSWERED', numbers: {
      submissions: 0, opinions: 0, byChannel: ['ONLINE', 'MAIL', 'POST', 'FAX', 'COUNTER'].map((channel) => ({ channel, submissions: 0 })) } } });
    await staff.act(correctResult, { id, input: { text: '提出意見はありませんでした。参考資料を足しました。' }, reason: '資料の追加' });
    const { round } = await hana.run<{ round: { notices: { kind: string; n: number; snapshot: string }[] } }>(result, { id });
    expect(round.notices.filter(({ kind }) => kind === 'RESULT').map(({ n, snapshot }) => [n, (JSON.parse(snapshot) as { text: string }).text])).toEqual([
      [2, '提出意見はありませんでした。参考資料を足しました。'], [1, '提出意見はありませんでした。']]);
    expect(await staff.act(adopt, { id, on: '2027-03-01', text: '案のとおり決定しました。' })).toMatchObject({ stage: 'ADOPTED' });
    expect(await entries(id)).toEqual(['scheduled', 'closed', 'changed', 'changed', 'changed', 'result_published', 'result_corrected', 'adopted']);
  });

  test('PC15 is not adopted, not held or withdrawn: each with its reason, on a page that stays', async () => {
    const dropped = await scheduled();
    await answered(dropped);
    await staff.act(notAdopted, { id: dropped, text: '財源の見通しが立たないため', again: true });
    app.clock.set(START);
    const unheld = await drafted();
    expect(await staff.refused(notHeld, { id: unheld, exemption: 'APA39_4_1', reason: '緊急' })).toBe('BAD_USER_INPUT exemption');
    await staff.act(notHeld, { id: unheld, exemption: 'MINOR', reason: '条ずれを直すだけのため' });
    const back = await scheduled();
    await staff.act(withdraw, { id: back, reason: '案を作り直すため' });
    const seen = await Promise.all([dropped, unheld, back].map((id) => hana.run(read('status exemption notices { kind reason }'), { id })));
    expect(seen).toMatchObject([
      { round: { status: 'NOT_ADOPTED' } }, { round: { status: 'NOT_HELD', exemption: 'MINOR', notices: [{ kind: 'NOT_HELD', reason: '条ずれを直すだけのため' }] } },
      { round: { status: 'WITHDRAWN', notices: [{ kind: 'WITHDRAWN' }, { kind: 'NOTICE' }] } }]);
  });

  test('PC32 is overdue at the next request, until somebody says why and until when', async () => {
    const id = await scheduled();
    app.clock.set('2027-03-19T23:59:59.999+09:00');
    const seen = () => hana.run(read('overdue overdueReason responseDueAt'), { id });
    expect(await seen()).toMatchObject({ round: { overdue: false, responseDueAt: '2027-03-19T15:00:00.000Z' } });
    app.clock.set('2027-03-20T00:00:00+09:00');
    expect(await seen()).toMatchObject({ round: { overdue: true, overdueReason: '' } });
    await staff.act(explain, { id, reason: '意見が多いため', until: '2027-05-01T00:00:00+09:00' });
    expect(await seen()).toMatchObject({ round: { overdue: false, overdueReason: '意見が多いため' } });
  });
});

test('lists take one statement for their rows and one for their numbers, however many there are', async () => {
  const list = `query L($id: ID!) { component(id: $id) { ... on PublicCommentsComponent {
    rounds(first: 20) { items { id title status overdue spaceSlug } next } counts { announced open reviewing overdue answered } } } }`;
  const { statements } = await hana.counted(list, { id: room.componentId });
  expect(statements.length).toBeLessThanOrEqual(4);
});
