import { digestOf, jcs, toBase64url, type Json, type Sha256 } from '@hiroba/kernel';
import { Frontier, hasherOf } from '@hiroba/transparency';
import type { Ballot } from './ballot.ts';
import { byCodePoint } from './option-order.ts';

/** What opens the digest of a ballot: its salt and the ballot itself. */
export interface Opening {
  readonly ballot: Ballot;
  readonly digest: string;
  readonly salt: string;
}

/** The disclosure of a ballot (voting design, 9.2): the string whose digest stands for it in the log. */
export const ballotDisclosure = (ballot: Ballot, vote: string, salt: string): string =>
  toBase64url(new TextEncoder().encode(jcs([salt, 'ballot', { ballot: ballot as Json, vote }])));

/** The digest of a ballot, which its voter keeps and the log holds. */
export const ballotDigest = (ballot: Ballot, vote: string, salt: string, sha256: Sha256): string =>
  digestOf(ballotDisclosure(ballot, vote, salt), sha256);

/** A fresh opening of a ballot; `salt` is 32 new random bytes. */
export function openingOf(ballot: Ballot, vote: string, salt: Uint8Array, sha256: Sha256): Opening {
  if (salt.length !== 32) throw new TypeError('the salt of a ballot has 32 bytes');
  const written = toBase64url(salt);
  return { ballot, salt: written, digest: ballotDigest(ballot, vote, written, sha256) };
}

/** Final digests as they are published: sorted, so that no order of casting is left. */
export const digestsFile = (digests: Iterable<string>): string =>
  [...digests]
    .sort(byCodePoint)
    .map((digest) => `${digest}\n`)
    .join('');

/** The openings of published ballots, sorted by digest. */
export const openingsFile = (openings: Iterable<Opening>): string =>
  [...openings]
    .sort((a, b) => byCodePoint(a.digest, b.digest))
    .map(({ ballot, digest, salt }) => `${jcs({ ballot: ballot as Json, digest, salt })}\n`)
    .join('');

/** The Merkle root over the sorted final digests (RFC 6962); a leaf is the text of a digest. */
export function setRoot(digests: Iterable<string>, sha256: Sha256): string {
  const hasher = hasherOf(sha256);
  const tree = new Frontier(hasher);
  for (const digest of [...digests].sort(byCodePoint)) tree.append(hasher.leaf(new TextEncoder().encode(digest)));
  return toBase64url(tree.root);
}
