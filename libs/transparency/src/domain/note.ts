import { bytesOf, fromBase64, joined, textOf, toBase64, toHex } from './bytes.ts';
import type { Ciphers } from './ciphers.ts';
import { ED25519, isKeyName, verifies, type SigningKey, type VerifierKey } from './keys.ts';

/** A signature line of a note. */
export interface NoteSignature {
  readonly name: string;
  /** The key id, in hexadecimal digits. */
  readonly id: string;
  readonly signature: Uint8Array;
}

/** A signed note taken apart (C2SP signed-note); nothing about it is verified yet. */
export interface SignedNote {
  /** What is signed, with its final line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Why a note is not to be believed. */
export type NoteProblem = 'MALFORMED' | 'NO_KNOWN_SIGNATURE' | 'BAD_SIGNATURE';

const LARGEST = 65_536;
const LINE = /^\u2014 (\S+) ([A-Za-z0-9+/=]+)$/u;
const CONTROL = new RegExp('[\\u0000-\\u0009\\u000b-\\u001f]');

function signatureOf(line: string): NoteSignature | undefined {
  const [, name, encoded] = LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) return undefined;
  const bytes = fromBase64(encoded);
  if (bytes === undefined || bytes.length < 5) return undefined;
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/** Takes a note apart, or finds that it is none. */
export function parseNote(note: Uint8Array | string): SignedNote | undefined {
  const whole = typeof note === 'string' ? note : textOf(note);
  if (whole === undefined || CONTROL.test(whole) || !whole.isWellFormed() || bytesOf(whole).length > LARGEST)
    return undefined;
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n')) return undefined;
  const lines = whole
    .slice(split + 2)
    .split('\n')
    .slice(0, -1);
  const signatures = lines.map(signatureOf).filter((signature) => signature !== undefined);
  if (lines.length === 0 || signatures.length !== lines.length) return undefined;
  return { text: whole.slice(0, split + 1), signatures };
}

/** The text of a note and the keys that signed it: unknown signatures say nothing, a known one that fails spoils all. */
export function openNote(
  note: Uint8Array | string,
  keys: readonly VerifierKey[],
  ciphers: Ciphers,
): { readonly text: string; readonly by: readonly VerifierKey[] } | { readonly problem: NoteProblem } {
  const parsed = parseNote(note);
  if (parsed === undefined) return { problem: 'MALFORMED' };
  const by = new Set<VerifierKey>();
  for (const { name, id, signature } of parsed.signatures) {
    const key = keys.find((each) => each.name === name && each.id === id);
    if (key === undefined) continue;
    if (!verifies(key, parsed.text, signature, ciphers)) return { problem: 'BAD_SIGNATURE' };
    by.add(key);
  }
  return by.size === 0 ? { problem: 'NO_KNOWN_SIGNATURE' } : { text: parsed.text, by: [...by] };
}

/** A text signed by keys, as a note. */
export function signNote(text: string, keys: readonly SigningKey[], ciphers: Ciphers): string {
  if (!text.endsWith('\n') || CONTROL.test(text) || !text.isWellFormed())
    throw new TypeError('a note ends with a line feed and holds no other control character');
  if (keys.length === 0) throw new TypeError('a note has a signature');
  const lines = keys.map(({ name, id, type, seed }) => {
    if (type !== ED25519) throw new TypeError(`keys of type ${type} do not sign notes`);
    const idBytes = Uint8Array.from(id.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    return `\u2014 ${name} ${toBase64(joined(idBytes, ciphers.signEd25519(seed, bytesOf(text))))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}
