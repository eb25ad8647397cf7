import { event, privateEvent, Refusal } from '@hiroba/kernel';
import type { VotesSituation } from '../manifest.ts';
import { MOST_PAPERS, type BatchFacts, type Keying, type PaperBatch } from './paper.ts';
import type { Outcome } from './vote.commands.ts';
import { runByWith } from './vote.life.commands.ts';
import { votePolicy } from './vote.policy.ts';
import type { VoteFacts } from './vote.ts';

const untaken = (batch: PaperBatch | undefined): Refusal | undefined =>
  !batch ? new Refusal('NOT_FOUND', 'batch') : batch.takenAt ? new Refusal('WRONG_STATE', 'batch') : undefined;

/** Begins a batch: a pile whose papers were counted by hand. */
export const openBatch = (papers: number) => (at: VotesSituation, vote: VoteFacts): Outcome =>
  votePolicy.enterPaper(at, vote)
    ?? (Number.isInteger(papers) && papers >= 1 ? undefined : new Refusal('BAD_USER_INPUT', 'papers'))
    ?? (papers > MOST_PAPERS ? new Refusal('TOO_MANY', 'papers', { max: MOST_PAPERS }) : undefined)
    // How many came on paper is told at the end, with all the others.
    ?? { patch: {}, event: privateEvent('vote.paper_batch_opened') };

/** Which of the two keyings somebody's is, or why neither. */
export function passOf({ viewer }: VotesSituation, keyings: readonly Keying[]): 1 | 2 | Refusal {
  const mine = keyings.find(({ personId }) => personId === viewer.personId);
  if (mine) return mine.pass;
  if (keyings.length === 0) return 1;
  return keyings.length === 1 ? 2 : new Refusal('KEYED_TWICE');
}

/** Why somebody may not key a paper of a batch. */
export const keyRefusal = (batch: BatchFacts | undefined, n: number) => (at: VotesSituation, vote: VoteFacts): Refusal | undefined => {
  const refusal = votePolicy.enterPaper(at, vote) ?? untaken(batch);
  if (refusal || !batch) return refusal ?? new Refusal('NOT_FOUND', 'batch');
  const pass = passOf(at, batch.keyings);
  if (pass instanceof Refusal) return pass;
  return Number.isInteger(n) && n >= 1 && n <= batch.papers ? undefined : new Refusal('TOO_MANY', 'n', { max: batch.papers });
};

/** Whether both have keyed every paper of a batch. */
export const keyedTwice = ({ papers, keyings }: Pick<BatchFacts, 'papers' | 'keyings'>): boolean =>
  keyings.length === 2 && keyings.every(({ keyed }) => keyed === papers);

/** Takes the papers of a batch into the ballot box: two people have keyed them, and came to the same. */
export const takeBatch = (batch: BatchFacts | undefined) => (at: VotesSituation, vote: VoteFacts): Outcome => {
  const refusal = votePolicy.enterPaper(at, vote) ?? untaken(batch);
  if (refusal || !batch) return refusal ?? new Refusal('NOT_FOUND', 'batch');
  if (!keyedTwice(batch)) return new Refusal('UNFINISHED', 'batch');
  if (batch.differing !== 0) return new Refusal('KEYINGS_DIFFER', 'batch', { count: batch.differing ?? batch.papers });
  const runBy = [...new Set([...runByWith(at, vote), ...batch.keyings.map(({ personId }) => personId)])];
  return { patch: { runBy }, event: event('vote.paper_taken', { batch: batch.n }, { actor: 'staff' }) };
};

/** Throws away what was keyed of a batch, to begin its pile anew. */
export const discardBatch = (batch: BatchFacts | undefined) => (at: VotesSituation, vote: VoteFacts): Outcome =>
  votePolicy.enterPaper(at, vote) ?? untaken(batch)
    ?? { patch: {}, event: event('vote.paper_discarded', { batch: batch?.n }, { actor: 'staff' }) };
