export { OwnTools, ReplyTool } from './CommentTools.tsx';
export { NewComment } from './NewComment.tsx';
