import { expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { audit } from '../domain/audit.ts';
import { publish } from './exporter.ts';
import { verifierKeys, type Connection } from './kept-log.ts';
import { nodeCiphers } from './node-ciphers.ts';
import { sequence } from './sequencer.ts';
import { Killed, type LogWorld } from './log.world.ts';

/** What is left by whoever is killed. */
export function interruptionCases(the: () => LogWorld): void {
  /** A connection that is cut at its n-th statement: before it runs, or just after. */
  function cutAt(n: number, after: boolean): Connection & { readonly cut: boolean } {
    let left = n;
    const connection = {
      cut: false,
      async query(text: string, values?: readonly unknown[]) {
        if (connection.cut) throw new Killed();
        left -= 1;
        if (left > 0) return the().client.query(text, values as unknown[]);
        connection.cut = true;
        if (after) await the().client.query(text, values as unknown[]);
        throw new Killed();
      },
    };
    return connection as unknown as Connection & { readonly cut: boolean };
  }

  test('T4 whoever is killed between any two steps leaves what the next one goes on from, and no size has two checkpoints', async () => {
    const { signer } = the().keeper;
    let killed = 0;
    for (let n = 1; ; n += 1) {
      const done: boolean[] = [];
      for (const after of [false, true]) {
        await the().propose();
        const connection = cutAt(n, after);
        const step = sequence(connection, the().log).then(() => publish(connection, the().log, the().folder, signer));
        done.push(
          await step.then(
            () => true,
            (error: unknown) => {
              if (error instanceof Killed) return false;
              throw error;
            },
          ),
        );
        killed += 1;
        await the().client.query('rollback');
        // The published files are whole at every instant, whatever is not yet published.
        expect(
          (
            await audit({
              read: the().read,
              keys: verifierKeys(the().log),
              ciphers: nodeCiphers,
              types: 'published',
            })
          ).problems,
        ).toEqual([]);
      }
      if (done.every(Boolean)) break;
    }
    await the().keeper.keep();
    const { problems, checkpoint } = await the().audited();
    expect([problems, await the().numbered()]).toEqual([[], { n: checkpoint?.size, last: checkpoint?.size }]);
    expect(killed).toBeGreaterThan(20);
    expect(readdirSync(the().folder).filter((file) => file.endsWith('.new'))).toEqual([]);
  }, 60_000);
}
