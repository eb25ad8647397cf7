import { composed, event, Refusal, textLimit } from '@hiroba/kernel';
import { settingsOf, type Outcome } from './vote.commands.ts';
import type { VotesSituation } from '../manifest.ts';
import { runByWith, secondRefusal, type Asked } from './vote.life.commands.ts';
import { votePolicy } from './vote.policy.ts';
import type { VoteText } from './vote.ts';

const DAY = 86_400_000;
const LONGEST = 3_000;
/** What a public value may look like: what stands in the log is no free text. */
const VALUE = /^[A-Za-z0-9_.:/-]{1,100}$/;

/** A vote with what its files are known by. */
export type CountedVote = VoteText & { readonly resultHash: string | null };

/** What became of an objection. */
export const objectionDecisions = ['DISMISSED', 'CORRECTED', 'VOID'] as const;
export type ObjectionDecision = (typeof objectionDecisions)[number];

/** An objection as the one who decides it reads it. */
export interface ObjectionFacts {
  readonly id: string;
  readonly decision: string | null;
}

const limited = (field: string, typed: string): Refusal | undefined => {
  const problem = textLimit({ min: 1, max: LONGEST })(typed);
  return problem && new Refusal(problem, field, problem === 'TOO_LONG' ? { max: LONGEST } : {});
};

/** Why a text is no public value for a lot. */
export const valueRefusal = (value: string): Refusal | undefined => (VALUE.test(value) ? undefined : new Refusal('BAD_FORMAT', 'value'));

/** Draws the lot from the public value that the first of two members of staff named. */
export const drawLot = (asked: Asked | undefined, awaited: boolean, draw: (value: string) => { readonly seed: string; readonly order: readonly string[] }) =>
  (at: VotesSituation, vote: VoteText): Outcome => {
    const refusal = votePolicy.drawLot(at, vote) ?? (awaited ? undefined : new Refusal('NOT_ASKED_FOR')) ?? secondRefusal(at, asked);
    if (refusal || !asked) return refusal ?? new Refusal('NOT_ASKED_FOR');
    const { seed, order } = draw(asked.text);
    return { patch: { runBy: runByWith(at, vote, asked) }, event: event('vote.lot_drawn', { value: asked.text, seed, order }, { actor: 'staff' }) };
  };

/** Writes down what the count gave. */
export const tallied = (resultHash: string, inputHash: string) => (at: VotesSituation, vote: VoteText): Outcome =>
  votePolicy.tally(at, vote) ?? {
    patch: { talliedAt: at.now, resultHash },
    event: event('vote.tallied', { method: vote.method, result_hash: resultHash, tally_input_hash: inputHash }, { actor: 'system' }),
  };

/** Shows the result to everybody; from now on it can be objected to. */
export const publishResult = (packageHash: string) => (at: VotesSituation, vote: CountedVote): Outcome => {
  const objectUntil = new Date(at.now.getTime() + settingsOf(at).objectionDays * DAY);
  return votePolicy.publishResult(at, vote) ?? {
    patch: { resultAt: at.now, objectUntil, packageHash, runBy: runByWith(at, vote) },
    event: event('vote.result_published', { result_hash: vote.resultHash ?? undefined, package_hash: packageHash, object_until: objectUntil.toISOString() }, { actor: 'staff' }),
  };
};

/** Objects to how a vote was held or counted. */
export const object = (id: string, typed: string) => (at: VotesSituation, vote: VoteText): Outcome => {
  const text = composed(typed);
  return votePolicy.object(at, vote) ?? limited('text', text)
    ?? { patch: {}, event: event('vote.objection_received', { objection: id }, { actor: 'participant', commit: { text } }) };
};

/** Decides an objection, by somebody who did not run the vote. Where it is right, ballots are counted again or the vote is void. */
export const decideObjection = (objection: ObjectionFacts | undefined, decision: ObjectionDecision, typed: string) => (at: VotesSituation, vote: VoteText): Outcome => {
  const reason = composed(typed);
  // Only paper can be put right; until it is, nothing is published or counted again.
  const again = { ballotsAt: null, talliedAt: null, resultAt: null, objectUntil: null, ...(vote.paper && { correctionDue: at.now }) };
  const effect = { DISMISSED: {}, CORRECTED: again, VOID: { voidedAt: at.now } };
  const refusal = votePolicy.decide(at, vote)
    ?? (objection ? undefined : new Refusal('NOT_FOUND', 'objection'))
    ?? (objection?.decision ? new Refusal('WRONG_STATE') : undefined)
    ?? (objectionDecisions.includes(decision) ? undefined : new Refusal('BAD_USER_INPUT', 'decision'))
    ?? limited('reason', reason);
  return refusal ?? {
    patch: effect[decision],
    event: event('vote.objection_decided', { objection: objection?.id, decision }, { actor: 'staff', commit: { reason } }),
  };
};
