// Whether our audit and a verifier that shares no code with it (c2sp_verify.py) give the same verdict on random logs, good and damaged.
//   node --import ./tools/ts-hooks.mjs tools/bench/log/agree.ts [--good 50] [--damaged 200] [--seed 1]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { audit, formatVerifierKey, keyOf } from '../../../libs/transparency/src/index.ts';
import { readFrom } from '../../../libs/transparency/src/server/durable-files.ts';
import { nodeCiphers as ciphers } from '../../../libs/transparency/src/server/node-ciphers.ts';
import { leafAt, makeLog } from './made-log.ts';

const { values: options } = parseArgs({
  options: {
    good: { type: 'string', default: '50' },
    damaged: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const key = keyOf('agree.example/log/public', ciphers.sha256(Buffer.from(`agree ${options.seed}`)), ciphers);
const edges = [0, 1, 2, 255, 256, 257, 511, 512, 513, 1_024];

let state = Number(options.seed);
/** The next number below `most`, the same ones for the same seed. */
function random(most: number): number {
  state = (state * 48_271) % 2_147_483_647;
  return state % most;
}
const any = <T>(of: readonly T[]): T => of[random(of.length)] as T;

const damages: Readonly<Record<string, (bytes: Uint8Array, other: () => Uint8Array) => Uint8Array | undefined>> = {
  flipped: (bytes) => {
    const at = random(bytes.length);
    const bit = 2 ** random(8);
    return bytes.map((byte, i) => (i === at ? byte ^ bit : byte));
  },
  truncated: (bytes) => bytes.subarray(0, random(bytes.length)),
  lengthened: (bytes) => Buffer.concat([bytes, Buffer.of(random(256))]),
  deleted: () => undefined,
  swapped: (_, other) => other(),
};

/** Damages one file that the log needs; what was done to which. */
function damage(folder: string, files: readonly string[]): string {
  const bytesOf = (file: string): Uint8Array => readFileSync(path.join(folder, file));
  for (;;) {
    const [file, what] = [any(files), any(Object.keys(damages))];
    const bytes = bytesOf(file);
    const changed = damages[what]?.(bytes, () => bytesOf(any(files)));
    if (changed && Buffer.compare(changed, bytes) === 0) continue;
    if (changed) writeFileSync(path.join(folder, file), changed);
    else rmSync(path.join(folder, file));
    return `${file} ${what}`;
  }
}

const root = mkdtempSync(path.join(tmpdir(), 'hiroba-agree-'));
try {
  const [good, damaged] = [Number(options.good), Number(options.damaged)];
  const logs: { folder: string; done: string; ours: boolean }[] = [];
  for (let n = 0; n < good + damaged; n += 1) {
    const folder = path.join(root, `${n}`);
    const size = n < edges.length ? (edges[n] ?? 0) : random(1_500);
    const files = await makeLog(folder, key, size, (each) => leafAt(each, random(10) === 0 ? random(90) : 0));
    const done = n < good ? 'good' : damage(folder, files);
    const { problems } = await audit({ read: readFrom(folder), keys: [key], ciphers });
    logs.push({ folder, done, ours: problems.length === 0 });
  }
  const script = path.join(import.meta.dirname, 'c2sp_verify.py');
  const { stdout, stderr } = spawnSync(
    'python3',
    [script, '--many', formatVerifierKey(key), ...logs.map(({ folder }) => folder)],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  const theirs = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { ok: boolean; problem?: string });
  if (theirs.length !== logs.length) throw new Error(stderr);
  const wrong = logs.flatMap(({ done, ours }, n) =>
    ours === theirs[n]?.ok && ours === (done === 'good') ? [] : [{ log: n, done, ours, theirs: theirs[n] }],
  );
  console.log(JSON.stringify({ seed: Number(options.seed), good, damaged, agreed: logs.length - wrong.length, wrong }));
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}
