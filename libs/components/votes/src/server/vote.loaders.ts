import { defineLoader, sql } from '@hiroba/server';
import type { OptionText } from '../domain/vote.ts';

/** What can be chosen in many votes at once, in the order of the ballot paper. */
export const optionsOf = defineLoader<readonly OptionText[]>({
  name: 'vote options',
  otherwise: [],
  load: async (db, organisationId, ids) => db.rows(sql`
    select vote_id as key, json_agg(json_build_object('code', code, 'title', title, 'text', text, 'cost', cost, 'category', category) order by n) as value
    from vote_option where organisation_id = ${organisationId} and vote_id = any(${ids}::uuid[]) group by vote_id`),
});
