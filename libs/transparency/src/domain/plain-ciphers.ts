import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Ciphers } from './ciphers.ts';

/** Ciphers in plain JavaScript, which run everywhere. */
export const plainCiphers: Ciphers = {
  sha256,
  verifyEd25519: (publicKey, message, signature) => {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
  signEd25519: (seed, message) => ed25519.sign(message, seed),
  publicKeyOf: (seed) => ed25519.getPublicKey(seed),
};
