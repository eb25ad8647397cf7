import { all, any, canMove, hasRole, operating, Refusal, type Rule } from '@hiroba/kernel';
import { nodeMoves, type NodeFacts } from './node.ts';

/** Those who shape the trees of their city: its administrators, and its operator by the command line. */
const shapes = any<unknown>(operating, hasRole('ADMIN'));

const below: Rule<NodeFacts> = (_, { depth }) => (depth > 0 ? undefined : new Refusal('WRONG_STATE'));

/** Who may do what to the trees of an organisation. Everybody may read them. */
export const taxonomyPolicy = {
  shape: shapes,
  /** Whoever brings texts in from elsewhere brings their headings along, where the place has none of its own. */
  bring: any<unknown>(operating, hasRole('STAFF', 'ADMIN')),
  change: all<NodeFacts>(shapes, canMove(nodeMoves, 'change')),
  retire: all<NodeFacts>(shapes, canMove(nodeMoves, 'retire')),
  restore: all<NodeFacts>(shapes, canMove(nodeMoves, 'restore')),
  merge: all<NodeFacts>(shapes, below, canMove(nodeMoves, 'merge')),
};
