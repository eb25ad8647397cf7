import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { Jobs } from './jobs.ts';
import { LIBRARIES, on, type LibraryServer } from './library.ts';
import { newId } from './log.ts';
import { Publisher } from './publisher.ts';
import { rowsIn, sql } from './sql.ts';
import { Topics } from './topics.ts';
import { behindTheCode, outcome } from './record.world.ts';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;
let pool: pg.Pool;
let query: ReturnType<typeof behindTheCode>['query'];

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  room = await app.world.room(staff, 'proposals', { settings: { drafts: 50 } });
  ({ pool } = app.server.db);
  ({ query } = behindTheCode(pool));
});
afterAll(() => app?.close());

describe('reactions', () => {
  const failures = { left: 0 };
  /** A library whose reaction leaves a trace in the transaction of its done-marker, and fails as often as it is told to. */
  const reacting = {
    name: 'reacting',
    reactions: [
      on('proposal.published', 'reacting.trace', async ({ entry, em }) => {
        await rowsIn(
          em,
          sql`insert into reaction_trace (entry_id, title) values (${entry.id}, ${String(entry.data.locale)})`,
        );
        if ((failures.left -= 1) >= 0) throw new Error('not this time');
      }),
    ],
  } as unknown as LibraryServer;

  let jobs: Jobs;
  let libraries: LibraryServer[];
  const published = async (): Promise<{ entryId: string; reaction: string }> => {
    const id = await app.world.proposal(hana, room.componentId);
    const [entry] = await query<{ id: string }>(
      `select id from log_entry where subject_id = $1 and type = 'proposal.published'`,
      [id],
    );
    return { entryId: entry?.id ?? '', reaction: 'reacting.trace' };
  };
  const traces = async (entryId: string) =>
    (await query('select title from reaction_trace where entry_id = $1', [entryId])).length;
  const marks = async (entryId: string) =>
    (await query('select 1 from reaction_done where entry_id = $1', [entryId])).length;

  beforeAll(async () => {
    await query('create table reaction_trace (entry_id bigint not null, title text not null)');
    const { nest } = app.server as unknown as { nest: { get<T>(token: unknown): T } };
    jobs = nest.get(Jobs);
    libraries = nest.get<LibraryServer[]>(LIBRARIES);
    libraries.push(reacting);
  });
  afterAll(() => {
    libraries?.splice(libraries.indexOf(reacting), 1);
  });

  it('happen once, however often and at once they are asked for', async () => {
    const job = await published();
    await Promise.all(Array.from({ length: 8 }, () => jobs.react(job)));
    await jobs.react(job);
    expect([await traces(job.entryId), await marks(job.entryId)]).toEqual([1, 1]);
  });

  it('that fail leave neither effect nor marker, and are done the next time', async () => {
    const job = await published();
    failures.left = 1;
    await expect(jobs.react(job)).rejects.toThrow('not this time');
    expect([await traces(job.entryId), await marks(job.entryId)]).toEqual([0, 0]);
    await jobs.react(job);
    expect([await traces(job.entryId), await marks(job.entryId)]).toEqual([1, 1]);
  });

  it('are queued once for each entry by the publisher', async () => {
    await app.world.settle();
    const id = await app.world.proposal(hana, room.componentId);
    const publisher = app.server.nest.get(Publisher);
    while ((await publisher.publish()) > 0);
    const [entry] = await query<{ id: string }>(
      `select id from log_entry where subject_id = $1 and type = 'proposal.published'`,
      [id],
    );
    const queued = await query(`select key from graphile_worker.jobs where key = $1`, [`${entry?.id} reacting.trace`]);
    expect(queued).toHaveLength(1);
  });

  it('go on after a job could not be written off because the database went away', async () => {
    const failures: unknown[] = [];
    const note = (error: unknown) => failures.push(error);
    process.on('unhandledRejection', note);
    await query(`create function graphile_worker.away() returns trigger language plpgsql as
      $$ begin raise exception 'terminating connection due to unexpected postmaster exit' using errcode = '57P01'; end $$`);
    await query(`create trigger away before delete on graphile_worker._private_jobs
      for each row execute function graphile_worker.away()`);
    const first = await published();
    await query(`select graphile_worker.add_job('react', $1::json)`, [JSON.stringify(first)]);
    await jobs.start();
    while ((await traces(first.entryId)) === 0) await setTimeout(20);
    await query('drop trigger away on graphile_worker._private_jobs');
    const second = await published();
    await query(`select graphile_worker.add_job('react', $1::json)`, [JSON.stringify(second)]);
    while ((await query('select 1 from graphile_worker.jobs')).length > 0) await setTimeout(20);
    expect([await traces(first.entryId), await traces(second.entryId)]).toEqual([1, 1]);
    process.off('unhandledRejection', note);
    expect(failures).toEqual([]);
  });
});

