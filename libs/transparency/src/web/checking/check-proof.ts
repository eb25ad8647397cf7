import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64 } from '../../domain/bytes.ts';
import type { Ciphers } from '../../domain/ciphers.ts';
import { evidenceIn, judge, unreadable, type Evidence, type Verdict } from '../../domain/evidence.ts';
import { parseVerifierKey } from '../../domain/keys.ts';

export type { Evidence, Verdict };

type Verify = Ciphers['verifyEd25519'];
type Asked = Parameters<Verify>;

const refused = (): never => {
  throw new Error('nothing is signed where a proof is checked');
};
const ciphersWith = (verifyEd25519: Verify): Ciphers => ({
  sha256,
  verifyEd25519,
  signEd25519: refused,
  publicKeyOf: refused,
});

/** Asks the browser itself; one that does not know Ed25519 gets it in plain JavaScript. */
async function verified([publicKey, message, signature]: Asked): Promise<boolean> {
  const bytes = (part: Uint8Array) => new Uint8Array(part);
  try {
    const key = await crypto.subtle.importKey('raw', bytes(publicKey), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, bytes(signature), bytes(message));
  } catch {
    const { plainCiphers } = await import('../../domain/plain-ciphers.ts');
    return plainCiphers.verifyEd25519(publicKey, message, signature);
  }
}

/** Checks in this browser what was kept of an entry, a ZIP or its parts, and believes nothing but the keys given. */
export async function checkProof(
  given: Uint8Array | Evidence,
  vkeys: readonly string[],
  now = new Date(),
): Promise<Verdict> {
  const answers = new Map<string, boolean>();
  const judged = (ciphers: Ciphers): Verdict => {
    const keys = vkeys.map((vkey) => parseVerifierKey(vkey.trim(), ciphers)).filter((key) => key !== undefined);
    const evidence = given instanceof Uint8Array ? evidenceIn(given) : given;
    return evidence ? judge(evidence, keys, ciphers, now) : unreadable;
  };
  // A browser answers later, but whoever judges asks at once: judged again with the answers, until nothing new is asked.
  for (;;) {
    const asked = new Map<string, Asked>();
    const verdict = judged(
      ciphersWith((...question) => {
        const name = question.map(toBase64).join(' ');
        if (!answers.has(name)) asked.set(name, question);
        return answers.get(name) ?? false;
      }),
    );
    if (asked.size === 0) return verdict;
    for (const [name, question] of asked) answers.set(name, await verified(question));
  }
}
