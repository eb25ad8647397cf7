import type { PersonalDataSource } from '@hiroba/accounts/server';
import { rowsIn, sql } from '@hiroba/server';

/** What a person said, with every version; it stays when they leave, without their name. Their votes stay without them. */
export const commentsPersonalData: readonly PersonalDataSource[] = [
  {
    name: 'comments',
    titleKey: 'comments.myData.comments',
    rows: (em, organisationId, personId) => rowsIn(em, sql`
      select c.id, c.root_kind as "rootKind", c.root_id as "rootId", c.parent_id as "parentId", c.office, c.body, c.locale, c.state,
             c.created_at as "createdAt", c.edited_at as "editedAt", c.deleted_at as "deletedAt", c.withheld_at as "withheldAt",
             (select json_agg(json_build_object('n', v.n, 'at', v.at, 'body', v.content ->> 'body') order by v.n) from version v
              where v.organisation_id = c.organisation_id and v.subject_kind = 'comment' and v.subject_id = c.id) as versions
      from comment c where c.organisation_id = ${organisationId} and c.author_id = ${personId} order by c.created_at, c.id`),
  },
  {
    name: 'comment-mentions',
    titleKey: 'comments.myData.mentions',
    rows: (em, organisationId, personId) => rowsIn(em, sql`
      select c.id as "commentId", c.root_kind as "rootKind", c.root_id as "rootId", m.token, c.created_at as "createdAt"
      from comment_mention m join comment c on c.organisation_id = m.organisation_id and c.id = m.comment_id
      where m.organisation_id = ${organisationId} and m.person_id = ${personId} order by c.created_at, c.id`),
    erase: async (em, organisationId, personId) => {
      await rowsIn(em, sql`delete from comment_mention where organisation_id = ${organisationId} and person_id = ${personId}`);
    },
  },
  {
    name: 'comment-votes',
    titleKey: 'comments.myData.votes',
    rows: (em, organisationId, personId) => rowsIn(em, sql`
      select c.id as "commentId", c.root_kind as "rootKind", c.root_id as "rootId", v.value, v.day from comment_allowance m
      join comment_vote v on v.organisation_id = m.organisation_id and v.voter = m.voter
      join comment c on c.organisation_id = v.organisation_id and c.id = v.comment_id
      where m.organisation_id = ${organisationId} and m.person_id = ${personId} order by v.day, c.id`),
    // Votes stay counted; whose they were is gone with the allowance.
    erase: async (em, organisationId, personId) => {
      await rowsIn(em, sql`delete from comment_allowance where organisation_id = ${organisationId} and person_id = ${personId}`);
    },
  },
];
