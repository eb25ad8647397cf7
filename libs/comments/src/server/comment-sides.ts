import { sql, type Query } from '@hiroba/server';
import { sideCounters } from '../domain/discussion.ts';

/** SQL of how many visible top comments of a thing take each side, as json; read from counters, whatever their number. */
export const sidesJson = (organisationId: string, rootId: Query): Query => sql`json_build_object(
  'for', counted(${organisationId}, ${sideCounters.FOR}, ${rootId}),
  'neutral', counted(${organisationId}, ${sideCounters.NEUTRAL}, ${rootId}),
  'against', counted(${organisationId}, ${sideCounters.AGAINST}, ${rootId}))`;
