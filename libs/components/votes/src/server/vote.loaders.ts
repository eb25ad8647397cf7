import { defineLoader, sql } from '@hiroba/server';
import type { OptionPlace, OptionText } from '../domain/vote.ts';

/** An option as pages read it: with an id for its pictures, and where it would be. */
export type ShownOption = OptionText & { readonly id: string; readonly spot: OptionPlace | null };

/** What can be chosen in many votes at once, in the order of the ballot paper. */
export const optionsOf = defineLoader<readonly ShownOption[]>({
  name: 'vote options',
  otherwise: [],
  load: async (db, organisationId, ids) => db.rows(sql`
    select vote_id as key, json_agg(json_build_object('id', id, 'code', code, 'title', title, 'text', text, 'cost', cost, 'category', category, 'spot',
      case when lat is not null or address <> '' then json_build_object('address', address, 'lat', lat, 'lon', lon) end) order by n) as value
    from vote_option where organisation_id = ${organisationId} and vote_id = any(${ids}::uuid[]) group by vote_id`),
});
