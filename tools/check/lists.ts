import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const lists = [
  { file: 'apps/api/src/components.ts', side: 'server' },
  { file: 'apps/web/app/components.ts', side: 'web' },
] as const;

/** Component folders that an app does not list, and so does not offer. */
export function componentLists(root: string): string[] {
  const manifests = globSync('libs/components/*/package.json', { cwd: root }).sort();
  return manifests.flatMap((manifest) => {
    const folder = path.dirname(manifest);
    const { name } = JSON.parse(readFileSync(path.join(root, manifest), 'utf8')) as { name: string };
    return lists
      .filter(
        ({ file, side }) => existsSync(path.join(root, folder, 'src', side)) && !names(root, file, `${name}/${side}`),
      )
      .map(({ file }) => `${folder} is not in ${file}`);
  });
}

function names(root: string, file: string, door: string): boolean {
  const list = path.join(root, file);
  return existsSync(list) && readFileSync(list, 'utf8').includes(`'${door}`);
}
