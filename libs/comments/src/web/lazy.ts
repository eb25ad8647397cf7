import { lazy } from 'react';

// Most people read one kind of page: what others need comes in files of its own, with its words, and forms work before it is there.
const writing = () => import('./late-writing.ts');

/** The form of a new comment. */
export const NewComment = lazy(async () => ({ default: (await writing()).NewComment }));

/** Answering a comment. */
export const ReplyTool = lazy(async () => ({ default: (await writing()).ReplyTool }));

/** Changing or taking back one's own comment. */
export const OwnTools = lazy(async () => ({ default: (await writing()).OwnTools }));

/** The page of one comment. */
export const Conversation = lazy(async () => ({ default: (await import('./late-conversation.ts')).Conversation }));

/** The sides of a discussion beside each other. */
export const CommentColumns = lazy(async () => ({ default: (await import('./late-sides.ts')).CommentColumns }));
