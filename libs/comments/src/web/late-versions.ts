export { CommentVersions } from './CommentVersions.tsx';
