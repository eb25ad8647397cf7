import { bytesOf, fromBase64, joined, toBase64, toHex } from './bytes.ts';
import type { Ciphers } from './ciphers.ts';

/** The types of keys of C2SP signed-note: signatures over a text, cosignatures of witnesses, and those we pass over. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;

/** A public key that signs notes, under its name. */
export interface VerifierKey {
  readonly name: string;
  /** The key id: the first four bytes of a digest, in hexadecimal digits. */
  readonly id: string;
  readonly type: number;
  readonly key: Uint8Array;
}

/** A key that signs notes. */
export interface SigningKey extends VerifierKey {
  readonly seed: Uint8Array;
}

const KEY_BYTES = 32;
const SECRET = 'PRIVATE+KEY+';

/** Whether a key may be called so. */
export const isKeyName = (name: string): boolean => name !== '' && !/[\p{White_Space}+]/u.test(name);

const idOf = (name: string, typed: Uint8Array, { sha256 }: Ciphers): string =>
  toHex(sha256(joined(bytesOf(`${name}\n`), typed)).subarray(0, 4));

/** The key of a seed of 32 random bytes. */
export function keyOf(name: string, seed: Uint8Array, ciphers: Ciphers): SigningKey {
  if (!isKeyName(name)) throw new TypeError('a key name has neither blanks nor plus signs');
  if (seed.length !== KEY_BYTES) throw new RangeError('a seed has 32 bytes');
  const key = ciphers.publicKeyOf(seed);
  return { name, id: idOf(name, joined(Uint8Array.of(ED25519), key), ciphers), type: ED25519, key, seed };
}

interface Parts {
  readonly name: string;
  readonly id: string;
  readonly type: number;
  readonly bytes: Uint8Array;
}

// Base64 may hold plus signs, too: only the first two part the text.
function parts(text: string): Parts | undefined {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? [];
  const typed = encoded === undefined ? undefined : fromBase64(encoded);
  const type = typed?.[0];
  if (name === undefined || id === undefined || typed === undefined || type === undefined || !isKeyName(name))
    return undefined;
  return { name, id, type, bytes: typed.subarray(1) };
}

/** The key of a `vkey`, or undefined when the text is none: its id must follow from the rest. */
export function parseVerifierKey(text: string, ciphers: Ciphers): VerifierKey | undefined {
  const found = parts(text);
  if (found === undefined) return undefined;
  const { name, id, type, bytes: key } = found;
  if ((type === ED25519 || type === COSIGNATURE) && key.length !== KEY_BYTES) return undefined;
  return id === idOf(name, joined(Uint8Array.of(type), key), ciphers) ? { name, id, type, key } : undefined;
}

/** The key of an `skey` line, or undefined when the text is none. */
export function parseSigningKey(text: string, ciphers: Ciphers): SigningKey | undefined {
  const found = text.startsWith(SECRET) ? parts(text.slice(SECRET.length)) : undefined;
  if (found === undefined || found.type !== ED25519 || found.bytes.length !== KEY_BYTES) return undefined;
  const key = keyOf(found.name, found.bytes, ciphers);
  return key.id === found.id ? key : undefined;
}

/** A public key as text, its `vkey`. */
export const formatVerifierKey = ({ name, id, type, key }: VerifierKey): string =>
  `${name}+${id}+${toBase64(joined(Uint8Array.of(type), key))}`;

/** A signing key as text, its `skey`. */
export const formatSigningKey = ({ name, id, type, seed }: SigningKey): string =>
  `${SECRET}${name}+${id}+${toBase64(joined(Uint8Array.of(type), seed))}`;

const SIGNATURE_BYTES = 64;
const TIME_BYTES = 8;

/** The instant of a cosignature in POSIX seconds. */
export const cosignedAt = (signature: Uint8Array): bigint => BigInt(`0x${toHex(signature.subarray(0, TIME_BYTES))}`);

/** What a witness signs: the text of a checkpoint and when it saw it. */
export const cosignedMessage = (text: string, time: bigint): string => `cosignature/v1\ntime ${time}\n${text}`;

/** Whether a signature of a note is by a key. */
export function verifies({ type, key }: VerifierKey, text: string, signature: Uint8Array, ciphers: Ciphers): boolean {
  if (type === ED25519)
    return signature.length === SIGNATURE_BYTES && ciphers.verifyEd25519(key, bytesOf(text), signature);
  if (type !== COSIGNATURE || signature.length !== TIME_BYTES + SIGNATURE_BYTES) return false;
  const message = cosignedMessage(text, cosignedAt(signature));
  return ciphers.verifyEd25519(key, bytesOf(message), signature.subarray(TIME_BYTES));
}
