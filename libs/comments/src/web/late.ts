import { late } from '@hiroba/ui';

// Most people read one kind of page: what others need comes in files of its own, with its words, and forms work before it is there.
const writing = () => import('./late-writing.ts');

/** The form of a new comment. */
export const NewComment = late('comments.new', async () => (await writing()).NewComment);

/** Answering a comment. */
export const ReplyTool = late('comments.reply', async () => (await writing()).ReplyTool);

/** Changing or taking back one's own comment. */
export const OwnTools = late('comments.own', async () => (await writing()).OwnTools);

/** Why a comment is withheld, and the way to decide that. */
export const Moderated = late('comments.moderated', async () => (await import('./late-moderated.ts')).Moderated);

/** Why the conversation is closed for new comments. */
export const Locked = late('comments.locked', async () => (await import('./late-locked.ts')).Locked);

/** The page of one comment. */
export const Conversation = late('comments.conversation', async () => (await import('./late-conversation.ts')).Conversation);

/** What edits changed in a comment. */
export const CommentVersions = late('comments.versions', async () => (await import('./late-versions.ts')).CommentVersions);

/** The sides of a discussion beside each other. */
export const CommentColumns = late('comments.sides', async () => (await import('./late-sides.ts')).CommentColumns);
