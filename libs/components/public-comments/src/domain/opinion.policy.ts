import { all, any, hasRole, inside, Refusal, type Rule } from '@hiroba/kernel';
import type { PublicCommentsPlace } from '../manifest.ts';
import type { OpinionInRound } from './opinion.ts';
import { statusOf } from './round.ts';

type OpinionRule = Rule<OpinionInRound, PublicCommentsPlace>;

const read = all<OpinionInRound, PublicCommentsPlace>(inside, any(hasRole('STAFF', 'AUDITOR')));
const known: OpinionRule = (at, subject) => (read(at, subject) ? new Refusal('NOT_FOUND') : undefined);

/** While the city weighs what came: not before the intake ended, not after the result is out. */
const inAnalysis: OpinionRule = (at, { round }) =>
  (round.stage === 'ANALYSIS' ? undefined : new Refusal('WRONG_STATE', undefined, { state: statusOf(round, at.now) }));

/** Who may do what to an opinion. Everybody else reads it with the result. */
export const opinionPolicy = {
  read,
  consider: all<OpinionInRound, PublicCommentsPlace>(known, hasRole('STAFF'), inAnalysis),
};
