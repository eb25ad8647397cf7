import {
  all, any, canMove, confirmed, hasRole, inside, phaseAllows, placeIsPublic, Refusal, signedIn, type Rule,
} from '@hiroba/kernel';
import { notRedacted, notWithheld } from '@hiroba/moderation';
import { commentMoves, type CommentFacts } from './comment.ts';
import { notLocked, rootIsOpen, rulesOf, votesOf, type RootFacts } from './discussion.ts';

/** A comment about to be written: on what, and in answer to which other. */
export interface NewCommentFacts extends RootFacts {
  readonly parent?: Pick<CommentFacts, 'state' | 'withheldAt'> | undefined;
}

const author: Rule<CommentFacts> = ({ viewer }, { authorId }) =>
  viewer.personId === authorId ? undefined : new Refusal('NOT_THE_AUTHOR');

const own: Rule<CommentFacts> = (at, comment) => (author(at, comment) ? new Refusal('NOT_FOUND') : undefined);

/** In a place that is not public, a comment is there for its author and for those who work there. */
const known = all<CommentFacts>(inside, any(own, hasRole('STAFF', 'AUDITOR'), placeIsPublic));

const mayAnswer = all<Pick<CommentFacts, 'state' | 'withheldAt'>>(canMove(commentMoves, 'reply'), notWithheld);
const parentIsThere: Rule<NewCommentFacts> = (at, { parent }) => (parent ? mayAnswer(at, parent) : undefined);

const takesVotes: Rule<RootFacts> = (_, root) => (votesOf[rulesOf(root).votes].length > 0 ? undefined : new Refusal('WRONG_STATE'));

const byAnother: Rule<CommentFacts> = ({ viewer }, { authorId }) =>
  (viewer.personId && viewer.personId === authorId ? new Refusal('OWN_COMMENT') : undefined);

/** Whoever may comment may also vote; a phase may open voting alone. */
const votingIsOpen = any<unknown>(phaseAllows('voteComment'), phaseAllows('comment'));

/** Who may do what to a comment. Who may read the thing below which it stands, may read it. */
export const commentPolicy = {
  create: all<NewCommentFacts>(placeIsPublic, rootIsOpen, notLocked, phaseAllows('comment'), confirmed, parentIsThere),
  speakAsOffice: hasRole('STAFF', 'ADMIN'),
  edit: all<CommentFacts & RootFacts>(
    known, signedIn, author, canMove(commentMoves, 'edit'), notWithheld, notRedacted, phaseAllows('comment'), rootIsOpen,
  ),
  vote: all<CommentFacts & RootFacts>(
    placeIsPublic, takesVotes, canMove(commentMoves, 'vote'), notWithheld, rootIsOpen, votingIsOpen, confirmed, byAnother,
  ),
  withdraw: all<CommentFacts>(known, signedIn, author, canMove(commentMoves, 'withdraw')),
};
