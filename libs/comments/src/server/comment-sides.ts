import { countedOf, literal, sql, type Query } from '@hiroba/server';
import { sideCounters } from '../domain/discussion.ts';

/** SQL of how many visible top comments of a thing take each side, as json; read from counters, whatever their number. */
export const sidesJson = (organisationId: string, rootId: Query): Query => sql`json_build_object(
  'for', ${countedOf(sql`${organisationId}::uuid`, literal(`'${sideCounters.FOR}'`), rootId)},
  'neutral', ${countedOf(sql`${organisationId}::uuid`, literal(`'${sideCounters.NEUTRAL}'`), rootId)},
  'against', ${countedOf(sql`${organisationId}::uuid`, literal(`'${sideCounters.AGAINST}'`), rootId)})`;