describe('the publisher', () => {
  const entry = (client: pg.PoolClient, subject: string) =>
    client.query(
      `
    with made as (insert into log_entry (organisation_id, log, event_id, type, leaf, leaf_hash, at, subject_kind, subject_id, subject_rev)
      values ($1, 'public', gen_random_uuid(), 'test.happened', convert_to('{"data":{"thread":"${subject}"}}', 'UTF8'), sha256('x'), now(), 'test', $2, 1) returning id),
    context as (insert into log_entry_context (entry_id) select id from made)
    insert into log_pending (entry_id) select id from made`,
      [app.world.organisationId, subject],
    );

  it('does not lose an entry that commits after one with a higher number', async () => {
    await app.world.settle();
    const publisher = app.server.nest.get(Publisher);
    const [slow, quick] = [await pool.connect(), await pool.connect()];
    try {
      await slow.query('begin');
      await entry(slow, newId());
      await quick.query('begin');
      await entry(quick, newId());
      await quick.query('commit');
      expect(await publisher.publish()).toBe(1);
      await slow.query('commit');
      expect(await publisher.publish()).toBe(1);
      expect(await publisher.publish()).toBe(0);
    } finally {
      slow.release(true);
      quick.release(true);
    }
  });

  it('hands an entry to one of several publishers at once', async () => {
    await app.world.settle();
    for (let n = 0; n < 5; n += 1) await app.world.proposal(hana, room.componentId);
    const [{ n: waiting } = { n: 0 }] = await query<{ n: number }>('select count(*)::int as n from log_pending');
    const publisher = app.server.nest.get(Publisher);
    const counts = await Promise.all([publisher.publish(), publisher.publish(), publisher.publish()]);
    expect(counts.reduce((sum, n) => sum + n, 0) + (await publisher.publish())).toBe(waiting);
    expect(await query('select 1 from log_pending')).toEqual([]);
  });

  it('folds counters without changing what they say', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    await staff.act(outcome('supportProposal'), { id });
    const counted = () =>
      query(`select counted($1, 'supports', $2)::int as supports, counted($1, 'voices', $3)::int as voices`, [
        app.world.organisationId,
        id,
        room.componentId,
      ]);
    const before = await counted();
    await app.world.settle();
    expect(await query('select 1 from counter_delta')).toEqual([]);
    expect(await counted()).toEqual(before);
    expect(before).toMatchObject([{ supports: 1 }]);
  });
});

describe('topics', () => {
  const woken = async (topics: AsyncIterator<unknown>, ms = 3_000): Promise<boolean> =>
    Promise.race([topics.next().then(() => true), setTimeout(ms, false, { ref: false })]);

  it('wake the readers of a thing, a place and a thread in another process, and after the connection was lost', async () => {
    const topics = new Topics(app.url);
    const listening = topics.listen();
    const listener = async () =>
      (
        await query<{ pid: number }>(
          `select pid from pg_stat_activity where application_name = 'hiroba topics' and datname = current_database() and state = 'idle'`,
        )
      )[0]?.pid;
    const connected = async (but?: number) => {
      for (let n = 0; n < 100; n += 1) {
        const pid = await listener();
        if (pid !== undefined && pid !== but) return pid;
        await setTimeout(50);
      }
      throw new Error('the topics never listened');
    };
    const pid = await connected();
    await app.world.settle();
    const id = await app.world.proposal(hana, room.componentId);
    const ofIt = topics.subscribe(`proposal:${id}`);
    const ofThePlace = topics.subscribe(`place:${room.componentId}`);
    const ofAnother = topics.subscribe(`proposal:${newId()}`);
    await app.world.settle();
    expect([await woken(ofIt), await woken(ofThePlace), await woken(ofAnother, 100)]).toEqual([true, true, false]);

    await query('select pg_terminate_backend($1)', [pid]);
    await connected(pid);
    const ofTheThread = topics.subscribe(`thread:${id}`);
    await hana.run(
      'mutation M($id: ID!) { addComment(rootKind: "proposal", rootId: $id, body: "つづき") { __typename } }',
      { id },
    );
    await app.world.settle();
    expect(await woken(ofTheThread)).toBe(true);
    await topics.onModuleDestroy();
    await listening;
  });
});
