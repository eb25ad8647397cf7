import { textOf } from '../domain/bytes.ts';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { parsePolicy } from '../domain/policy.ts';
import { formatVerifierKey } from '../domain/keys.ts';
import { hasherOf } from '../domain/merkle.ts';
import { formatProofFile } from '../domain/proof-file.ts';
import { TileReader } from '../domain/tile-reader.ts';
import { readFrom } from './durable-files.ts';
import { nodeCiphers } from './node-ciphers.ts';

/** Where the key that signs the receipts of a log is published, below its address. */
export const RECEIPTS_KEY = 'receipts/vkey';

/** The published keys of a log: its own of all periods, and that of its receipts. */
export async function publishedKeys(folder: string): Promise<readonly string[]> {
  const read = readFrom(folder);
  const [policy, receipts] = await Promise.all([read('policy'), read(RECEIPTS_KEY)]);
  const logs = parsePolicy(textOf(policy ?? new Uint8Array(0)) ?? '', nodeCiphers)?.logs ?? [];
  const own = textOf(receipts ?? new Uint8Array(0))?.trim();
  return [...logs.map(formatVerifierKey), ...(own ? [own] : [])];
}

/** That an entry is in the published log: its exact bytes, the proof, and of how many entries it is one. */
export interface FoundProof {
  readonly index: number;
  readonly leaf: Uint8Array;
  /** The proof file (C2SP tlog-proof). */
  readonly proof: string;
  /** The size of the log that it is proved for. */
  readonly size: number;
}

/** The proof of an entry, made of the published files alone; undefined where they have no such entry yet. */
export async function proofIn(folder: string, index: number): Promise<FoundProof | undefined> {
  const read = readFrom(folder);
  const [note, policy] = await Promise.all([read('checkpoint'), read('policy')]);
  const keys = parsePolicy(textOf(policy ?? new Uint8Array(0)) ?? '', nodeCiphers)?.logs ?? [];
  const opened = note && openCheckpoint(note, keys, nodeCiphers);
  if (note === undefined || opened === undefined || 'problem' in opened || index >= opened.checkpoint.size)
    return undefined;
  const reader = await TileReader.open(read, hasherOf(nodeCiphers.sha256), opened.checkpoint);
  const leaf = await reader.entry(index);
  const proof = formatProofFile({ index, proof: await reader.inclusionProof(index), checkpoint: textOf(note) ?? '' });
  return { index, leaf, proof, size: opened.checkpoint.size };
}
