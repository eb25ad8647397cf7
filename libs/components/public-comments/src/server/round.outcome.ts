import { outcome } from '@hiroba/server';
import { Round } from './round.entity.ts';

/** What every mutation of a round answers. */
export const RoundOutcome = outcome('RoundOutcome', Round);
