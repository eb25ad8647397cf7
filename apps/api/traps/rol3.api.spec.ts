import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, World, type Actor, type SpecApp } from '@hiroba/testing';

/** ROL3: an act about many asks the rule of each: what somebody may not answer stays as it is, whatever stands beside it. */
let app: SpecApp;
let local: Actor;
let foreign: Actor;
/** One proposal of each kind, by what it is. */
let ids: Readonly<Record<'own' | 'ownToo' | 'elsewhere' | 'draft' | 'withdrawn' | 'foreign' | 'none' | 'odd', string>>;

const out = '__typename ... on Refusal { code field message }';
const one = (call: string, types = '') =>
  `mutation M($id: ID!${types}) { outcome: ${call} { ${out} ... on Proposal { id } } }`;
const report = `${out} ... on AnswersReport { id done items { id title refusal { code } } }`;
const answerMany = `mutation A($ids: [ID!]!, $input: ProposalAnswerInput!) { outcome: answerProposals(ids: $ids, input: $input) { ${report} } }`;
const publishMany = `mutation P($ids: [ID!]!) { outcome: publishAnswers(ids: $ids) { ${report} } }`;
const input = { status: 'accepted', text: { ja: '来年度に行います。' }, office: '公園緑地課' };
const input$ = ', $input: ProposalAnswerInput!';
interface Report {
  readonly done: number;
  readonly items: readonly {
    readonly id: string;
    readonly title: string | null;
    readonly refusal: { readonly code: string } | null;
  }[];
}

beforeAll(async () => {
  app = await startApp();
  const { world } = app;
  const staff = await world.staff();
  const hana = await world.citizen('花');
  const [room, other] = [await world.room(staff, 'proposals'), await world.room(staff, 'proposals')];
  local = await world.staff('担当', room.spaceId);
  const city = await World.city(app.server, 'other.test');
  foreign = await city.staff();
  const there = await city.room(foreign, 'proposals');
  const withdrawn = await world.proposal(hana, room.componentId);
  await hana.act(one('withdrawProposal(id: $id)'), { id: withdrawn });
  ids = {
    own: await world.proposal(hana, room.componentId, { title: '一つ目' }),
    ownToo: await world.proposal(hana, room.componentId, { title: '二つ目' }),
    elsewhere: await world.proposal(hana, other.componentId, { title: 'よその場' }),
    draft: await world.draft(hana, room.componentId, { title: '花の下書き' }),
    withdrawn,
    foreign: await city.proposal(await city.citizen(), there.componentId),
    none: crypto.randomUUID(),
    odd: `' or true --`,
  };
  for (const id of [ids.own, ids.elsewhere])
    await staff.act(one(`prepareAnswer(id: $id, input: $input, edition: 0)`, input$), { id, input });
});
afterAll(() => app?.close());

const told = ({ items }: Report) =>
  Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [name, items.find((item) => item.id === id)?.refusal?.code ?? 'DONE']),
  );
const kinds = async () =>
  (
    await app.server.db.pool.query<{ id: string }>(
      'select id from proposal where answer_kind is not null or next_answer_kind is not null order by id',
    )
  ).rows.map(({ id }) => id);

test('ROL3 prepared answers are published together only where each may be', async () => {
  const result = await local.act<Report>(publishMany, { ids: Object.values(ids) });
  const expected = {
    own: 'DONE',
    ownToo: 'NOT_PREPARED',
    elsewhere: 'FORBIDDEN',
    draft: 'NOT_FOUND',
    withdrawn: 'WRONG_STATE',
  };
  expect(told(result)).toEqual({ ...expected, foreign: 'NOT_FOUND', none: 'NOT_FOUND', odd: 'NOT_FOUND' });
  expect(result.done).toBe(1);
  expect(await kinds()).toEqual([ids.own]);
});

test('ROL3 one answer for many reaches only those that each rule allows, and names no draft of others', async () => {
  const result = await local.act<Report>(answerMany, { ids: Object.values(ids), input });
  // The first has an answer now: another needs its own reason.
  const expected = {
    own: 'EMPTY',
    ownToo: 'DONE',
    elsewhere: 'FORBIDDEN',
    draft: 'NOT_FOUND',
    withdrawn: 'WRONG_STATE',
  };
  expect(told(result)).toEqual({ ...expected, foreign: 'NOT_FOUND', none: 'NOT_FOUND', odd: 'NOT_FOUND' });
  expect(result.items.map(({ title }) => title)).not.toContain('花の下書き');
  expect(await kinds()).toEqual([ids.own, ids.ownToo].sort());
});

test('ROL3 the same id twice in an act is answered once', async () => {
  const hana = await app.world.citizen('二度');
  const { componentId } = await app.world.room(await app.world.staff(), 'proposals');
  const id = await app.world.proposal(hana, componentId);
  const staff = await app.world.staff();
  expect((await staff.act<Report>(answerMany, { ids: [id, id, id], input })).items).toHaveLength(1);
  const versions = await app.server.db.pool.query(
    `select 1 from version where subject_kind = 'proposal_answer' and subject_id = $1`,
    [id],
  );
  expect(versions.rows).toHaveLength(1);
});
