import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, type CipherKey, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Injectable } from '@nestjs/common';

/** Keys derived from the installation key, one per purpose. */
@Injectable()
export class Vault {
  readonly #key: Buffer;
  readonly #derived = new Map<string, KeyObject>();

  /** @param key the installation key, at least 32 bytes. */
  constructor(key: Buffer) {
    if (key.length < 32) throw new RangeError('the installation key must have at least 32 bytes');
    this.#key = key;
  }

  #derive(purpose: string): KeyObject {
    const known = this.#derived.get(purpose);
    if (known) return known;
    const derived = createSecretKey(Buffer.from(hkdfSync('sha256', this.#key, '', `hiroba ${purpose}`, 32)));
    this.#derived.set(purpose, derived);
    return derived;
  }

  /** A keyed digest that means nothing without the installation key; base64url. */
  digest(purpose: string, value: string): string {
    return createHmac('sha256', this.#derive(purpose)).update(value).digest('base64url');
  }

  /** Encrypts under the key of a purpose (AES-256-GCM; 12-byte nonce, tag, ciphertext). */
  seal(purpose: string, plain: Buffer): Buffer {
    return seal(this.#derive(purpose), plain);
  }

  /** Decrypts what `seal` made. */
  open(purpose: string, sealed: Buffer): Buffer {
    return open(this.#derive(purpose), sealed);
  }

  /** A new key for one person, and the form in which it may be stored. */
  newPersonKey(): { key: Buffer; wrapped: Buffer } {
    const key = randomBytes(32);
    return { key, wrapped: this.seal('person-key', key) };
  }
}

/** AES-256-GCM with a fresh nonce. */
export function seal(key: CipherKey, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** The inverse of `seal`; throws when a byte was changed. */
export function open(key: CipherKey, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

/** The installation key: from the environment's value, else from a file that is made once (mode 0600). */
export function installationKey(value: string | undefined, file: string): Buffer {
  if (value) return Buffer.from(value, 'base64');
  try {
    return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const key = randomBytes(32);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    return key;
  }
}
