// Counts every file of ../shared/data by the command line and holds it against compare.py: node tools/bench/tally/compare.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const data = path.resolve(root, '../shared/data');
if (!existsSync(data)) {
  console.log('skipped: ../shared/data absent');
  process.exit(0);
}
const out = mkdtempSync(path.join(tmpdir(), 'hiroba-tally-'));
const files = (folder) =>
  readdirSync(path.join(data, folder))
    .sort()
    .map((name) => path.join(data, folder, name));
const bare = (file) => path.basename(file).replace(/\.[^.]+$/, '');
const cases = [
  ...files('pb/elections').map((file) => ['pb', file, path.join(data, 'pb/expected', `${bare(file)}.json`)]),
  ...files('voting/ranked').map((file) => ['ranked', file, path.join(data, 'voting/expected', `${bare(file)}.json`)]),
  ...['pairwise-debian-2002', 'simple-cases'].map((name) => {
    const file = path.join(data, 'voting', `${name}.json`);
    return [name.startsWith('simple') ? 'simple' : 'pairwise', file, file];
  }),
];
let failed = 0;
for (const [kind, file, expected] of cases) {
  const json = path.join(out, `${kind}-${bare(file)}.json`);
  const from = performance.now();
  const counted = spawnSync(
    process.execPath,
    [path.join(root, 'dist/cli/main.js'), 'tally', kind, file, '--json', json],
    { encoding: 'utf8' },
  );
  const took = ((performance.now() - from) / 1000).toFixed(1);
  const compared = spawnSync('python3', [path.join(data, 'tools/compare.py'), kind, expected, json], {
    encoding: 'utf8',
  });
  const good = counted.status === 0 && compared.status === 0;
  if (!good) failed += 1;
  console.log(`${good ? '✓' : '✗'} ${kind} ${path.basename(file)} (${took} s)`);
  if (!good)
    console.log(
      counted.stderr,
      compared.stdout
        .split('\n')
        .filter((line) => !line.startsWith('PASS'))
        .join('\n'),
    );
}
console.log(failed === 0 ? `all ${cases.length} passed` : `${failed} of ${cases.length} failed`);
process.exit(failed === 0 ? 0 : 1);
