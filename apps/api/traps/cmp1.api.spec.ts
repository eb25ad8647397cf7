import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { PlacedRoom } from '@hiroba/testing';
import { assemble } from '../src/server.ts';
import { specConfig } from '../src/testing.ts';
import { startFort, type Fort } from '../security/support.ts';

/** CMP1: a stored kind, setting or action that the code does not know stops the start, and its row is named. */
let fort: Fort;
let room: PlacedRoom;
let other: PlacedRoom;

beforeAll(async () => {
  fort = await startFort();
  const staff = await fort.city.staff();
  room = await fort.city.room(staff, 'proposals', { settings: { drafts: 7 } });
  other = await fort.city.room(staff, 'proposals');
});
afterAll(() => fort?.close());

/** Starts another process over what is stored; what it says when it does not start. */
async function start(): Promise<string> {
  const log = pino({ level: 'silent' });
  try {
    const second = await assemble(specConfig(), fort.url, log, { clock: fort.clock, migrated: true });
    await second.close();
    return 'started';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Changes a row past the guard, as an older or newer program might have left it; puts it back afterwards. */
async function stored(table: 'component' | 'space', id: string, column: string, value: string): Promise<string> {
  const client = await fort.server.db.pool.connect();
  await client.query('set session_replication_role = replica');
  const { rows } = await client.query<{ was: string }>(`select ${column}::text as was from ${table} where id = $1`, [
    id,
  ]);
  const set = (to: string | undefined) => client.query(`update ${table} set ${column} = $2 where id = $1`, [id, to]);
  await set(value);
  const said = await start();
  await set(rows[0]?.was);
  client.release(true);
  return said;
}

describe('CMP1 the start', () => {
  test('happens while everything is known', async () => {
    expect(await start()).toBe('started');
  });

  test.each([
    ['a setting that is gone', 'gone', '{"drafts": 7, "gone": 1}'],
    ['a value out of bounds', 'drafts', '{"drafts": 100000}'],
    ['a value of another type', 'drafts', '{"drafts": "seven"}'],
    ['an option that is gone', 'showCounts', '{"showCounts": "NEVER"}'],
  ])('is stopped by %s', async (_, key, settings) => {
    const said = await stored('component', room.componentId, 'settings', settings);
    expect(said).toContain(`component ${room.componentId}:`);
    expect(said).toContain(`"${key}"`);
    expect(said).not.toContain(other.componentId);
  });

  test('is stopped by an action that a phase opens and no manifest has', async () => {
    const [space] = await fort.query<{ phases: { allows: Record<string, string[]> }[] }>(
      'select phases from space where id = $1',
      [room.spaceId],
    );
    const phases = space?.phases.map((phase) => ({ ...phase, allows: { [room.componentId]: ['create', 'fly'] } }));
    const said = await stored('space', room.spaceId, 'phases', JSON.stringify(phases));
    expect(said).toContain(`component ${room.componentId}: a phase opens the unknown action "fly"`);
    expect(said).not.toContain('"create"');
  });

  test('is stopped by a kind of component that is gone, and names every row at once', async () => {
    const client = await fort.server.db.pool.connect();
    await client.query('set session_replication_role = replica');
    await client.query(`update component set manifest = 'bygone'`);
    const said = await start();
    await client.query(`update component set manifest = 'proposals'`);
    client.release(true);
    for (const { componentId } of [room, other])
      expect(said).toContain(`component ${componentId}: unknown manifest "bygone"`);
  });
});
