// How fast a long log is audited, and what a proof takes and weighs: of a million entries, made without a database.
//   node --import ./tools/ts-hooks.mjs tools/bench/log/million.ts [--entries 1000000] [--audit 200000]
// Prints one JSON line. The audit recomputes the beginning of the log of so many entries, made in the same way.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  audit,
  formatProofFile,
  hasherOf,
  keyOf,
  openCheckpoint,
  TileReader,
  verifyProofFile,
} from '../../../libs/transparency/src/index.ts';
import { readFrom } from '../../../libs/transparency/src/server/durable-files.ts';
import { nodeCiphers as ciphers } from '../../../libs/transparency/src/server/node-ciphers.ts';
import { makeLog } from './made-log.ts';

const { values: options } = parseArgs({
  options: { entries: { type: 'string', default: '1000000' }, audit: { type: 'string', default: '200000' } },
});
const [entries, audited] = [Number(options.entries), Number(options.audit)];
const key = keyOf('million.example/log/public', ciphers.sha256(Buffer.from('million')), ciphers);
const root = mkdtempSync(path.join(tmpdir(), 'hiroba-million-'));
const at = (all: readonly number[], part: number): number =>
  Math.round((all.toSorted((a, b) => a - b)[Math.floor(all.length * part)] ?? 0) * 10) / 10;

try {
  const [whole, beginning] = [path.join(root, 'whole'), path.join(root, 'beginning')];
  await makeLog(beginning, key, audited);
  const from = performance.now();
  const report = await audit({ read: readFrom(beginning), keys: [key], ciphers });
  const auditing = performance.now() - from;
  if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems));

  await makeLog(whole, key, entries);
  const [times, checks] = [[] as number[], [] as number[]];
  let [bytes, weighed] = [0, 0];
  for (let n = 0; n < 100; n += 1) {
    const index = Math.floor(Math.random() * entries);
    let read = 0;
    const counting = async (file: string): Promise<Uint8Array | undefined> => {
      const found = await readFrom(whole)(file);
      read += found?.length ?? 0;
      return found;
    };
    // Everything a reader does who knows nothing but the key.
    const began = performance.now();
    const note = Buffer.from((await counting('checkpoint')) ?? '').toString();
    const opened = openCheckpoint(note, [key], ciphers);
    if ('problem' in opened) throw new Error(opened.problem);
    const reader = await TileReader.open(counting, hasherOf(ciphers.sha256), opened.checkpoint);
    const proof = formatProofFile({ index, proof: await reader.inclusionProof(index), checkpoint: note });
    times.push(performance.now() - began);
    weighed = Math.max(weighed, read);
    const leaf = await reader.entry(index);
    bytes = Math.max(bytes, proof.length + leaf.length);
    const checking = performance.now();
    if ('problem' in verifyProofFile(proof, leaf, [key], ciphers)) throw new Error('a proof does not hold');
    checks.push(performance.now() - checking);
  }
  console.log(
    JSON.stringify({
      cores: availableParallelism(),
      audit: { entries: audited, perSecond: Math.round((audited * 1_000) / auditing) },
      proof: {
        entries,
        p50Ms: at(times, 0.5),
        p95Ms: at(times, 0.95),
        checkP95Ms: at(checks, 0.95),
        bytes,
        bytesRead: weighed,
      },
    }),
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}
