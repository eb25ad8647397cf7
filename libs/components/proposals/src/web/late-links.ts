export { ProposalLinks } from './ProposalLinks.tsx';
