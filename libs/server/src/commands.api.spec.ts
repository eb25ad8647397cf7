import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { event, Refusal } from '@hiroba/kernel';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { rowsIn, sql } from './sql.ts';
import { countStatements } from './statements.ts';
import { behindTheCode, outcome } from './record.world.ts';

let app: SpecApp;
let hana: Actor;
let room: PlacedRoom;
let pool: pg.Pool;
let query: ReturnType<typeof behindTheCode>['query'];
const publish = outcome('publishProposal');

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  hana = await app.world.citizen('花');
  room = await app.world.room(staff, 'proposals', { settings: { drafts: 50 } });
  ({ pool } = app.server.db);
  ({ query } = behindTheCode(pool));
});
afterAll(() => app?.close());

/** Changes a title as `Commands` does it for everybody, with its words committed to. */
async function edited(actor: Actor, id: string, title: string): Promise<unknown> {
  const { Commands } = await import('./commands.ts');
  const { Proposal } = await import('@hiroba/proposals/server');
  return app.server.nest.get(Commands).act(Proposal as never, id, actor.viewer, (() => ({
    patch: { title },
    event: event('proposal.edited', { fields: ['title'], chars: 100 }, { actor: 'participant', commit: { title } }),
  })) as never);
}

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

  it('costs one statement more for its record, with the words of whoever acted a moment ago', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    const { result, statements } = await countStatements(() => edited(hana, id, '一'));
    expect(result).not.toBeInstanceOf(Refusal);
    expect(statements.filter((text) => /person_key|log_entry|disclosure/.test(text))).toHaveLength(1);
    expect(statements).toHaveLength(6);
  });

  it('is done again when the key of whoever acts is gone meanwhile, and keeps no words', async () => {
    const saki = await app.world.citizen('咲');
    const id = await app.world.proposal(saki, room.componentId);
    await query('update person_key set key_enc = null, destroyed_at = now() where id = $1', [saki.id]);
    expect(await edited(saki, id, '二')).not.toBeInstanceOf(Refusal);
    expect(
      await query(
        `select d.name, d.body_enc as words, d.person_key_id as owner from log_entry e join disclosure d on d.event_id = e.event_id
         where e.subject_id = $1 and e.type = 'proposal.edited'`,
        [id],
      ),
    ).toEqual([{ name: 'title', words: null, owner: saki.id }]);
  });

  it('waits for who destroys a key, and does not seal with it', async () => {
    const jun = await app.world.citizen('潤');
    const id = await app.world.proposal(jun, room.componentId);
    const client = await pool.connect();
    await client.query('begin');
    await client.query('update person_key set key_enc = null, destroyed_at = now() where id = $1', [jun.id]);
    const act = edited(jun, id, '三');
    await setTimeout(200);
    await client.query('commit');
    client.release();
    expect(await act).not.toBeInstanceOf(Refusal);
    expect(
      await query('select count(*)::int as n from disclosure where person_key_id = $1 and erased_at is not null', [
        jun.id,
      ]),
    ).toEqual([{ n: 1 }]);
  });
});
