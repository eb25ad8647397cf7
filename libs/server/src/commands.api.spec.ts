import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { rowsIn, sql } from './sql.ts';
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
