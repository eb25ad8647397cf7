// Checks the types of the whole tree at once.
import path from 'node:path';
import { existsSync } from 'node:fs';
import { node, program, root, run, runNode } from './node.mjs';

if (existsSync(path.join(root, 'apps/web/react-router.config.ts'))) {
  const router = program('react-router', '@react-router/dev');
  const code = await run(node, [router, 'typegen'], { cwd: path.join(root, 'apps/web') });
  if (code !== 0) process.exit(code);
}
process.exit(await runNode([program('tsc', 'typescript'), '-p', 'tsconfig.json']));
