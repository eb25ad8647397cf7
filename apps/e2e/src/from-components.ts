import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '../../..');

/** What the components bring to the journeys in files of a name, as far as their folders are there. */
export const fromComponents = <M>(name: string): Promise<readonly M[]> =>
  Promise.all(
    globSync(`libs/components/*/testing/${name}.ts`, { cwd: root })
      .sort()
      .map((file) => import(pathToFileURL(path.join(root, file)).href) as Promise<M>),
  );
