import { authorJson } from '@hiroba/accounts/server';
import { defineLoader, sql } from '@hiroba/server';

/** Who opened many debates at once, for answers of mutations, whose rows are entities. */
export const openers = defineLoader<object | null>({
  name: 'debate openers',
  otherwise: null,
  load: async (db, organisationId, ids) => db.rows(sql`
    select d.id as key, ${authorJson('a')} as value from debate d
    left join person a on a.organisation_id = d.organisation_id and a.id = d.author_id
    where d.organisation_id = ${organisationId} and d.id = any(${ids}::uuid[])`),
});

const versionsOf = (name: string, kind: string) => defineLoader<readonly object[]>({
  name,
  otherwise: [],
  load: async (db, organisationId, ids) => db.rows(sql`
    select subject_id as key, json_agg(content || jsonb_build_object('n', n, 'at', at, 'reason', reason) order by n desc) as value
    from version where organisation_id = ${organisationId} and subject_kind = ${kind} and subject_id = any(${ids}::uuid[]) group by subject_id`),
});

/** The news about many debates at once, the newest first. */
export const updatesOf = versionsOf('debate updates', 'debate_update');

/** What was concluded from many debates at once, the newest words first. */
export const conclusionsOf = versionsOf('debate conclusions', 'debate_conclusions');
