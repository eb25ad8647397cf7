import type { DemoProposal } from '../types.ts';
import { natureProposals } from './nature.ts';
import { pathProposals } from './paths.ts';
import { restProposals } from './rest.ts';

/** The proposals for the river greenway. */
export const greenwayProposals: readonly DemoProposal[] = [...restProposals, ...pathProposals, ...natureProposals];
