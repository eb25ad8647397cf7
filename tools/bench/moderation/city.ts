// A city in a database of its own, for the measurements of moderation.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../../libs/server/src/embedded-database.ts';
import { bySocket } from '../../../libs/server/src/orm.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'hiroba-moderation-'));
const database = await openDatabase({ dataDir });
process.env.HIROBA_TEST_DATABASE = bySocket(database.url, database.socket);
const { startApp } = await import('../../../libs/testing/src/start-app.ts');

/** The server that is measured. */
export const app = await startApp({ env: { LOG_LEVEL: 'error' } });

/** Ends it. */
export const close = async (): Promise<void> => {
  await app.close();
  await database.stop();
};

/** A number from 0 to 1, the same ones in each run. */
export const chance = (() => {
  let state = 20_261_127;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
})();

/** Sentences of real opinions, from files beside the repository that are read and not copied. */
export function sentences(): readonly string[] {
  const folder = process.env.HIROBA_SHARED ?? new URL('../../../../shared', import.meta.url).pathname;
  const files = ['ja-yamaguchi-opinions.csv', 'ja-ai-copyright-mass.csv', 'ja-campaigns-synthetic.csv'];
  const texts = files.map((file) => readFileSync(path.join(folder, 'data/comments', file), 'utf8')).join('\n');
  return [...new Set(texts.match(/[^"。,\n]{12,120}。/gu) ?? [])];
}

/** The 95th part of a hundred of some times. */
export const p95 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
