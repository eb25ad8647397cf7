import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ClosingService } from '@hiroba/accounts/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { Jobs, sql } from '@hiroba/server';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  room = await app.world.room(staff, 'proposals', { closesAt: null });
});
afterAll(() => app?.close());

const shown = '__typename ... on Refusal { code field message } ... on Proposal { id }';
const answer = `mutation M($id: ID!, $input: ProposalAnswerInput!, $at: DateTime) {
  outcome: answerProposal(id: $id, input: $input, publishAt: $at) { ${shown} } }`;
const support = `mutation M($id: ID!) { outcome: supportProposal(id: $id) { ${shown} } }`;
const words = { status: 'accepted', text: { ja: '来年度に植えます。' }, office: '公園緑地課' };

const mailsOf = async (id: string) => (await app.server.db.rows<{ recipient: string; subject: string; body: string }>(sql`
  select recipient, subject, body from mail_outbox where body like ${`%${id}%`} order by recipient`));
const addressOf = async ({ id }: Actor) => (await app.server.db.first<{ email: string }>(sql`select email from person where id = ${id}`))?.email ?? '';
/** Runs what follows the entries about a thing, each twice, and goes on where it stopped. */
async function react(id: string): Promise<void> {
  const jobs = app.server.nest.get(Jobs);
  const entries = await app.server.db.rows<{ id: string; type: string }>(sql`
    select id, type from log_entry where subject_id = ${id} and type in ('proposal.answered', 'proposal.answer_cleared') order by id`);
  for (const { id: entryId, type } of entries) {
    const reaction = type === 'proposal.answered' ? 'proposals.tell_answer' : 'proposals.tell_cleared';
    await Promise.all([jobs.react({ entryId, reaction }), jobs.react({ entryId, reaction })]);
  }
}

