import { evidenceIn, judge, unreadable, type Evidence, type Verdict } from '../../domain/evidence.ts';
import { parseVerifierKey } from '../../domain/keys.ts';
import { plainCiphers } from '../../domain/plain-ciphers.ts';

export type { Evidence, Verdict };

/** Checks in this browser what was kept of an entry, a ZIP or its parts, and believes nothing but the keys given. */
export async function checkProof(
  given: Uint8Array | Evidence,
  vkeys: readonly string[],
  now = new Date(),
): Promise<Verdict> {
  const keys = vkeys.map((vkey) => parseVerifierKey(vkey.trim(), plainCiphers)).filter((key) => key !== undefined);
  const evidence = given instanceof Uint8Array ? evidenceIn(given) : given;
  return evidence ? judge(evidence, keys, plainCiphers, now) : unreadable;
}
