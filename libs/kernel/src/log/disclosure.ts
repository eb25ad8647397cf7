import { fromBase64url, toBase64url } from './base64url.ts';
import type { Json } from './jcs.ts';

/** A SHA-256 function: bytes to 32 bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** A salted value and the digest that stands for it in the log. */
export interface Disclosure {
  /** The disclosure string, kept and handed out as it is, never written anew. */
  readonly disclosure: string;
  readonly digest: string;
}

/** The reason why a disclosure does not open a commitment. */
export type DisclosureProblem = 'NOT_A_DISCLOSURE' | 'SALT_TOO_SHORT' | 'OTHER_NAME' | 'OTHER_DIGEST';

const SALT_BYTES = 32;
const SHORTEST_SALT = 16;

/** The digest of a disclosure string, as `commit` holds it. */
export function digestOf(disclosure: string, sha256: Sha256): string {
  return toBase64url(sha256(new TextEncoder().encode(disclosure)));
}

/** A fresh disclosure of a value under a name; `salt` is 32 new random bytes. */
export function disclose(name: string, value: Json, salt: Uint8Array, sha256: Sha256): Disclosure {
  if (salt.length !== SALT_BYTES) throw new TypeError('a disclosure needs a salt of 32 bytes');
  const disclosure = toBase64url(new TextEncoder().encode(JSON.stringify([toBase64url(salt), name, value])));
  return { disclosure, digest: digestOf(disclosure, sha256) };
}

function members(disclosure: string): readonly unknown[] | undefined {
  const bytes = fromBase64url(disclosure);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return Array.isArray(value) && value.length === 3 ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Opens the commitment `name` of a leaf: the value, or why the string does not open it. */
export function openDisclosure(
  disclosure: string,
  name: string,
  digest: string,
  sha256: Sha256,
): { readonly value: Json } | { readonly problem: DisclosureProblem } {
  const found = members(disclosure);
  if (found === undefined) return { problem: 'NOT_A_DISCLOSURE' };
  const [salt, named, value] = found;
  const saltBytes = typeof salt === 'string' ? fromBase64url(salt) : undefined;
  if (saltBytes === undefined || saltBytes.length < SHORTEST_SALT) return { problem: 'SALT_TOO_SHORT' };
  if (named !== name) return { problem: 'OTHER_NAME' };
  return digestOf(disclosure, sha256) === digest ? { value: value as Json } : { problem: 'OTHER_DIGEST' };
}
