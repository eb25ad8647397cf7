import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { Jobs } from './jobs.ts';
import { LIBRARIES, on, type LibraryServer } from './library.ts';
import { logKind, LogKind } from './logged.ts';
import { newId } from './log.ts';
import { Publisher } from './publisher.ts';
import { recordProblems } from './record-check.ts';
import { Logged } from './resource.entity.ts';
import { rowsIn, sql } from './sql.ts';
import { Topics } from './topics.ts';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;
let pool: pg.Pool;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  room = await app.world.room(staff, 'proposals', { settings: { drafts: 50 } });
  ({ pool } = app.server.db);
});
afterAll(() => app?.close());

const query = async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> =>
  (await pool.query<R>(text, [...values])).rows;
const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );
const outcome = (mutation: string) =>
  `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { __typename ... on Proposal { id state } ... on Refusal { code field } } }`;
const publish = outcome('publishProposal');

/** Work on one connection in one transaction, and what its end said. */
async function inTransaction(work: (client: pg.PoolClient) => Promise<void>): Promise<string | undefined> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    return await codeOf(client.query('commit'));
  } catch (error) {
    await client.query('rollback');
    return (error as { code?: string }).code;
  } finally {
    client.release(true);
  }
}

describe('the guard', () => {
  let id: string;
  beforeAll(async () => {
    id = await app.world.proposal(hana, room.componentId);
  });

  it.each([
    ['a published text', `update proposal set title = 'heimlich', rev = rev where id = $1`],
    ['a date', `update proposal set published_at = now() where id = $1`],
    ['a state, with the next number', `update proposal set state = 'WITHDRAWN', rev = rev + 1 where id = $1`],
    ['its number alone', `update proposal set rev = rev + 2 where id = $1`],
    ['its number back', `update proposal set rev = 0, state = 'DRAFT', published_at = null where id = $1`],
    ['its city', `update proposal set organisation_id = gen_random_uuid() where id = $1`],
  ])('refuses to change %s without an entry, at the end of the transaction', async (_, change) => {
    const before = await query('select * from proposal where id = $1', [id]);
    const end = await inTransaction(async (client) => {
      await client.query(change, [id]);
    });
    expect(['23514', '23503']).toContain(end);
    expect(await query('select * from proposal where id = $1', [id])).toEqual(before);
  });

  it('does not take an entry of another transaction for this one', async () => {
    const [{ rev } = { rev: 0 }] = await query<{ rev: number }>('select rev from proposal where id = $1', [id]);
    await query(
      `insert into log_entry (organisation_id, log, event_id, type, subject_kind, subject_id, subject_rev, leaf, leaf_hash, at)
      values ($1, 'public', gen_random_uuid(), 'proposal.edited', 'proposal', $2, $3, '{}', sha256('\\x00'::bytea || '{}'), now())`,
      [app.world.organisationId, id, rev + 1],
    );
    expect(await codeOf(query(`update proposal set title = 'später', rev = rev + 1 where id = $1`, [id]))).toBe(
      '23514',
    );
    // So that this subject stays consistent for the rest of the file.
    const client = await pool.connect();
    await client.query(`set session_replication_role = replica`);
    await client.query(`delete from log_entry where subject_id = $1 and subject_rev = $2`, [id, rev + 1]);
    client.release(true);
  });

  it('takes an entry of the same transaction', async () => {
    const end = await inTransaction(async (client) => {
      await client.query(`update proposal set title = 'mit Eintrag', rev = rev + 1 where id = $1`, [id]);
      await client.query(
        `insert into log_entry (organisation_id, log, event_id, type, subject_kind, subject_id, subject_rev, leaf, leaf_hash, at)
        select organisation_id, 'public', gen_random_uuid(), 'proposal.edited', 'proposal', id::text, rev, '{}', sha256('\\x00'::bytea || '{}'), now() from proposal where id = $1`,
        [id],
      );
    });
    expect(end).toBeUndefined();
  });

  it('never lets go of what was published, and lets drafts go', async () => {
    expect(await codeOf(query('delete from proposal where id = $1', [id]))).toBe('23514');
    const draft = await app.world.draft(hana, room.componentId);
    expect(await codeOf(query('delete from proposal where id = $1', [draft]))).toBeUndefined();
    expect(await codeOf(query('truncate proposal cascade'))).toBe('42501');
    expect(await codeOf(query('truncate space cascade'))).toBe('42501');
  });

  it('takes nothing in as published without its first entry', async () => {
    const insert = (rev: number) =>
      query(
        `insert into proposal (id, organisation_id, component_id, state, title, body, locale, published_at, versions, rev)
      values (gen_random_uuid(), $1, $2, 'PUBLISHED', 'x', 'y', 'ja', now(), 1, $3)`,
        [app.world.organisationId, room.componentId, rev],
      );
    expect(await codeOf(insert(1))).toBe('23514');
    expect(await codeOf(insert(2))).toBe('23514');
  });
});

