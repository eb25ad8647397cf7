const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const CODES = new TextEncoder().encode(ALPHABET);
const ascii = new TextDecoder();

/** Bytes as base64url without padding (RFC 4648 section 5). */
export function toBase64url(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let [bits, held, at] = [0, 0, 0];
  for (const byte of bytes) {
    bits = ((bits & 63) << 8) | byte;
    held += 8;
    for (; held >= 6; held -= 6) text[at++] = CODES[(bits >> (held - 6)) & 63] ?? 0;
  }
  if (held > 0) text[at] = CODES[(bits << (6 - held)) & 63] ?? 0;
  return ascii.decode(text);
}

/** The bytes of a base64url text without padding, or undefined when it is none. */
export function fromBase64url(s: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(s) || s.length % 4 === 1) return undefined;
  const spare = s.length % 4 === 2 ? 15 : s.length % 4 === 3 ? 3 : 0;
  if ((ALPHABET.indexOf(s.at(-1) ?? 'A') & spare) !== 0) return undefined;
  return Uint8Array.from(atob(s.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
}
