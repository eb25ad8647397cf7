import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const file = 'apps/api/schema.graphql';
const printer = 'apps/api/src/print-schema.ts';

/** Whether the schema that reviewers read is the schema that the sources make. */
export function freshSchema(root: string): string[] {
  if (!existsSync(path.join(root, printer))) return [];
  const kept = committed(root);
  const printed = spawnSync(process.execPath, ['--import', './tools/ts-hooks.mjs', printer], {
    cwd: root,
    encoding: 'utf8',
  });
  if (printed.status !== 0) return [`the schema cannot be printed:\n${printed.stderr.trim()}`];
  return kept === readFileSync(path.join(root, file), 'utf8')
    ? []
    : [`${file} was stale; it is written anew, commit it`];
}

function committed(root: string): string {
  if (existsSync(path.join(root, '.git'))) {
    const staged = spawnSync('git', ['show', `:${file}`], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
    return staged.status === 0 ? staged.stdout : '';
  }
  return existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : '';
}