describe('the log', () => {
  it.each([
    ['changed', `update log_entry set type = 'x' where id = (select min(id) from log_entry)`],
    ['emptied', `update log_entry set leaf = '{}' where id = (select min(id) from log_entry)`],
    ['deleted', 'delete from log_entry where id = (select min(id) from log_entry)'],
    ['cleared', 'truncate log_entry cascade'],
  ])('is never %s', async (_, change) => {
    const before = await query('select count(*) as n from log_entry');
    expect(await codeOf(query(change))).toBe('42501');
    expect(await query('select count(*) as n from log_entry')).toEqual(before);
  });

  it('gives an entry its place once', async () => {
    const [entry] = await query<{ id: string }>(
      `select min(id)::text as id from log_entry where log = 'public' and idx is null`,
    );
    const place = (idx: number) => codeOf(query('update log_entry set idx = $2 where id = $1', [entry?.id, idx]));
    expect([await place(0), await place(1)]).toEqual([undefined, '42501']);
  });

  it('numbers the entries of every subject without a gap, and hashes what it holds', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    await hana.act(
      'mutation M($id: ID!) { outcome: editProposal(id: $id, input: { title: "別の題", body: "別の文" }) { __typename ... on Proposal { id } ... on Refusal { code field } } }',
      { id },
    );
    await hana.act(outcome('withdrawProposal'), { id });
    const entries = await query<{ type: string; rev: number }>(
      'select type, subject_rev as rev from log_entry where subject_id = $1 order by id',
      [id],
    );
    expect(entries).toEqual([
      { type: 'proposal.published', rev: 1 },
      { type: 'proposal.edited', rev: 2 },
      { type: 'proposal.withdrawn', rev: 3 },
    ]);
    const client = await pool.connect();
    try {
      expect(await recordProblems(client)).toEqual([]);
    } finally {
      client.release();
    }
  });
});

