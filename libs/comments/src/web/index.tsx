export { CommentSection } from './CommentSection.tsx';
export {
  commentAction, loadComments, type CommentRoot, type CommentsData, type ConversationData, type DiscussionData,
} from './comments-data.ts';
export { commentLink, commentParams } from './comments-context.ts';
