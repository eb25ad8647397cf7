import { test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));

/** The bytes of a file of the shared test data, which lies beside the repository. */
export function sharedBytes(path: string): Buffer {
  return readFileSync(folder + path);
}

/** A parsed JSON file of the shared test data. */
export function sharedJson<T>(path: string): T {
  return JSON.parse(sharedBytes(path).toString('utf8')) as T;
}

/** A test that needs a file or folder of the shared test data, and says that it was skipped where that is absent. */
export function sharedTest(name: string, path: string, body: () => void | Promise<void>): void {
  if (existsSync(folder + path)) test(name, body);
  else test(`skipped: ../shared/data absent: ${name}`, () => console.warn(`../shared/data/${path} is absent`));
}
