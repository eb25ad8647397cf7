import { event, Refusal } from '@hiroba/kernel';
import { isBlank, type Ballot } from './ballot.ts';
import { mergeBallots } from './ballots-file.ts';
import { publicationForm, uniquenessOf, uniquePermille } from './publication.ts';
import type { VotesSituation } from '../manifest.ts';
import type { Outcome } from './vote.commands.ts';
import { votePolicy } from './vote.policy.ts';
import type { VoteText } from './vote.ts';

/** Whether the ballots file is for everybody, or a commitment stands for it. */
export type Publication = 'PUBLIC' | 'COMMITMENT';

/** What is counted when ballots are fixed. */
export interface BoxCounts {
  readonly ballots: number;
  readonly marks: number;
  /** How many digests were made, superseded ballots among them, and how many of them no entry holds yet. */
  readonly digests: number;
  readonly unlogged: number;
  readonly eligible: number;
  /** Papers that were handed out, and those that were entered; so many of them are invalid and no ballots. */
  readonly issued: number;
  readonly papers: number;
  readonly invalid: number;
  /** Batches that nobody has taken in yet. */
  readonly openBatches: number;
}

/** What the fixed ballots are known by. */
export interface FrozenBallots {
  readonly uniquePermille: number;
  readonly publication: Publication;
  readonly blank: number;
  readonly ballotsHash: string;
  readonly setRoot: string;
}

/** Equal ballots merged and sorted, so that neither order nor person is left; with what that says of them. */
export function counted(ballots: Iterable<Ballot>, { secrecy, uniqueLimit }: Pick<VoteText, 'secrecy' | 'uniqueLimit'>) {
  const merged = mergeBallots([...ballots].map((b) => ({ b, n: 1 })));
  const unique = uniquenessOf([merged]);
  const isPublic = secrecy === 'OPEN' || publicationForm(unique, uniqueLimit * 10) === 'FILE';
  return {
    merged, uniquePermille: uniquePermille(unique), publication: (isPublic ? 'PUBLIC' : 'COMMITMENT') as Publication,
    blank: merged.reduce((sum, { b, n }) => (isBlank(b) ? sum + n : sum), 0),
  };
}

/** Why the papers of a vote are not all in: a batch waits, or there are not as many as were handed out. */
export const paperRefusal = ({ openBatches, papers, issued }: Pick<BoxCounts, 'openBatches' | 'papers' | 'issued'>): Refusal | undefined =>
  openBatches > 0 ? new Refusal('BATCHES_OPEN', undefined, { count: openBatches })
    : papers === issued ? undefined : new Refusal('PAPERS_UNEQUAL', undefined, { papers, issued });

/** Why the ballots of a vote cannot be fixed yet. */
export const freezeRefusal = (at: VotesSituation, vote: VoteText, counts: BoxCounts): Refusal | undefined =>
  votePolicy.freeze(at, vote) ?? paperRefusal(counts)
    ?? (counts.unlogged > 0 ? new Refusal('BALLOTS_UNLOGGED') : undefined)
    ?? (counts.ballots === counts.marks - counts.invalid ? undefined : new Refusal('BALLOTS_UNEQUAL'));

/** Fixes the ballots of a vote. */
export const freeze = (counts: BoxCounts, frozen: FrozenBallots) => (at: VotesSituation, vote: VoteText): Outcome => {
  const { ballots, digests, eligible } = counts;
  const { blank, uniquePermille: unique, ballotsHash, setRoot, publication } = frozen;
  const superseded = digests - ballots;
  return freezeRefusal(at, vote, counts) ?? {
    patch: { frozenAt: at.now, ballots, blank, superseded, uniquePermille: unique, ballotsHash, eligible, keyCheck: null },
    event: event('vote.closed', {
      ballots, superseded, blank, eligible, set_root: setRoot, ballots_hash: ballotsHash, unique_permille: unique, publication,
      ...(vote.paper && { papers: counts.papers, invalid_papers: counts.invalid }),
    }, { actor: 'system' }),
  };
};

/** Says that the ballots file, or what stands for it, is there. */
export const publishBallots = (publication: Publication) => (at: VotesSituation, vote: VoteText & { readonly ballotsHash: string | null }): Outcome =>
  votePolicy.publishBallots(at, vote) ?? {
    patch: { ballotsAt: at.now },
    event: event('vote.ballots_published', { publication, ballots_hash: vote.ballotsHash ?? undefined }, { actor: 'system' }),
  };
