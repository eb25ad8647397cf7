import { fromBase64, toBase64 } from './bytes.ts';
import type { Ciphers } from './ciphers.ts';
import type { SigningKey, VerifierKey } from './keys.ts';
import { HASH_BYTES, type Hash } from './merkle.ts';
import { openNote, signNote, type NoteProblem } from './note.ts';

/** The promise that an entry will be in a log: what it is, and until when. */
export interface Receipt {
  readonly origin: string;
  readonly event: string;
  readonly leafHash: Hash;
  /** When it was accepted, as the leaf says it. */
  readonly accepted: string;
  /** So many seconds later it must be there. */
  readonly maxDelay: number;
}

const FORM =
  /^hiroba-receipt\/v1\norigin (\S+)\nevent (\S+)\nleaf (\S+)\naccepted (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\nmaxdelay (\d{1,9})\n$/;

/** The text of a receipt, which is then signed. */
export const formatReceipt = ({ origin, event, leafHash, accepted, maxDelay }: Receipt): string =>
  `hiroba-receipt/v1\norigin ${origin}\nevent ${event}\nleaf ${toBase64(leafHash)}\naccepted ${accepted}\nmaxdelay ${maxDelay}\n`;

/** The receipt in a text, or undefined when there is none. */
export function parseReceipt(text: string): Receipt | undefined {
  const [, origin, event, leaf, accepted, maxDelay] = FORM.exec(text) ?? [];
  const leafHash = fromBase64(leaf ?? '');
  if (!origin || !event || !accepted || leafHash?.length !== HASH_BYTES) return undefined;
  return { origin, event, leafHash, accepted, maxDelay: Number(maxDelay) };
}

/** The name of the key that signs the receipts of a log. */
export const receiptKeyName = (origin: string): string => `${origin}/receipts`;

/** A signed receipt. */
export const signReceipt = (receipt: Receipt, key: SigningKey, ciphers: Ciphers): string =>
  signNote(formatReceipt(receipt), [key], ciphers);

/** The receipt of a signed note, or why it is not to be believed. */
export function openReceipt(
  note: Uint8Array | string,
  keys: readonly VerifierKey[],
  ciphers: Ciphers,
): { readonly receipt: Receipt } | { readonly problem: NoteProblem | 'NOT_A_RECEIPT' } {
  const opened = openNote(note, keys, ciphers);
  if ('problem' in opened) return opened;
  const receipt = parseReceipt(opened.text);
  const own = receipt && opened.by.some(({ name }) => name === receiptKeyName(receipt.origin));
  return receipt && own ? { receipt } : { problem: 'NOT_A_RECEIPT' };
}
