export { CommentColumns } from './CommentColumns.tsx';
