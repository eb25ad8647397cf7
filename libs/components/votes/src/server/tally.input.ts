import type { Query } from '@hiroba/server';
import { readBallotsFile } from '../domain/ballots-file.ts';
import { packageFiles } from '../domain/package-text.ts';
import { ballotsHashText } from '../domain/publication.ts';
import type { LotDocument, TallyInput } from '../domain/result-package.ts';
import type { VoteDocument } from '../domain/vote-document.ts';
import { WHOLE } from '../domain/vote.rule.ts';
import { sha256 } from './ballot.receipt.ts';
import type { Vote } from './vote.entity.ts';
import { fileBy, hexDigest } from './vote.files.ts';

/** What a count reads of a vote. */
export type Counted = Pick<Vote, 'id' | 'organisationId' | 'document' | 'eligible' | 'ballots' | 'ballotsHash'>;

/** How one row is asked for, in a transaction or outside of any. */
export type AskOne = <R>(query: Query) => Promise<R | undefined>;

/** All that a tally is made of; ballots that are not those that were fixed are counted by nobody. */
export async function tallyInput(ask: AskOne, vote: Counted): Promise<TallyInput> {
  const file = await fileBy(ask, vote, packageFiles.ballots);
  const salt = file?.public ? undefined : await fileBy(ask, vote, 'salt.txt');
  const lot = await fileBy(ask, vote, packageFiles.lot);
  const input: TallyInput = {
    vote: JSON.parse(vote.document ?? '') as VoteDocument,
    ballots: [{ scope: WHOLE, ballots: readBallotsFile(file?.body ?? '') }],
    register: { eligible: vote.eligible ?? 0, voted: vote.ballots ?? 0 },
    ...(salt && { salt: Buffer.from(salt.body.trim(), 'hex') }),
    ...(lot && { lot: JSON.parse(lot.body) as LotDocument }),
  };
  if (ballotsHashText(input.ballots, sha256, input.salt) !== vote.ballotsHash) throw new Error(`the ballots of the vote ${vote.id} are not those that were fixed`);
  return input;
}

/** The digest of what was counted: rule, ballots and lot. */
export const inputHash = (vote: Counted, { lot }: TallyInput): string => hexDigest(vote.document ?? '', vote.ballotsHash ?? '', JSON.stringify(lot ?? null));