describe('an answer', () => {
  test('is told to its author and everybody who supports it, once for each version, in their language', async () => {
    const id = await app.world.proposal(hana, room.componentId, { title: '駅前に木陰を' });
    const supporters = [await app.world.citizen('一'), await app.world.citizen('二'), hana];
    for (const who of supporters) await who.act(support, { id });
    const bystander = await app.world.citizen('三');
    const [, second] = supporters;
    await app.server.db.rows(sql`update person set locale = 'en' where id = ${second?.id}`);
    await staff.act(answer, { id, input: words });
    await react(id);
    const told = await mailsOf(id);
    const addresses = await Promise.all([...new Set(supporters)].map(addressOf));
    expect(told.map(({ recipient }) => recipient).sort()).toEqual(addresses.sort());
    expect(told.map(({ recipient }) => recipient)).not.toContain(await addressOf(bystander));
    const ofSecond = told.filter(({ body }) => body.includes('/en/spaces/'));
    expect(ofSecond).toMatchObject([{ recipient: await addressOf(second as Actor), subject: 'Test City: the city answered “駅前に木陰を”' }]);
    expect(ofSecond[0]?.body).toContain('Will be done');
    expect(told.every(({ body }) => !/[{}]/.test(body))).toBe(true);
    await staff.act(answer, { id, input: { ...words, status: 'partly', reason: '改めたため' } });
    await react(id);
    expect(await mailsOf(id)).toHaveLength(6);
  });

  test('is told to nobody whose account is closed: nothing leads to them any more', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    const gone = await app.world.citizen('去る人');
    const address = await addressOf(gone);
    await gone.act(support, { id });
    await app.server.db.rows(sql`update person set closes_at = '2026-11-22T00:00:00Z' where id = ${gone.id}`);
    expect(await app.server.nest.get(ClosingService).closeDue(app.world.organisationId)).toBe(1);
    await staff.act(answer, { id, input: words });
    await react(id);
    expect((await mailsOf(id)).map(({ recipient }) => recipient)).toEqual([await addressOf(hana)]);
    expect(await app.server.db.rows(sql`select 1 from mail_outbox where recipient = ${address}`)).toEqual([]);
  });

  test('to more people than fit into one step is told to each once, step by step', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    const { componentId } = room;
    const { organisationId } = app.world;
    const client = await app.server.db.pool.connect();
    await client.query('set session_replication_role = replica');
    await client.query(`
      with made as (
        insert into person (id, organisation_id, code, email, email_key, display_name, confirmed_at, rev)
        select gen_random_uuid(), $1, 'many' || lpad(n::text, 4, '0'), 'many' || n || '@example.jp', 'many' || n, 'm', now(), 1
        from generate_series(1, 1200) n returning id),
      allowed as (
        insert into proposal_allowance (organisation_id, component_id, person_id) select $1, $2, id from made returning supporter)
      insert into proposal_support (organisation_id, component_id, proposal_id, supporter, day)
      select $1, $2, $3, supporter, '2026-11-22' from allowed`, [organisationId, componentId, id]);
    client.release(true);
    await staff.act(answer, { id, input: words });
    const jobs = app.server.nest.get(Jobs);
    const entry = await app.server.db.first<{ id: string }>(sql`select id from log_entry where subject_id = ${id} and type = 'proposal.answered'`);
    const first = { entryId: entry?.id ?? '', reaction: 'proposals.tell_answer' };
    await jobs.react(first);
    const steps = [(await mailsOf(id)).length];
    const payloads = async () => (await app.server.db.rows<{ payload: typeof first & { after: string } }>(sql`
      select payload from graphile_worker._private_jobs where payload ->> 'entryId' = ${first.entryId} and payload ->> 'after' is not null`))
      .map(({ payload }) => payload);
    for (let done = 0; done < (await payloads()).length; done += 1) {
      const payload = (await payloads())[done];
      if (payload) await Promise.all([jobs.react(payload), jobs.react(payload)]);
      steps.push((await mailsOf(id)).length);
    }
    expect(steps).toEqual([500, 1000, 1201]);
    expect(JSON.stringify(await payloads()).length).toBeLessThan(1_000);
    expect(new Set((await mailsOf(id)).map(({ recipient }) => recipient)).size).toBe(1201);
  });

  test('that the clock brings is written down and told at the next minute', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    app.clock.set(new Date());
    await staff.act(answer, { id, input: words, at: new Date(Date.now() + 300).toISOString() });
    const jobs = app.server.nest.get(Jobs);
    await jobs.settleDue();
    await react(id);
    expect(await mailsOf(id)).toEqual([]);
    await setTimeout(350);
    app.clock.set(new Date());
    await jobs.settleDue();
    await jobs.settleDue();
    await react(id);
    expect(await mailsOf(id)).toHaveLength(1);
  });
});

test('a threshold lowered below what was reached starts the answer clock', async () => {
  const place = await app.world.room(staff, 'proposals', { closesAt: null, settings: { threshold: 3, answerDays: 10 } });
  const id = await app.world.proposal(hana, place.componentId);
  for (const name of ['四', '五']) await (await app.world.citizen(name)).act(support, { id });
  await app.world.settle();
  const due = async () => (await staff.run<{ proposal: { answerDueAt: string | null } }>('query Q($id: ID!) { proposal(id: $id) { answerDueAt } }', { id }))
    .proposal.answerDueAt;
  const jobs = app.server.nest.get(Jobs);
  await jobs.settleDue();
  expect(await due()).toBeNull();
  const { component } = await staff.run<{ component: { edition: number } }>('query C($id: ID!) { component(id: $id) { edition } }', { id: place.componentId });
  await staff.act(`mutation E($id: ID!, $edition: Int!) { outcome: editComponent(id: $id, edition: $edition, input: {
    settings: [{ key: "threshold", value: "2" }] }) { __typename ... on PlacedComponent { id } ... on Refusal { code } } }`,
  { id: place.componentId, edition: component.edition });
  app.clock.set('2026-11-22T12:00:00+09:00');
  await jobs.settleDue();
  await jobs.settleDue();
  expect(await due()).toBe('2026-12-02T03:00:00.000Z');
});
