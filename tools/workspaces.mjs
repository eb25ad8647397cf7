// Links the libraries of this tree where npm would: after a pull that brings a new one, nothing has to be installed.
import { existsSync, globSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { root } from './node.mjs';

/** Links every library that has no link yet. */
export function linkWorkspaces() {
  const { workspaces } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  for (const manifest of globSync(
    workspaces.map((folder) => `${folder}/package.json`),
    { cwd: root },
  )) {
    const { name } = JSON.parse(readFileSync(path.join(root, manifest), 'utf8'));
    const link = path.join(root, 'node_modules', name);
    if (!name || existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.relative(path.dirname(link), path.join(root, path.dirname(manifest))), link, 'junction');
  }
}
