import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProposalCrowd } from '@hiroba/proposals/server';
import { Commands, newId, sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

/** PRO8: 900 items are copied between components: the answer comes within a second, the job ends, a second run adds nothing. */
let app: SpecApp;
let staff: Actor;
let from: PlacedRoom;
let into: PlacedRoom;

const MANY = 900;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  from = await app.world.room(staff, 'proposals');
  into = await app.world.room(staff, 'proposals');
  const hana = await app.world.citizen();
  const { nest } = app.server;
  const crowd = nest.get(ProposalCrowd);
  await nest.get(Commands).transaction(hana.viewer, async (transaction) => {
    const place = await transaction.place(from.componentId);
    if (!('settings' in place)) throw new Error(place.code);
    const at = crowd.situation(place, hana.viewer, await transaction.now());
    const texts = Array.from({ length: MANY }, (_, n) => ({
      title: `提案${n}`,
      body: `${n}番目の木を植える。`,
      locale: 'ja',
    }));
    await transaction.writeMany(
      texts.map((text) => crowd.proposed(transaction.em, at, newId(), text)),
      { past: true },
    );
    return MANY;
  });
});
afterAll(() => app?.close());

const begin = `mutation M($id: ID!, $from: ID!) { outcome: copyProposals(componentId: $id, input: { from: $from }) {
  __typename ... on ProposalJob { id state total done } ... on Refusal { code field } } }`;
const read =
  'query Q($id: ID!) { proposalJob(id: $id) { state total done skipped unfit endedAt problems { message } } }';
const there = async (): Promise<number> =>
  (
    await app.server.db.first<{ n: number }>(sql`
  select count(*)::int as n from proposal where component_id = ${into.componentId}`)
  )?.n ?? 0;

async function copied() {
  const begun = performance.now();
  const job = await staff.act<{ state: string; total: number; done: number }>(begin, {
    id: into.componentId,
    from: from.componentId,
  });
  const took = performance.now() - begun;
  expect(job).toMatchObject({ state: 'UNDER_WAY', total: MANY, done: 0 });
  await app.world.work();
  return { took, job: (await staff.run<{ proposalJob: object }>(read, { id: job.id })).proposalJob };
}

test('PRO8 the answer comes within a second, the job ends with every copy, a second run adds none', async () => {
  const first = await copied();
  expect(first.took).toBeLessThan(1_000);
  expect(first.job).toMatchObject({
    state: 'DONE',
    total: MANY,
    done: MANY,
    skipped: 0,
    unfit: 0,
    problems: [],
    endedAt: expect.any(String),
  });
  expect(await there()).toBe(MANY);
  const second = await copied();
  expect(second.took).toBeLessThan(1_000);
  expect(second.job).toMatchObject({ state: 'DONE', total: MANY, done: 0, skipped: MANY, unfit: 0 });
  expect(await there()).toBe(MANY);
  const [row] = await app.server.db.rows(sql`
    select count(*)::int as entries, (select count(*)::int from log_entry where type = 'proposal.copying_begun') as acts,
      (select count(*)::int from proposal_link where kind = 'COPY') as links, (select sum(n)::int from counter_delta
        where counter = 'voices' and subject_id = ${into.componentId}) as voices from log_entry where type = 'proposal.copied'`);
  expect(row).toEqual({ entries: MANY, acts: 2, links: MANY, voices: MANY });
});
