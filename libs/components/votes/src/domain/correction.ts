import { composed, event, privateEvent, Refusal, textLimit } from '@hiroba/kernel';
import type { VotesSituation } from '../manifest.ts';
import type { FrozenBallots } from './freeze.ts';
import type { Outcome } from './vote.commands.ts';
import { runByWith, secondRefusal, type Asked } from './vote.life.commands.ts';
import { votePolicy } from './vote.policy.ts';
import type { VoteText } from './vote.ts';

/** What is put right of the papers of one batch: lines that were missing, and lines that were wrong, as canonical ballots. */
export interface Correction {
  readonly batch: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly reason: string;
}

/** A ballot that has been fixed, as the files of a vote know it: by its digest and not by its person. */
export interface FixedBallot {
  readonly canonical: string;
  readonly digest: string;
}

/** A vote as a correction finds it. */
export type CorrectedVote = VoteText & { readonly version: number; readonly ballots: number | null; readonly superseded: number | null };

/** So many lines one correction has at most. */
export const MOST_LINES = 200;
const LONGEST_REASON = 1_000;

/** The digests that go for the lines that were wrong: of paper ballots alone, one for each line. */
export function digestsRemoved(removed: readonly string[], papers: readonly FixedBallot[]): readonly string[] | Refusal {
  const left = [...papers].sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const gone: string[] = [];
  for (const line of removed) {
    const at = left.findIndex(({ canonical }) => canonical === line);
    if (at < 0) return new Refusal('NOT_FOUND', 'removed');
    gone.push(...left.splice(at, 1).map(({ digest }) => digest));
  }
  return gone;
}

const linesRefusal = ({ added, removed, reason }: Correction): Refusal | undefined => {
  const problem = textLimit({ min: 1, max: LONGEST_REASON })(reason);
  return (added.length + removed.length === 0 ? new Refusal('EMPTY', 'added') : undefined)
    ?? (added.length > MOST_LINES ? new Refusal('TOO_MANY', 'added', { max: MOST_LINES }) : undefined)
    ?? (removed.length > MOST_LINES ? new Refusal('TOO_MANY', 'removed', { max: MOST_LINES }) : undefined)
    ?? (problem && new Refusal(problem, 'reason', problem === 'TOO_LONG' ? { max: LONGEST_REASON } : {}));
};

/** A correction as it is kept. */
export const composedCorrection = (typed: Correction): Correction => ({ ...typed, reason: composed(typed.reason) });

/** Asks a second member of staff to put papers right. */
export const askCorrection = (correction: Correction, batches: readonly number[], papers: readonly FixedBallot[]) => (at: VotesSituation, vote: VoteText): Outcome => {
  const gone = digestsRemoved(correction.removed, papers);
  return votePolicy.correct(at, vote)
    ?? (batches.includes(correction.batch) ? undefined : new Refusal('NOT_FOUND', 'batch'))
    ?? linesRefusal(correction)
    ?? (gone instanceof Refusal ? gone : { patch: {}, event: privateEvent('vote.second_asked', { act: 'CORRECTION' }) });
};

/** What the ballots of a version are known by. */
export interface NextBallots extends FrozenBallots {
  readonly ballots: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Puts papers right, as the second of two: the ballots have another version from now on, and the one before stays public. */
export const correct = (asked: Asked | undefined, correction: Correction | undefined, next: NextBallots | undefined) => (at: VotesSituation, vote: CorrectedVote): Outcome => {
  const refusal = votePolicy.correct(at, vote) ?? secondRefusal(at, asked);
  if (refusal || !correction || !next) return refusal ?? new Refusal('NOT_ASKED_FOR');
  const version = vote.version + 1;
  const { ballots, blank, uniquePermille, ballotsHash, setRoot, publication, added, removed } = next;
  return {
    patch: {
      version, ballots, blank, uniquePermille, ballotsHash, correctionDue: null, superseded: (vote.superseded ?? 0) + removed.length, runBy: runByWith(at, vote, asked),
    },
    event: event('vote.ballots_corrected', {
      version, batch: correction.batch, ballots, blank, added, removed, set_root: setRoot, ballots_hash: ballotsHash, unique_permille: uniquePermille, publication,
    }, { actor: 'staff', commit: { reason: correction.reason } }),
  };
};
