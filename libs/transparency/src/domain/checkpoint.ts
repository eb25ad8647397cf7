import { count, fromBase64, sameBytes, toBase64 } from './bytes.ts';
import type { Ciphers } from './ciphers.ts';
import { ED25519, type SigningKey, type VerifierKey } from './keys.ts';
import { HASH_BYTES, hasherOf, type Hash } from './merkle.ts';
import { openNote, signNote, type NoteProblem } from './note.ts';

/** What a log says of itself: how large it is, and the root of its tree (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** Why a checkpoint is not to be believed. */
export type CheckpointProblem = NoteProblem | 'NOT_A_CHECKPOINT' | 'OTHER_ORIGIN';

/** The text of a checkpoint, which is then signed. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** The checkpoint in a text, or undefined when there is none; extension lines are passed over. */
export function parseCheckpoint(text: string, ciphers: Ciphers): Checkpoint | undefined {
  if (!text.endsWith('\n')) return undefined;
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n');
  const size = count(sizeText ?? '');
  const root = fromBase64(rootText ?? '');
  if (!origin || size === undefined || root?.length !== HASH_BYTES || extensions.includes('')) return undefined;
  return size > 0 || sameBytes(root, hasherOf(ciphers.sha256).empty) ? { origin, size, root } : undefined;
}

/** The checkpoint of a signed note, and the keys that signed it; one of them must be the log's own, called like it. */
export function openCheckpoint(
  note: Uint8Array | string,
  keys: readonly VerifierKey[],
  ciphers: Ciphers,
): { readonly checkpoint: Checkpoint; readonly by: readonly VerifierKey[] } | { readonly problem: CheckpointProblem } {
  const opened = openNote(note, keys, ciphers);
  if ('problem' in opened) return opened;
  const checkpoint = parseCheckpoint(opened.text, ciphers);
  if (checkpoint === undefined) return { problem: 'NOT_A_CHECKPOINT' };
  const own = opened.by.some(({ name, type }) => name === checkpoint.origin && type === ED25519);
  return own ? { checkpoint, by: opened.by } : { problem: 'OTHER_ORIGIN' };
}

/** A signed checkpoint. */
export const signCheckpoint = (checkpoint: Checkpoint, keys: readonly SigningKey[], ciphers: Ciphers): string =>
  signNote(formatCheckpoint(checkpoint), keys, ciphers);
