import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { toBase64url, type Sha256 } from '@hiroba/kernel';
import { Receipts } from '@hiroba/transparency/server';
import { ballotDigest, ballotDisclosure } from '../domain/ballot-digest.ts';
import type { Ballot } from '../domain/ballot.ts';
import { formatBallotNote } from '../domain/ballot-receipt.ts';
import type { BallotReceipt } from './ballot.type.ts';

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** A fresh salt, as ballots keep it. */
export const freshSalt = (): string => toBase64url(randomBytes(32));

/** What is committed to of a ballot: that it is one, what it says, and in which vote. */
export function disclosureOf(voteId: string, canonical: string, salt: string) {
  const ballot = JSON.parse(canonical) as Ballot;
  return { digest: ballotDigest(ballot, voteId, salt, sha256), disclosure: ballotDisclosure(ballot, voteId, salt) };
}

/** What a voter keeps of a ballot, signed with the key of the city's receipts. */
@Injectable()
export class BallotReceipts {
  constructor(private readonly receipts: Receipts) {}

  /** The receipt of a ballot: made of the ballot and its salt, so that the same ballot always gives the same. */
  async of(organisationId: string, voteId: string, canonical: string, salt: string): Promise<BallotReceipt> {
    const { digest, disclosure } = disclosureOf(voteId, canonical, salt);
    const note = await this.receipts.signed(organisationId, (origin) => formatBallotNote({ origin, vote: voteId, digest }));
    return { id: voteId, ballot: canonical, salt, digest, disclosure, note: note ?? null };
  }
}
