import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const drill = fileURLToPath(new URL('kill-drill.mjs', import.meta.url));

test('A2 I1 I4 kill -9 of the server and of PostgreSQL under write load loses nothing that was acknowledged', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [drill, '--rounds', '1', '--port', '3189']);
  const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
  expect(result).toMatchObject({ ok: true, rounds: 1, lost: 0, doubles: 0, revGaps: 0, tallyEqual: true });
  expect(result.acked).toBeGreaterThan(20);
}, 400_000);
