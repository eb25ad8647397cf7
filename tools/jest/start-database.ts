import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../../libs/server/src/embedded-database.ts';

declare global {
  var hirobaTestDatabase: { readonly database: Database; readonly dataDir: string } | undefined;
}

/** Starts one fast PostgreSQL for all API specs; `HIROBA_TEST_DATABASE` leads to it. */
export default async function startDatabase(): Promise<void> {
  const { openDatabase } = await import('../../libs/server/src/embedded-database.ts');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hiroba-specs-'));
  const database = await openDatabase({ dataDir, fast: true });
  process.env.HIROBA_TEST_DATABASE = database.url;
  globalThis.hirobaTestDatabase = { database, dataDir };
}
