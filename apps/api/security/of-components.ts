import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ComponentRows } from '@hiroba/testing';

const root = path.resolve(import.meta.dirname, '../../..');

/** What components tell about their own fields, as far as their folders are there. */
export const ofComponents: readonly ComponentRows[] = await Promise.all(
  globSync('libs/components/*/testing/rows.ts', { cwd: root })
    .sort()
    .map(
      async (file) =>
        ((await import(pathToFileURL(path.join(root, file)).href)) as { readonly rows: ComponentRows }).rows,
    ),
);
