import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { patientPool } from './patient-pool.ts';

const answered = (asked: Promise<unknown>): Promise<string> =>
  Promise.race([
    asked.then(
      () => 'connected',
      (error: { code?: string; message: string }) => error.code ?? error.message,
    ),
    setTimeout(300, 'silent'),
  ]);

test('a pool whose database is not there is one that starts up; one that is over says nothing that would end the process', async () => {
  const pool = new pg.Pool({ host: '127.0.0.1', port: 1 });
  const patient = patientPool(pool);
  expect(await answered(patient.connect())).toBe('57P03');
  await pool.end();
  expect(await answered(pool.connect())).toMatch(/after calling end/);
  expect(await answered(patient.connect())).toBe('silent');
});
