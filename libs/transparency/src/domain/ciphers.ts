import type { Sha256 } from '@hiroba/kernel';

/** The cryptography that a log needs, given by where the code runs. */
export interface Ciphers {
  readonly sha256: Sha256;
  /** Whether a signature of 64 bytes over a message is by a public key of 32 bytes. */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** The signature over a message by a seed of 32 bytes; always the same one. */
  signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array;
  /** The public key of a seed. */
  publicKeyOf(seed: Uint8Array): Uint8Array;
}
