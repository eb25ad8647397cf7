import type { DemoProposal } from '../types.ts';
import { shelterProposals } from './shelter.ts';
import { townProposals } from './town.ts';
import { wayProposals } from './ways.ts';

/** The ideas for the station square. */
export const stationProposals: readonly DemoProposal[] = [...shelterProposals, ...wayProposals, ...townProposals];
