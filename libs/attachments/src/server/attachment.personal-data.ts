import type { PersonalDataSource } from '@hiroba/accounts/server';
import { rowsIn, sql } from '@hiroba/server';

/** The files a person sent; those before everybody stay with their things, those of drafts go. */
export const attachmentsPersonalData: readonly PersonalDataSource[] = [
  {
    name: 'attachments',
    titleKey: 'attachments.myData.attachments',
    rows: (em, organisationId, personId) => rowsIn<object>(em, sql`
      select a.id, a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.name, a.mime, a.bytes, a.digest, a.alt, a.decorative,
        a.document_author as "documentAuthor", a.document_title as "documentTitle", a.created_at as "createdAt", a.removed_at as "removedAt"
      from attachment a where a.organisation_id = ${organisationId} and a.author_id = ${personId} order by a.created_at, a.id`),
    erase: async (em, organisationId, personId) => {
      await rowsIn(em, sql`delete from attachment where organisation_id = ${organisationId} and author_id = ${personId} and rev = 0`);
      await rowsIn(em, sql`delete from attachment_allowance where organisation_id = ${organisationId} and person_id = ${personId}`);
    },
  },
];
