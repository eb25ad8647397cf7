export { OwnProposal } from './OwnProposal.tsx';
