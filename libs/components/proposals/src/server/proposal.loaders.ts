import { authorJson } from '@hiroba/accounts/server';
import { defineLoader, sql } from '@hiroba/server';
import { authorsJson } from './proposal.authors.ts';

/** The author of many proposals at once, for answers of mutations, whose rows are entities. */
export const authors = defineLoader<object | null>({
  name: 'proposal authors',
  otherwise: null,
  load: async (db, organisationId, ids) => db.rows(sql`
    select p.id as key, ${authorJson('a')} as value from proposal p
    left join person a on a.organisation_id = p.organisation_id and a.id = p.author_id
    where p.organisation_id = ${organisationId} and p.id = any(${ids}::uuid[])`),
});

/** Every author of many proposals at once, in order. */
export const allAuthors = defineLoader<readonly object[]>({
  name: 'all proposal authors',
  otherwise: [],
  load: async (db, organisationId, ids) => db.rows(sql`
    select p.id as key, ${authorsJson} as value from proposal p where p.organisation_id = ${organisationId} and p.id = any(${ids}::uuid[])`),
});

/** The number of comments below many proposals at once. */
export const commentCounts = defineLoader<number>({
  name: 'proposal comments',
  otherwise: 0,
  load: async (db, organisationId, ids) => db.rows(sql`
    select id as key, counted(${organisationId}, 'comments', id)::int as value from unnest(${ids}::uuid[]) as id`),
});

/** How many supports of many proposals at once were given to an earlier version of the text. */
export const earlierSupports = defineLoader<number>({
  name: 'supports of earlier versions',
  otherwise: 0,
  load: async (db, organisationId, ids) => db.rows(sql`
    select p.id as key, count(*)::int as value from proposal p
    join proposal_support v on v.organisation_id = p.organisation_id and v.proposal_id = p.id and v.version < p.versions
    where p.organisation_id = ${organisationId} and p.id = any(${ids}::uuid[]) group by p.id`),
});
