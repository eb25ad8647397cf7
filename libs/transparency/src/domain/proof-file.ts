import { count, fromBase64, textOf, toBase64 } from './bytes.ts';
import { openCheckpoint, type Checkpoint, type CheckpointProblem } from './checkpoint.ts';
import type { Ciphers } from './ciphers.ts';
import type { VerifierKey } from './keys.ts';
import { HASH_BYTES, hasherOf, verifyInclusion, type Hash } from './merkle.ts';

/** A file that proves by itself that an entry is in a log (C2SP tlog-proof). */
export interface ProofFile {
  readonly index: number;
  readonly proof: readonly Hash[];
  /** The signed checkpoint, as it was published. */
  readonly checkpoint: string;
}

/** Why a proof file does not prove it. */
export type ProofProblem = CheckpointProblem | 'NOT_A_PROOF' | 'NOT_INCLUDED';

const HEAD = 'c2sp.org/tlog-proof@v1';
// No tree has more levels, whatever its size.
const MOST_HASHES = 63;

/** The text of a proof file. */
export const formatProofFile = ({ index, proof, checkpoint }: ProofFile): string =>
  [HEAD, `index ${index}`, ...proof.map(toBase64), '', checkpoint].join('\n');

/** The proof in a file, or undefined when it holds none. */
export function parseProofFile(bytes: Uint8Array | string): ProofFile | undefined {
  const text = typeof bytes === 'string' ? bytes : textOf(bytes);
  const split = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || split < 0) return undefined;
  const [head, ...lines] = text.slice(0, split).split('\n');
  const [, extra] = /^extra ([A-Za-z0-9+/=]+)$/.exec(lines[0] ?? '') ?? [];
  if (extra !== undefined && fromBase64(extra) === undefined) return undefined;
  const [indexLine = '', ...hashLines] = extra === undefined ? lines : lines.slice(1);
  const index = indexLine.startsWith('index ') ? count(indexLine.slice(6)) : undefined;
  const proof = hashLines.map(fromBase64).filter((hash) => hash?.length === HASH_BYTES) as Hash[];
  if (head !== HEAD || index === undefined || proof.length !== hashLines.length || proof.length > MOST_HASHES)
    return undefined;
  return { index, proof, checkpoint: text.slice(split + 2) };
}

/** Whether a proof file shows that a leaf is in a log whose keys are known: the checkpoint it rests on, or why not. */
export function verifyProofFile(
  file: Uint8Array | string,
  leaf: Uint8Array,
  keys: readonly VerifierKey[],
  ciphers: Ciphers,
):
  | { readonly index: number; readonly checkpoint: Checkpoint; readonly by: readonly VerifierKey[] }
  | { readonly problem: ProofProblem } {
  const parsed = parseProofFile(file);
  if (parsed === undefined) return { problem: 'NOT_A_PROOF' };
  const opened = openCheckpoint(parsed.checkpoint, keys, ciphers);
  if ('problem' in opened) return opened;
  const hasher = hasherOf(ciphers.sha256);
  const { size, root } = opened.checkpoint;
  return verifyInclusion(hasher, parsed.index, size, hasher.leaf(leaf), parsed.proof, root)
    ? { index: parsed.index, ...opened }
    : { problem: 'NOT_INCLUDED' };
}
