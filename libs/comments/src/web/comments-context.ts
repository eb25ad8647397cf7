import { createContext, use } from 'react';
import { withQuery } from '@hiroba/ui';
import type { RootFacts } from '../domain/discussion.ts';

/** The parts of a page's address that comments use. */
export const commentParams = {
  comment: 'comment', sort: 'sort-comments', side: 'side-comments', voice: 'voice-comments', open: 'open-comments', after: 'after-comment', quote: 'quote',
} as const;

/** The id of the one form that all votes of a section belong to. */
export const VOTE_FORM = 'comment-votes';

/** What all comments of one section share. */
export interface Surroundings {
  /** The path of the page the section stands on. */
  readonly pathname: string;
  /** Whether and when the thing itself takes comments, and what its discussion asks. */
  readonly root: RootFacts;
  readonly mayReply: boolean;
  readonly mayVote: boolean;
  /** The office a member of staff may speak for. */
  readonly office?: string | null | undefined;
  /** Whether writing here is what the page is for. */
  readonly leads?: boolean | undefined;
  /** The comment the page was opened for. */
  readonly target?: string | undefined;
  /** Whether the page was opened to quote that comment. */
  readonly quoting?: boolean;
  /** Comments that came since the page was opened. */
  readonly fresh: ReadonlySet<string>;
}

/** Carries what all comments of one section share. */
export const CommentsContext = createContext<Surroundings>({ pathname: '', root: { open: false }, mayReply: false, mayVote: false, fresh: new Set() });

/** What all comments of the section around share. */
export const useComments = (): Surroundings => use(CommentsContext);

/** The address of one comment on its own page. */
export const commentLink = (pathname: string, id: string, after?: string | null): string =>
  `${withQuery(pathname, { [commentParams.comment]: id, [commentParams.after]: after })}#comment-${id}`;

/** The address at which a comment is answered with its words quoted. */
export const quoteLink = (pathname: string, id: string): string =>
  `${withQuery(pathname, { [commentParams.comment]: id, [commentParams.quote]: '1' })}#reply-${id}-body`;