describe('a command', () => {
  it('leaves a draft as it was when its entry cannot be written', async () => {
    const id = await app.world.draft(hana, room.componentId);
    const before = await query('select * from proposal where id = $1', [id]);
    const [numbers] = await query(
      `select (select n from reference_counter where organisation_id = $1 and type = 'P') as drawn, counted($1, 'voices', $2) as voices`,
      [app.world.organisationId, room.componentId],
    );
    await query(
      `create function no_entry() returns trigger language plpgsql as $$ begin raise exception 'the log is full' using errcode = '53100'; end $$`,
    );
    await query(`create trigger no_entry before insert on log_entry for each row execute function no_entry()`);
    const failed = await hana.run(publish, { id }).then(
      () => 'answered',
      (error: { extensions?: { code?: string } }) => error.extensions?.code,
    );
    await query('drop function no_entry() cascade');
    expect(failed).toBe('INTERNAL_SERVER_ERROR');
    expect(await query('select * from proposal where id = $1', [id])).toEqual(before);
    expect(await query('select 1 from version where subject_id = $1', [id])).toEqual([]);
    expect(
      await query(
        `select (select n from reference_counter where organisation_id = $1 and type = 'P') as drawn, counted($1, 'voices', $2) as voices`,
        [app.world.organisationId, room.componentId],
      ),
    ).toEqual([numbers]);
    expect(await hana.act<{ state: string }>(publish, { id })).toMatchObject({ state: 'PUBLISHED' });
  });

  it('has one winner of four at once', async () => {
    const id = await app.world.draft(hana, room.componentId);
    const answers = await Promise.all(Array.from({ length: 4 }, () => hana.refused(publish, { id })));
    expect(answers.sort()).toEqual(['WRONG_STATE', 'WRONG_STATE', 'WRONG_STATE', undefined]);
    expect(await query('select type from log_entry where subject_id = $1 and subject_rev is not null', [id])).toEqual([
      { type: 'proposal.published' },
    ]);
    expect(await query('select n from version where subject_id = $1', [id])).toEqual([{ n: 1 }]);
  });

  it('is done again, whole, when the database asks for it', async () => {
    const [first, second] = [
      await app.world.proposal(hana, room.componentId),
      await app.world.proposal(hana, room.componentId),
    ];
    const { Commands } = await import('./commands.ts');
    const commands = app.server.nest.get(Commands);
    let tries = 0;
    const crossing = (a: string, b: string) =>
      commands.transaction(hana.viewer, async ({ em }) => {
        tries += 1;
        await rowsIn(em, sql`select 1 from proposal where id = ${a} for update`);
        await setTimeout(300);
        await rowsIn(em, sql`select 1 from proposal where id = ${b} for update`);
        return { done: true };
      });
    expect(await Promise.all([crossing(first, second), crossing(second, first)])).toEqual([
      { done: true },
      { done: true },
    ]);
    expect(tries).toBeGreaterThan(2);
  });
});

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

describe('everything with a log kind', () => {
  interface Guarded {
    readonly table: string;
    readonly kind: string;
    readonly triggers: readonly string[];
  }

  const unguarded = async (
    entities: readonly { readonly tableName: string; readonly type: object }[],
  ): Promise<string[]> => {
    const guards =
      await query<Guarded>(`select c.relname as table, max(substring(pg_get_triggerdef(t.oid) from 'log_guard\\(''([^'']+)''')) as kind,
      array_agg(f.proname::text order by 1) as triggers from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc f on f.oid = t.tgfoid
      where f.proname in ('log_guard', 'log_no_truncate') and t.tgenabled <> 'D' group by 1`);
    return entities.flatMap(({ tableName, type }) => {
      const kind = logKind(type);
      const guard = guards.find(({ table }) => table === tableName);
      return guard?.kind === kind && guard.triggers.includes('log_guard') && guard.triggers.includes('log_no_truncate')
        ? []
        : [`${kind} in ${tableName}`];
    });
  };

  const logged = (): { tableName: string; type: object }[] => {
    const all = [...app.server.nest.get(MikroORM).getMetadata().getAll().values()] as unknown as {
      tableName: string;
      class: { prototype: object };
    }[];
    return all
      .filter(({ class: type }) => type.prototype instanceof Logged)
      .map(({ tableName, class: type }) => ({ tableName, type: Object.create(type.prototype) as object }));
  };

  test('stands under the guard of its table', async () => {
    expect(logged().length).toBeGreaterThanOrEqual(7);
    expect(await unguarded(logged())).toEqual([]);
  });

  test('is found out when its table has none', async () => {
    @LogKind('planted')
    class Planted extends Logged {}
    expect(await unguarded([{ tableName: 'planted', type: new Planted() }])).toEqual(['planted in planted']);
  });

  test('and nothing that is logged has no kind', () => {
    class Nameless extends Logged {}
    expect(() => logKind(new Nameless())).toThrow('Nameless has no log kind');
    expect((app.server.nest.get(MikroORM).em as EntityManager).fork()).toBeDefined();
  });
});
