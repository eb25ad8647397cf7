import type { PersonalDataSource } from '@hiroba/accounts/server';
import { rowsIn, sql } from '@hiroba/server';

/** What a person said, with every version; it stays when they leave, without their name. */
export const commentsPersonalData: readonly PersonalDataSource[] = [
  {
    name: 'comments',
    titleKey: 'comments.myData.comments',
    rows: (em, organisationId, personId) => rowsIn(em, sql`
      select c.id, c.root_kind as "rootKind", c.root_id as "rootId", c.parent_id as "parentId", c.office, c.body, c.locale, c.state,
             c.created_at as "createdAt", c.edited_at as "editedAt", c.deleted_at as "deletedAt",
             (select json_agg(json_build_object('n', v.n, 'at', v.at, 'body', v.content ->> 'body') order by v.n) from version v
              where v.organisation_id = c.organisation_id and v.subject_kind = 'comment' and v.subject_id = c.id) as versions
      from comment c where c.organisation_id = ${organisationId} and c.author_id = ${personId} order by c.created_at, c.id`),
  },
];
