import path from 'node:path';
import { defineConfig } from 'rolldown';

const ours = (id) =>
  id.startsWith('.') || path.isAbsolute(id) || id.startsWith('@hiroba/') || id.startsWith('@oxc-project/');

export default defineConfig({
  // The second runs as a process of its own and looks into files that people send.
  input: { main: 'src/main.ts', 'inspection-worker': '../../libs/server/src/inspection/worker.ts' },
  platform: 'node',
  tsconfig: '../../tsconfig.json',
  external: (id) => !ours(id),
  transform: { target: 'es2024' },
  output: { dir: '../../dist/api', format: 'esm', sourcemap: true, cleanDir: true },
});
