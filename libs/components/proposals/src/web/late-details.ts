export { ProposalDetails } from './ProposalDetails.tsx';
