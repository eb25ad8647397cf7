/** A lower-case UUIDv7 (RFC 9562) of a time in milliseconds and 10 random bytes. */
export function uuid7(ms: number, random: Uint8Array): string {
  if (!Number.isSafeInteger(ms) || ms < 0 || ms >= 2 ** 48) throw new RangeError('a UUIDv7 needs a time of 48 bits');
  if (random.length < 10) throw new RangeError('a UUIDv7 needs 10 random bytes');
  const time = ms.toString(16).padStart(12, '0');
  const bytes = random.slice(0, 10);
  bytes[0] = 0x70 | ((bytes[0] ?? 0) & 0x0f);
  bytes[2] = 0x80 | ((bytes[2] ?? 0) & 0x3f);
  const tail = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [time.slice(0, 8), time.slice(8), tail.slice(0, 4), tail.slice(4, 8), tail.slice(8)].join('-');
}
