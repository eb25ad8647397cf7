export { ProposalCard } from './ProposalCard.tsx';
export { AnswerClock, ProposalState } from './ProposalState.tsx';
