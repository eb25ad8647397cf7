import { rmSync } from 'node:fs';

/** Stops the PostgreSQL of the API specs and removes it. */
export default async function stopDatabase(): Promise<void> {
  const { database, dataDir } = globalThis.hirobaTestDatabase ?? {};
  await database?.stop();
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
}
