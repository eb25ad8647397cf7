import { outcome } from '@hiroba/server';
import { Proposal } from './proposal.entity.ts';

/** A proposal or a refusal: what every mutation about one proposal answers. */
export const ProposalOutcome = outcome('ProposalOutcome', Proposal);
