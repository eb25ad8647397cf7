import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { encodeLeaf1 } from '@hiroba/kernel';
import { signCheckpoint } from '../../domain/checkpoint.ts';
import { formatVerifierKey, keyOf } from '../../domain/keys.ts';
import { hasherOf } from '../../domain/merkle.ts';
import { plainCiphers as ciphers } from '../../domain/plain-ciphers.ts';
import { formatProofFile } from '../../domain/proof-file.ts';
import { checkProof } from './check-proof.ts';

const origin = 'city.example/log/public';
const [city, other] = [1, 2].map((n) => keyOf(origin, new Uint8Array(32).fill(n), ciphers));
const leaf = encodeLeaf1({ v: 1, type: 'proposal.published', id: 'a', at: '2026-04-01T04:14:05.874Z', data: {} });
const root = hasherOf(ciphers.sha256).leaf(leaf);
const signedBy = (key: typeof city) =>
  formatProofFile({
    index: 0,
    proof: [],
    checkpoint: signCheckpoint({ origin, size: 1, root }, key ? [key] : [], ciphers),
  });
const vkey = city ? formatVerifierKey(city) : '';
// The same note with the last bits of its signature turned.
const forged = signedBy(city).replace(/..==?\n$|...\n$/, 'AA=\n');

afterEach(() => {
  jest.restoreAllMocks();
});

describe.each(['the browser', 'plain JavaScript'])('a proof, by the ciphers of %s', (by) => {
  const asked = () => {
    const spy = jest.spyOn(crypto.subtle, 'importKey');
    if (by === 'plain JavaScript') spy.mockRejectedValue(new DOMException('no such algorithm', 'NotSupportedError'));
    return spy;
  };
  test.each([
    ['that the city signed is believed', signedBy(city), 'RECORDED'],
    ['that somebody else signed is not', signedBy(other), 'FAILED'],
    ['whose signature was changed is not', forged, 'FAILED'],
  ])('%s', async (_, proof, state) => {
    const spy = asked();
    expect((await checkProof({ leaf, proof }, [vkey])).state).toBe(state);
    if (state === 'RECORDED') expect(spy).toHaveBeenCalledTimes(1);
  });
});
