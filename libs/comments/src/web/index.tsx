export { CommentForm } from './CommentForm.tsx';
export { CommentSection } from './CommentSection.tsx';
export { CommentThread } from './CommentThread.tsx';
export {
  commentAction, loadComments, type CommentRoot, type CommentsData, type ConversationData, type DiscussionData,
} from './comments-data.ts';
export { commentLink, commentParams } from './comments-context.ts';
export { useLiveComments } from './use-live-comments.ts';
