import type { Sha256 } from '@hiroba/kernel';
import { ballotsFile, ballotsIn, type CountedBallot } from './ballots-file.ts';
import { byCodePoint } from './option-order.ts';
import { toHex } from './package-text.ts';

/** In which form ballots come out: as they are, or as a commitment that named auditors can open. */
export type PublicationForm = 'FILE' | 'COMMITMENT';

/** How many ballots there must be at least, or each of them says too much. */
export const LEAST_PUBLISHED = 20;

/** How many ballots nobody else cast, of how many. */
export interface Uniqueness {
  readonly unique: number;
  readonly ballots: number;
}

/** How many ballots of all scopes nobody else cast in theirs: each is as good as a fingerprint (voting design, 9.4). */
export const uniquenessOf = (scopes: Iterable<readonly CountedBallot[]>): Uniqueness => {
  let [unique, ballots] = [0, 0];
  for (const counted of scopes) {
    unique += counted.filter(({ n }) => n === 1).length;
    ballots += ballotsIn(counted).valid;
  }
  return { unique, ballots };
};

/** How many in a thousand ballots are unique, rounded up: a limit is never met by rounding. */
export const uniquePermille = ({ unique, ballots }: Uniqueness): number =>
  ballots === 0 ? 0 : Math.ceil((1000 * unique) / ballots);

/** The form in which ballots are published: by a rule set before opening, not by a person. */
export const publicationForm = ({ unique, ballots }: Uniqueness, limitPermille: number): PublicationForm =>
  ballots >= LEAST_PUBLISHED && 1000 * unique <= limitPermille * ballots ? 'FILE' : 'COMMITMENT';

/** The ballots of one scope. */
export interface ScopeBallots {
  readonly scope: string;
  readonly ballots: readonly CountedBallot[];
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The ballots hash (voting design, 10.1), of one file or over the hashes of several in order of scope; with a salt it is the commitment to them. */
export function ballotsHash(scopes: readonly ScopeBallots[], sha256: Sha256, salt?: Uint8Array): Uint8Array {
  const hashes = [...scopes]
    .sort((a, b) => byCodePoint(a.scope, b.scope))
    .map(({ ballots }) => sha256(joined([...(salt ? [salt] : []), bytesOf(ballotsFile(ballots))])));
  return hashes.length === 1 ? (hashes[0] as Uint8Array) : sha256(joined(hashes));
}

/** The ballots hash as files and the log write it. */
export const ballotsHashText = (scopes: readonly ScopeBallots[], sha256: Sha256, salt?: Uint8Array): string =>
  toHex(ballotsHash(scopes, sha256, salt));
