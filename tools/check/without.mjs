// Proves that a component comes and goes with its folder: node tools/check/without.mjs debates [--quick] [specs …]
// Copies the tree, deletes libs/components/<name> and its line in each list, and builds and tests what is left.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lists, withoutComponent } from '../generate/lists.mjs';
import { node, root, run } from '../node.mjs';

/** Specs that would notice first: the whole schema, the lists over all libraries, the demo city, the tree itself. */
const usual = [
  'apps/api/security/hidden.api.spec.ts',
  'apps/api/traps/all6.spec.ts',
  'apps/api/traps/rol1.api.spec.ts',
  'apps/api/src/demo',
  'apps/api/src/events.spec.ts',
  'libs/spaces',
  'tools/check',
];

/** The files of the tree that are not ignored. */
function files() {
  const listed = spawnSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return listed.stdout.split('\0').filter((file) => file && existsSync(path.join(root, file)));
}

/** Installed packages as links, so that our own lead into the copy. */
function linkPackages(copy) {
  const [from, to] = [path.join(root, 'node_modules'), path.join(copy, 'node_modules')];
  mkdirSync(path.join(to, '@hiroba'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '@hiroba' && name !== '.cache') symlinkSync(path.join(from, name), path.join(to, name));
  }
  for (const place of ['apps', 'libs', 'libs/components', 'tools']) {
    for (const folder of readdirSync(path.join(copy, place))) {
      const manifest = path.join(copy, place, folder, 'package.json');
      if (!existsSync(manifest)) continue;
      symlinkSync(path.dirname(manifest), path.join(to, JSON.parse(readFileSync(manifest, 'utf8')).name));
    }
  }
}

/** Takes the component out of a copy of the tree. */
function remove(copy, name) {
  const words = { fileName: name, propertyName: name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()) };
  rmSync(path.join(copy, 'libs/components', name), { recursive: true });
  for (const { file, ...list } of lists) {
    const before = readFileSync(path.join(copy, file), 'utf8');
    const after = withoutComponent(before, list, words);
    if (before.split('\n').length - after.split('\n').length < 1)
      throw new Error(`${file} does not list ${name} on a line of its own.`);
    writeFileSync(path.join(copy, file), after);
  }
}

const [name, ...more] = process.argv.slice(2);
const quick = more.includes('--quick');
const specs = more.filter((each) => each !== '--quick');
if (!name || !existsSync(path.join(root, 'libs/components', name))) {
  console.error(`Name one of: ${readdirSync(path.join(root, 'libs/components')).join(', ')}`);
  process.exit(1);
}

const copy = mkdtempSync(path.join(tmpdir(), `hiroba-without-${name}-`));
let failed = 0;
try {
  for (const file of files()) cpSync(path.join(root, file), path.join(copy, file));
  remove(copy, name);
  linkPackages(copy);
  const steps = [
    ['codegen', ['tools/codegen.mjs']],
    ['types', ['tools/typecheck.mjs']],
    ['checks', ['tools/check/run.mjs']],
    // Without the build, for a busy machine: types, checks and the schema tell most of it.
    ...(quick ? [] : [['build', ['tools/build.mjs']]]),
    ['specs', ['tools/jest.mjs', ...(specs.length > 0 ? specs : usual)]],
  ];
  for (const [step, args] of steps) {
    console.log(`\n── without ${name}: ${step}`);
    if ((await run(node, args, { cwd: copy })) !== 0) {
      failed += 1;
      console.log(`✗ ${step}`);
    }
  }
} finally {
  if (!process.env.KEEP) rmSync(copy, { recursive: true, force: true });
  else console.log(copy);
}
console.log(
  `\n${failed === 0 ? `✓ the tree stands without ${name}` : `✗ ${failed} of the steps fail without ${name}`}`,
);
process.exitCode = failed > 0 ? 1 : 0;
