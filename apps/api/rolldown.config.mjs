import { globSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'rolldown';

const ours = (id) =>
  id.startsWith('.') || path.isAbsolute(id) || id.startsWith('@hiroba/') || id.startsWith('@oxc-project/');

/** What runs in threads beside the server: each `*.worker.ts` of a component, under its own name. */
const workers = Object.fromEntries(
  globSync('../../libs/components/*/src/server/*.worker.ts', { cwd: import.meta.dirname }).map((file) => [
    path.basename(file, '.ts'),
    file,
  ]),
);

export default defineConfig({
  // The second runs as a process of its own and looks into files that people send.
  input: { main: 'src/main.ts', 'inspection-worker': '../../libs/server/src/inspection/worker.ts', ...workers },
  platform: 'node',
  tsconfig: '../../tsconfig.json',
  external: (id) => !ours(id),
  transform: { target: 'es2024' },
  output: { dir: '../../dist/api', format: 'esm', sourcemap: true, cleanDir: true },
});
