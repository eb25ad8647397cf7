import { randomBytes } from 'node:crypto';
import { digestsFile, openingsFile, setRoot, type Opening } from '../domain/ballot-digest.ts';
import { ballotsFile } from '../domain/ballots-file.ts';
import { counted, type FrozenBallots } from '../domain/freeze.ts';
import { packageFiles } from '../domain/package-text.ts';
import { sha256 } from './ballot.receipt.ts';
import type { Vote } from './vote.entity.ts';
import { hexDigest, type VoteFile } from './vote.files.ts';

/** Which digests are of papers: nobody is shown it, and corrections take no others away. */
export const PAPER_DIGESTS = 'paper-digests.txt';

/** The lines of a file. */
export const linesOf = (text = ''): readonly string[] => text.split('\n').filter((line) => line !== '');

/** The files of fixed ballots, sorted so that neither order nor person is left; and what they are known by. */
export function fixedFiles(vote: Vote, openings: readonly Opening[], papers: readonly string[]): { readonly files: readonly VoteFile[]; readonly known: FrozenBallots } {
  const digests = openings.map(({ digest }) => digest);
  const { merged, publication, uniquePermille, blank } = counted(openings.map(({ ballot }) => ballot), vote);
  const file = ballotsFile(merged);
  const isPublic = publication === 'PUBLIC';
  const salt = randomBytes(32);
  const ballotsHash = isPublic ? hexDigest(file) : hexDigest(salt, file);
  return {
    files: [
      { name: packageFiles.ballots, body: file, public: isPublic },
      { name: packageFiles.digests, body: digestsFile(digests), public: true },
      { name: packageFiles.openings, body: openingsFile(openings), public: isPublic },
      ...(isPublic ? [] : [{ name: 'salt.txt', body: `${salt.toString('hex')}\n`, public: false }]),
      ...(vote.paper ? [{ name: PAPER_DIGESTS, body: digestsFile(papers), public: false }] : []),
    ],
    known: { uniquePermille, publication, blank, ballotsHash, setRoot: setRoot(digests, sha256) },
  };
}
