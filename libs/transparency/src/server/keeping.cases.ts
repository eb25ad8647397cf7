import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { auditLog } from '../cli/index.ts';
import { published } from './exporter.ts';
import { LogBeginnings } from './log-beginnings.ts';
import { LogKeeper } from './log-keeper.ts';
import type { LogWorld } from './log.world.ts';

/** How a log is kept. */
export function keepingCases(the: () => LogWorld): void {
  describe('the public log', () => {
    test('begins with itself, holds every public act once and without a gap, and passes an audit', async () => {
      const { problems, checkpoint, types } = await the().audited();
      expect(problems).toEqual([]);
      expect([types.get('log.created'), types.get('log.schema_published'), types.get('proposal.published')]).toEqual([
        1, 1, 1,
      ]);
      const first = await the().client.query(`select type from log_entry where log = 'public' order by idx limit 2`);
      expect(first.rows.map(({ type }) => type)).toEqual(['log.created', 'log.schema_published']);
      expect(await the().numbered()).toEqual({ n: checkpoint?.size, last: checkpoint?.size });
      expect((await the().client.query(`select 1 from log_entry where log = 'public' and idx is null`)).rowCount).toBe(
        0,
      );
      expect([
        readFileSync(path.join(the().folder, 'vkey'), 'utf8'),
        readFileSync(path.join(the().folder, 'policy'), 'utf8'),
      ]).toEqual([`${the().log.vkey}\n`, expect.stringContaining(`log ${the().log.vkey} http`)]);
      expect((await the().notes())[0]?.note).toContain('\n0\n');
    });

    test('goes on by itself within seconds, and stops with the server', async () => {
      const loop = new LogKeeper(
        ...((['beginnings', 'checks', 'signer', 'gate', 'db', 'dataDir', 'url', 'originOf'] as const).map((name) =>
          Reflect.get(the().keeper, name),
        ) as ConstructorParameters<typeof LogKeeper>),
      );
      const errors: unknown[] = [];
      loop.start((error) => errors.push(error));
      await the().propose();
      const size = async () => (await published(the().folder, the().log))?.size;
      const counted = async () =>
        (
          await the().client.query<{ n: number; own: number }>(
            `select count(*)::int as n, count(*) filter (where type in ('log.fsck', 'log.heartbeat'))::int as own from log_entry where log = 'public'`,
          )
        ).rows[0] ?? { n: 0, own: 0 };
      const isDone = async () => (await counted()).own === 2 && (await counted()).n === (await size());
      for (let tries = 0; tries < 100 && !(await isDone()); tries += 1) await setTimeout(50);
      await loop.onModuleDestroy();
      // It begins with a sign of life, and with a check of what it goes on from.
      const { n: wanted, own } = await counted();
      expect([await size(), own, errors]).toEqual([wanted, 2, []]);
      await the().propose();
      await setTimeout(300);
      expect(await size()).toBe(wanted);
    });

    test('is kept by one of many at a time', async () => {
      await Promise.all(
        Array.from({ length: 4 }, async () => {
          await the().propose();
          await the().keeper.keep();
        }),
      );
      await the().keeper.keep();
      expect((await the().audited()).problems).toEqual([]);
    });

    test('beats hourly, however often it is asked', async () => {
      await Promise.all([1, 2, 3].map(() => the().app.server.nest.get(LogBeginnings).beat()));
      await the().keeper.keep();
      const { problems, types } = await the().audited();
      expect([problems, types.get('log.heartbeat')]).toEqual([[], 1]);
      const beats = await the().client.query<{ leaf: string }>(
        `select convert_from(leaf, 'UTF8') as leaf from log_entry where type = 'log.heartbeat' order by idx limit 1`,
      );
      const { data } = JSON.parse(beats.rows[0]?.leaf ?? '') as {
        data: { entries: number; counts: Record<string, number> };
      };
      const counted = Object.values(data.counts).reduce((sum, n) => sum + n, 0);
      expect([data.counts['log.created'], counted]).toEqual([1, data.entries]);
      await the().client.query(`update log_state set heartbeat_at = heartbeat_at - interval '30 minutes'`);
      await Promise.all([1, 2].map(() => the().app.server.nest.get(LogBeginnings).beat()));
      await the().keeper.keep();
      expect((await the().audited()).types.get('log.heartbeat')).toBe(2);
    });

    test('gets another key, for which the old one vouches: both sign for 90 days, and an audit that knows the old one follows', async () => {
      const { keeper, log, folder, client } = the();
      const vkey = await keeper.rotate(log.organisationId);
      await keeper.keep();
      const auditedBy = (key: string, old?: string) => auditLog(folder, { vkey: [key], ...(old && { old: [old] }) });
      const signers = () =>
        the()
          .text('checkpoint')
          .split('\n')
          .filter((line) => line.startsWith('—')).length;
      expect([
        vkey === log.vkey,
        signers(),
        the().text('vkey'),
        the()
          .text('policy')
          .match(/^log .*$/gm)?.length,
      ]).toEqual([false, 2, `${vkey}\n`, 2]);
      expect(await auditedBy(vkey)).toMatchObject({ code: 0 });
      expect(await auditedBy(log.vkey)).toMatchObject({
        code: 0,
        text: expect.stringContaining(`signed by ${vkey}, too`),
      });
      const kept = path.join(mkdtempSync(path.join(tmpdir(), 'hiroba-kept-')), 'checkpoint');
      writeFileSync(kept, the().text('checkpoint'));

      await client.query('update log_former_key set until = clock_timestamp()');
      await the().propose();
      await keeper.keep();
      expect([signers(), (await auditedBy(vkey)).code]).toEqual([1, 0]);
      expect(await auditedBy(log.vkey)).toEqual({ code: 1, text: '✗ checkpoint: NO_KNOWN_SIGNATURE' });
      expect(await auditedBy(log.vkey, kept)).toMatchObject({ code: 0 });
      writeFileSync(kept, (await the().notes())[1]?.note ?? '');
      expect(await auditedBy(log.vkey, kept)).toMatchObject({ code: 1 });
      expect((await keeper.check(log.organisationId)).problems).toEqual([]);
      await keeper.keep();
      the().log = { ...log, vkey, former: [{ vkey: log.vkey, signs: false }] };
      expect((await the().audited()).problems).toEqual([]);
    });
  });
}
