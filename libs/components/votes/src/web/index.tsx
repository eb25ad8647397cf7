export { VoteCard } from './VoteCard.tsx';
