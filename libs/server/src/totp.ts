import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;
const DIGITS = 6;

/** Bytes in base32 without padding (RFC 4648 section 6). */
export function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The bytes of a base32 text, blanks, case and padding ignored; undefined when it is none. */
export function fromBase32(s: string): Buffer | undefined {
  const letters = s.toUpperCase().replace(/[\s=-]/g, '');
  if (!/^[A-Z2-7]*$/.test(letters) || [1, 3, 6].includes(letters.length % 8)) return undefined;
  const bits = Array.from(letters, (c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
}

/** A new secret of 20 random bytes, as RFC 4226 recommends. */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

/** The step of 30 seconds an instant lies in. */
export function totpStepAt(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS);
}

/** The code of a step (RFC 6238 with SHA-1 and 6 digits). */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step a typed code belongs to, at most one beside now and later than the last used one, or undefined. */
export function matchTotp(secret: Uint8Array, typed: string, at: Date, lastStep?: number): number | undefined {
  const code = typed.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return undefined;
  const now = totpStepAt(at);
  const steps = [now - 1, now, now + 1].filter((step) => step >= 0 && (lastStep === undefined || step > lastStep));
  const found = steps.filter((step) => timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code)));
  return found[0];
}

/** The address that authenticator apps read from a QR code. */
export function otpauthUri({
  secret,
  issuer,
  account,
}: {
  readonly secret: Uint8Array;
  readonly issuer: string;
  readonly account: string;
}): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = `secret=${toBase32(secret)}&issuer=${encodeURIComponent(issuer)}`;
  return `otpauth://totp/${label}?${query}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}

/** Ten new recovery codes of 80 random bits, shown once: ABCD-EFGH-2345-6789. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => (toBase32(randomBytes(10)).match(/.{4}/g) ?? []).join('-'));
}

/** The hash by which a recovery code is kept and found, however it was typed; its 80 random bits need no slow hash. */
export function recoveryCodeHash(code: string): string {
  const letters = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/0/g, 'O')
    .replace(/1/g, 'I')
    .replace(/8/g, 'B');
  return createHash('sha256').update(letters).digest('hex');
}
