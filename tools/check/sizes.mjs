// Holds what a page makes a browser load against its budget; reads the built pages.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root } from '../node.mjs';

const client = path.join(root, 'dist/web/client');
const budget = { script: 120_000, style: 25_000 };

/** Pages for work, not for reading, may load more: an editor, a map, tables of staff. */
const forWork = /(desk|setup|new|edit|settings|preview|write|lead|EntryPage|AnswerPage)/i;

const sizes = new Map();

function size(file) {
  if (!sizes.has(file)) sizes.set(file, brotliCompressSync(readFileSync(path.join(client, file))).length);
  return sizes.get(file);
}

function manifest() {
  const [file] = globSync('assets/manifest-*.js', { cwd: client });
  if (!file) throw new Error('no built pages; run npm run build');
  // Pages do not load this file: each carries what it says of its own routes, and asks for more as JSON.
  return JSON.parse(readFileSync(path.join(client, file), 'utf8').replace(/^window\.__reactRouterManifest=|;?\s*$/g, ''));
}

const { entry, routes } = manifest();

/** The Japanese texts that a script asks for once it runs. */
function textsOf(script) {
  const code = readFileSync(path.join(client, script), 'utf8');
  return [...code.matchAll(/\bja:\(\)=>.{0,40}?import\([`'"]\.\/([^`'"]+)/g)].map(([, file]) => `/assets/${file}`);
}

/** Files of a route with those of the routes around it, as a first visit loads them. */
function loads(id) {
  const chain = [];
  for (let route = routes[id]; route; route = routes[route.parentId]) chain.push(route);
  const parts = [entry, ...chain];
  const scripts = new Set(parts.flatMap((part) => [part.module, ...(part.imports ?? [])]));
  // Texts come after the code that asks for them; every reader loads one of the two languages.
  for (const each of [...scripts]) for (const text of textsOf(each)) scripts.add(text);
  return { scripts, styles: new Set(parts.flatMap((part) => part.css ?? [])) };
}

const sum = (files) => [...files].reduce((total, each) => total + size(each.replace(/^\//, '')), 0);

let failed = 0;
let passed = 0;
let largest = { script: 0, style: 0 };
for (const route of Object.values(routes)) {
  if (!route.hasDefaultExport) continue;
  const { scripts, styles } = loads(route.id);
  const [script, style] = [sum(scripts), sum(styles)];
  const within = (script <= budget.script || forWork.test(`${route.id} ${route.path ?? ''}`)) && style <= budget.style;
  if (within) passed += 1;
  else failed += 1;
  if (!within) console.log(`✗ ${route.id}: ${script} bytes of script, ${style} of style (brotli)`);
  largest = { script: Math.max(largest.script, script), style: Math.max(largest.style, style) };
}
console.log(`largest page: ${largest.script} bytes of script, ${largest.style} of style (brotli)`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
