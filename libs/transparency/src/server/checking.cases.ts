import { expect, test } from '@jest/globals';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { auditLog } from '../cli/index.ts';
import { LogHealth } from './log-health.ts';
import type { LogWorld } from './log.world.ts';

/** How what was changed is found. */
export function checkingCases(the: () => LogWorld): void {
  test('T6 L3 fsck names each file and row that is not what the entries say, older partial tiles too', async () => {
    await the().keeper.keep();
    const found = async () =>
      (await the().keeper.check(the().log.organisationId)).problems.map(({ at, problem }) => `${at}: ${problem}`);
    expect(await found()).toEqual([]);
    const older = globSync('tile/0/000.p/*', { cwd: the().folder }).sort(
      (a, b) => Number(path.basename(a)) - Number(path.basename(b)),
    );
    const [first, last] = [older[0] ?? '', older.at(-1) ?? ''];
    expect(first).not.toBe(last);
    for (const name of [first, last, last.replace('tile/0', 'tile/entries'), 'checkpoint']) {
      const file = path.join(the().folder, name);
      const bytes = readFileSync(file);
      writeFileSync(
        file,
        bytes.map((byte, i) => (i === bytes.length - 9 ? byte ^ 1 : byte)),
      );
      expect(await found()).toEqual([expect.stringContaining(`${name}: `)]);
      writeFileSync(file, bytes);
    }
    const state = the().keeper.signer.stateFile(the().log.origin);
    const signed = readFileSync(state);
    writeFileSync(state, signed.toString().replace('public', 'publik'));
    expect(await found()).toEqual([expect.stringContaining('signer state: ')]);
    writeFileSync(state, signed);
    const file = path.join(the().folder, last);
    const bytes = readFileSync(file);
    rmSync(file);
    expect(await found()).toEqual([`${last}: MISSING`]);
    writeFileSync(file, bytes);
    await the().client.query('begin; set local session_replication_role = replica');
    await the().client.query(`create temp table kept_tile as table log_tile`);
    await the().client.query(`update log_tile set data = set_byte(data, 5, 255 - get_byte(data, 5)) where level = 0`);
    await the().client.query('commit');
    expect(await found()).toEqual(['log_tile 0 0: OTHER_HASH']);
    await the().client.query(
      'update log_tile t set data = k.data from kept_tile k where (k.level, k.n) = (t.level, t.n)',
    );
    expect(await found()).toEqual([]);
    await the().keeper.keep();
    const { problems, types } = await the().audited();
    expect([problems, types.get('log.fsck')]).toEqual([[], 11]);
  });

  test('T3 whoever changes what is public without its entry, all triggers off, is found by the check, row by row', async () => {
    const id = await the().propose();
    await the().keeper.keep();
    const found = async () =>
      (await the().keeper.check(the().log.organisationId)).problems.map(({ at, problem }) => `${at}: ${problem}`);
    const other = '00000000-0000-4000-8000-000000000000';
    const { title, body } = (await the().client.query(`select title, body from proposal where id = $1`, [id]))
      .rows[0] as Record<string, string>;
    for (const [column, value, undone, ...problems] of [
      ['title', 'heimlich', title, `proposal ${id}: OTHER_TITLE`],
      ['body', `${body} `, body, `proposal ${id}: OTHER_BODY`],
      ['state', 'MERGED', 'PUBLISHED', `proposal ${id}: OTHER_STATE`],
      ['rev', 2, 1, `proposal ${id}: is at 2, its entries at 1`],
      ['id', other, id, `proposal ${other}: is at 1, its entries at 0`, `proposal ${id}: MISSING`],
    ] as const) {
      await the().tamper(`update proposal set ${column} = $1 where id = $2`, [value, id]);
      expect(await found()).toEqual(problems);
      await the().tamper(`update proposal set ${column} = $1 where id in ($2, $3)`, [undone, id, other]);
    }
    expect(await found()).toEqual([]);
    await the().keeper.keep();
  });

  test('T10 a log that waits, is silent, was found changed, or was refused raises an alarm; an audit that wants it fresh fails', async () => {
    const { app, client, folder, log, keeper } = the();
    const health = app.server.nest.get(LogHealth);
    const real = await app.clock.now();
    const at = async (column: string, from: string, ms: number) => {
      const { rows } = await client.query<{ ms: number }>(
        `select floor(extract(epoch from ${column}) * 1000)::float8 as ms ${from}`,
      );
      app.clock.set(new Date((rows[0]?.ms ?? 0) + ms));
      return health.alarms();
    };
    const waiting = `from log_entry where log = 'public' and idx is null order by id limit 1`;
    expect([
      await at('heartbeat_at', 'from log_state', 7_200_000),
      await at('heartbeat_at', 'from log_state', 7_200_001),
    ]).toEqual([[], ['SILENT']]);
    app.clock.set(real);
    await the().propose();
    const made = 'uuid_extract_timestamp(event_id)';
    expect([await at(made, waiting, 60_000), await at(made, waiting, 60_001)]).toEqual([[], ['PENDING']]);
    // Three hours later, and nobody kept the log.
    expect(await at(made, waiting, 3 * 3_600_000)).toEqual(['PENDING', 'SILENT']);
    app.clock.set(real);
    await keeper.keep();
    const { heartbeat } = await the().audited();
    const stale = await auditLog(
      folder,
      { vkey: [log.vkey], fresh: '2h' },
      Date.parse(heartbeat ?? '') + 3 * 3_600_000,
    );
    expect(stale).toMatchObject({ code: 1, text: expect.stringContaining('more than 2h ago') });
    await client.query(`update log_state set problems = 1, trouble = 'KEY_MISSING'`);
    expect(await health.alarms()).toEqual(['CHECK_FAILED', 'REFUSED']);
    await client.query(`update log_state set problems = 0, trouble = null`);
    expect(await health.alarms()).toEqual([]);
  });
}
