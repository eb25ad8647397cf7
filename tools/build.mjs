// Builds everything that runs into dist/: the pages, the server and the command line.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { documents } from './documents.mjs';
import { makeLogTools } from './log-tools.mjs';
import { builtFrom, sources } from './sources.mjs';
import { compiled, handedToPinnedNode, node, program, root, run, runNode } from './node.mjs';

/** A compressed twin beside each script and sheet, made once here and not at each request. */
function compressed() {
  for (const file of globSync('dist/web/client/assets/*.{js,css}', { cwd: root })) {
    writeFileSync(path.join(root, `${file}.br`), brotliCompressSync(readFileSync(path.join(root, file))));
  }
  return 0;
}

/** Our documents beside the server, which knows them by their hashes. */
async function registered() {
  writeFileSync(path.join(root, 'dist/api/documents.json'), JSON.stringify(await documents()));
  return 0;
}

/** Reads once what was built: what cannot be loaded is found now, and the first start finds it compiled. */
function read() {
  const files = globSync(['dist/api/serve-*.js', 'dist/web/server/index.js'], { cwd: root });
  const all = files.map((file) => JSON.stringify(pathToFileURL(path.join(root, file)).href)).join();
  const script = `await Promise.all([${all}].map((file) => import(file))); process.exit();`;
  return run(node, ['--input-type=module', '-e', script], {
    env: { NODE_ENV: 'production', NODE_COMPILE_CACHE: compiled },
  });
}

const there = (file) => existsSync(path.join(root, file));

async function step(name, work) {
  const from = Date.now();
  if ((await work()) !== 0) {
    console.error(`build: ${name} failed`);
    process.exit(1);
  }
  console.log(`build: ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
}

if (!(await handedToPinnedNode())) {
  const value = sources();
  await step('types of GraphQL documents', () => runNode(['tools/codegen.mjs']));
  const router = program('react-router', '@react-router/dev');
  if (there('apps/web/vite.config.ts')) {
    await step('pages', () =>
      run(node, [router, 'build'], { cwd: path.join(root, 'apps/web'), env: { NODE_ENV: 'production' } }),
    );
    await step('compressed twins', compressed);
  }
  for (const app of ['api', 'cli'].filter((each) => there(`apps/${each}/src/main.ts`))) {
    const rolldown = program('rolldown');
    await step(app, () =>
      run(node, [rolldown, '-c', 'rolldown.config.mjs', '--log-level', 'warn'], { cwd: path.join(root, 'apps', app) }),
    );
  }
  await step('registered documents', registered);
  await step('tools of the public log', makeLogTools);
  await step('a first reading', read);
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(path.join(root, builtFrom), value);
}
