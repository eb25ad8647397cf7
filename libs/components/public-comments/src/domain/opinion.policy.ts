import { all, any, hasRole, inside, Refusal, type Rule } from '@hiroba/kernel';
import type { PublicCommentsPlace } from '../manifest.ts';
import { statusOf, type RoundFacts } from './round.ts';

/** Opinions are ruled by their round: whoever works there works on all of them. */
interface Ruled {
  readonly round: RoundFacts;
}
type OpinionRule = Rule<Ruled, PublicCommentsPlace>;

const read = all<Ruled, PublicCommentsPlace>(inside, any(hasRole('STAFF', 'AUDITOR')));
const known: OpinionRule = (at, subject) => (read(at, subject) ? new Refusal('NOT_FOUND') : undefined);

/** While the city weighs what came: not before the intake ended, not after the result is out. */
const inAnalysis: OpinionRule = (at, { round }) =>
  (round.stage === 'ANALYSIS' ? undefined : new Refusal('WRONG_STATE', undefined, { state: statusOf(round, at.now) }));

/** Who may do what to an opinion. Everybody else reads it with the result. */
export const opinionPolicy = {
  read,
  consider: all<Ruled, PublicCommentsPlace>(known, hasRole('STAFF'), inAnalysis),
  group: all<Ruled, PublicCommentsPlace>(known, hasRole('STAFF'), inAnalysis),
  /** Whose section prepares the answer, until when: known inside alone. */
  assign: all<Ruled, PublicCommentsPlace>(known, hasRole('STAFF'), inAnalysis),
};
