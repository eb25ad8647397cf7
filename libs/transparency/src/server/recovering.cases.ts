import { describe, expect, test } from '@jest/globals';
import { cpSync, existsSync, globSync, mkdtempSync } from 'node:fs';
import pg from 'pg';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { publish, published } from './exporter.ts';
import { inTransaction } from './kept-log.ts';
import { LogBeginnings } from './log-beginnings.ts';
import { sequence } from './sequencer.ts';
import { Signer } from './signer.ts';
import { Killed, type LogWorld } from './log.world.ts';

/** What must not go on, and how it goes on again. */
export function recoveringCases(the: () => LogWorld): void {
  describe('what must not go on does not', () => {
    /** Does something to the database behind all triggers, sees what the keeper says, and undoes it. */
    async function tampered(change: string, ...values: unknown[]): Promise<unknown> {
      let said: unknown;
      await inTransaction(the().db, async () => {
        await the().client.query('set local session_replication_role = replica');
        await the().client.query(change, values);
        await the().client.query('set local session_replication_role = origin');
        said = await publish(the().db, the().log, the().folder, the().keeper.signer).then(
          () => 'published',
          (error: { code: string }) => error.code,
        );
        throw new Killed();
      }).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      return said;
    }

    test('T7 a database that was restored from before what was published is not signed', async () => {
      expect(
        await tampered(
          `update log_state set size = 1, frontier = array[(select leaf_hash from log_entry where idx = 0 and log = 'public')]`,
        ),
      ).toBe('BEHIND_THE_SIGNER');
      expect(await tampered(`update log_state set frontier = frontier[2:] || frontier[1:1]`)).toBe('FORK');
      expect(await tampered(`update log_state set size = size + 1`)).toBe('TREE_BROKEN');
    });

    test('T7 while a log is behind what was signed nothing is written that could not be recorded, in any process; reading goes on', async () => {
      const publishing = () =>
        the()
          .propose()
          .then(
            () => 'published',
            (error: Error) => error.message,
          );
      const behind = async (size: string) => {
        await the().client.query('begin; set local session_replication_role = replica');
        await the().client.query(`update log_state set size = ${size}`);
        await the().client.query('commit');
      };
      const {
        rows: [kept],
      } = await the().client.query<{ size: string }>('select size from log_state');
      await behind('1');
      await the().keeper.onApplicationBootstrap();
      expect(await publishing()).toContain('LOG_CLOSED');
      await expect(the().keeper.keep()).rejects.toMatchObject({ code: expect.stringMatching(/BEHIND|TREE_BROKEN/) });
      await behind(kept?.size ?? '');
      await the().client.query(`update log_state set closed = 'BEHIND_THE_SIGNER'`);
      await expect(the().hana.run('{ viewer { locale } }')).resolves.toBeDefined();
      expect(await publishing()).toContain('LOG_CLOSED');
      await the().keeper.keep();
      expect([await publishing(), (await the().client.query('select closed from log_state')).rows]).toEqual([
        'published',
        [{ closed: null }],
      ]);
    });

    test('T7 a restored older database gets back what was published, says so, and goes on from there', async () => {
      const id = await the().propose();
      await the().keeper.keep();
      const tables = ['log_state', 'log_tile', 'log_checkpoint', 'log_entry', 'log_line'];
      for (const table of tables) await the().client.query(`create temp table kept_${table} as table ${table}`);
      await the().client.query('create temp table kept_proposal as select id, rev from proposal');
      await the().hana.act(
        'mutation W($id: ID!) { outcome: withdrawProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code } } }',
        { id },
      );
      const lost = await the().propose();
      await the().keeper.keep();
      const lines = async () =>
        (
          await the().client.query(
            `select l.list, l.kind, l.at, l.space_id, l.subject_id from log_line l join log_entry e on e.id = l.entry_id where e.type like 'proposal.%' order by e.idx, l.list`,
          )
        ).rows;
      const [shown, notes] = [await lines(), await the().notes()];
      const signed = (await published(the().folder, the().log))?.size ?? 0;

      await the().client.query('begin; set local session_replication_role = replica');
      for (const table of tables) {
        await the().client.query(`delete from ${table}`);
        await the().client.query(`insert into ${table} overriding system value select * from kept_${table}`);
      }
      await the().client.query('update proposal p set rev = k.rev from kept_proposal k where k.id = p.id');
      await the().client.query('delete from proposal where id not in (select id from kept_proposal)');
      await the().client.query('commit');
      const old = (await the().numbered())?.last ?? 0;
      await expect(the().keeper.keep()).rejects.toMatchObject({ code: 'BEHIND_THE_SIGNER' });

      const other = new pg.Client({ connectionString: the().app.url });
      await other.connect();
      await other.query(`select pg_advisory_lock(72405100, hashtext($1))`, [`${the().log.organisationId} public`]);
      expect(await the().keeper.recover(the().log.organisationId, the().read)).toBe('KEPT_ELSEWHERE');
      await other.end();
      const damaged = (file: string) =>
        the()
          .read(file)
          .then((bytes) => bytes?.map((byte, i) => (file.includes('entries') && i === 9 ? byte ^ 1 : byte)));
      await expect(the().keeper.recover(the().log.organisationId, damaged)).rejects.toThrow('OTHER_HASH');
      expect((await the().numbered())?.last).toBe(old);

      expect(await the().keeper.recover(the().log.organisationId, the().read)).toEqual({
        before: old,
        after: signed,
        restored: signed - old,
        behind: [`proposal ${id}`, `proposal ${lost} (is not there)`],
      });
      // All that were ever signed are beginnings of it, those that the restored database does not know, too.
      const { problems, types, checkpoint } = await the().audited(notes);
      expect([notes.length > 2, await lines()]).toEqual([true, shown]);
      // What is behind or lost is known; the check does not raise an alarm about it every night.
      expect((await the().keeper.check(the().log.organisationId)).problems).toEqual([]);
      expect([problems, types.get('log.recovered'), checkpoint?.size]).toEqual([[], 1, signed + 1]);
      expect(await the().keeper.recover(the().log.organisationId, the().read)).toMatchObject({
        restored: 0,
        behind: [],
      });
      await the().propose();
      await the().keeper.keep();
      expect((await the().audited()).problems).toEqual([]);
      for (const table of [...tables, 'proposal']) await the().client.query(`drop table kept_${table}`);
    });

    test('an entry that was changed after it was written stops the log, and is not skipped', async () => {
      await the().propose();
      const before = await the().numbered();
      const stopped = inTransaction(the().db, async () => {
        await the().client.query('set local session_replication_role = replica');
        await the().client.query(
          `update log_entry set leaf = leaf || ' '::bytea where log = 'public' and idx is null and id = (select max(id) from log_entry where idx is null and log = 'public')`,
        );
        await sequence(
          {
            query: (text, values) =>
              the().client.query(
                /^(begin|commit|rollback)$/.test(text) ? 'select 1' : text,
                values as unknown[],
              ) as never,
          },
          the().log,
        );
      });
      await expect(stopped).rejects.toMatchObject({ code: 'BAD_ENTRY' });
      expect(await the().numbered()).toEqual(before);
      await the().keeper.keep();
      expect((await the().audited()).problems).toEqual([]);
    });

    test('T3 numbers, sizes and checkpoints cannot be changed or taken back', async () => {
      for (const change of [
        'update log_entry set idx = idx + 1000 where idx is not null',
        `update log_checkpoint set note = ''`,
        'delete from log_checkpoint',
        'truncate log_checkpoint',
        'update log_state set size = 0',
      ])
        await expect(the().client.query(change)).rejects.toMatchObject({ code: expect.stringMatching(/42501|23514/) });
    });

    test('a log whose key or signer state is gone stays closed', async () => {
      const empty = new Signer(mkdtempSync(path.join(tmpdir(), 'hiroba-no-key-')));
      await the().propose();
      await sequence(the().db, the().log);
      await expect(publish(the().db, the().log, the().folder, empty)).rejects.toMatchObject({ code: 'KEY_MISSING' });
      await expect(the().app.server.nest.get(LogBeginnings).checkKey(the().log, empty)).rejects.toMatchObject({
        code: 'KEY_MISSING',
      });
      await empty.keyMade(the().log.origin);
      await expect(the().app.server.nest.get(LogBeginnings).checkKey(the().log, empty)).rejects.toMatchObject({
        code: 'OTHER_KEY',
      });
      await expect(publish(the().db, the().log, the().folder, empty)).rejects.toMatchObject({ code: 'OTHER_KEY' });
      for (const name of globSync('*.skey', { cwd: the().keeper.signer.folder }))
        cpSync(path.join(the().keeper.signer.folder, name), path.join(empty.folder, name));
      await expect(publish(the().db, the().log, the().folder, empty)).rejects.toMatchObject({
        code: 'SIGNER_STATE_MISSING',
      });
      await the().keeper.keep();
      expect([(await the().audited()).problems, existsSync(path.join(the().folder, 'checkpoint'))]).toEqual([[], true]);
    });
  });
}
