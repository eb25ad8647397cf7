import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { logKind, LogKind } from './logged.ts';
import { recordProblems } from './record-check.ts';
import { Logged } from './resource.entity.ts';
import { behindTheCode, codeOf, needsNoGuard, outcome } from './record.world.ts';

let app: SpecApp;
let hana: Actor;
let room: PlacedRoom;
let pool: pg.Pool;
let query: ReturnType<typeof behindTheCode>['query'];
let inTransaction: ReturnType<typeof behindTheCode>['inTransaction'];

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  hana = await app.world.citizen('花');
  room = await app.world.room(staff, 'proposals', { settings: { drafts: 50 } });
  ({ pool } = app.server.db);
  ({ query, inTransaction } = behindTheCode(pool));
});
afterAll(() => app?.close());

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

/** A column of a table that says when. */
const aTimeOf = async (table: string): Promise<string> =>
  (
    await query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and atttypid = 'timestamptz'::regtype limit 1`,
      [table],
    )
  )[0]?.name ?? '';
const guarding = new Set([
  'log_guard',
  'log_beside',
  'log_entry_append_only',
  'log_checkpoint_stays',
  'mod_appends_only',
]);

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

  test('L4 changes by nobody who has only psql, in no table that holds what is public', async () => {
    const tables = await query<{ table: string; guards: string[] }>(`
      select c.relname as "table", array_agg(distinct f.proname::text) filter (where f.proname is not null) as guards
      from pg_class c left join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled <> 'D' left join pg_proc f on f.oid = t.tgfoid
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace group by 1 order by 1`);
    const open = tables.filter(({ guards }) => !(guards ?? []).some((guard) => guarding.has(guard)));
    expect(open.map(({ table }) => table).filter((table) => !needsNoGuard(table))).toEqual([]);
    const tried: string[] = [];
    for (const { table, guards } of tables.filter((one) => !open.includes(one))) {
      const [of, again] = guards.includes('log_guard')
        ? ['where rev > 0', 'rev = rev + 1']
        : ['', `${await aTimeOf(table)} = now()`];
      expect([table, await codeOf(query(`truncate ${table} cascade`))]).toEqual([table, '42501']);
      if ((await query(`select from ${table} ${of} limit 1`)).length === 0) continue;
      for (const change of [`delete from ${table} ${of}`, `update ${table} set ${again} ${of}`])
        expect([change, await codeOf(query(change))]).toEqual([change, expect.stringMatching(/^(42501|23514|23503)$/)]);
      tried.push(table);
    }
    expect(tried).toEqual(
      expect.arrayContaining([
        'component',
        'log_entry',
        'proposal',
        'proposal_author',
        'role_grant',
        'space',
        'version',
      ]),
    );
  });

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
