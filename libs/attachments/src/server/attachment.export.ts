import { visitor } from '@hiroba/kernel';
import { BATCH, batches, firstId, sql, type OpenDataScope, type OpenDataSet, type Query } from '@hiroba/server';
import { Attachables } from './attachable.ts';

const columns = [
  'id',
  'subject_type',
  'subject_id',
  'url',
  'name',
  'shape',
  'media_type',
  'bytes',
  'width',
  'height',
  'pages',
  'alt',
  'decorative',
  'digest',
  'created_at',
  'log_index',
] as const;

const batch = ({ organisationId, origin, libraries }: OpenDataScope, after: string): Query => sql`
  select a.id, a.subject_kind as subject_type, a.subject_id, format('%s/files/%s', ${origin}::text, a.digest) as url, a.name,
    lower(a.shape) as shape, a.mime as media_type, a.bytes, a.width, a.height, a.pages, a.alt, a.decorative, a.digest, a.created_at,
    l.idx as log_index
  from attachment a
  left join log_entry l on l.organisation_id = a.organisation_id and l.subject_kind = 'attachment' and l.subject_id = a.id::text and l.subject_rev = 1
  where a.organisation_id = ${organisationId} and a.rev > 0 and a.removed_at is null and a.cleared_at is not null and a.id > ${after}::uuid
    and ${new Attachables(libraries).readable(visitor(organisationId), sql`a.subject_kind`, sql`a.subject_id`)}
  order by a.id limit ${BATCH}`;

/** The open data of files: those that everybody sees, by their digests. */
export const attachmentExport: OpenDataSet = {
  name: 'attachments',
  ofSpace: false,
  titleKey: 'attachments.openData.attachments',
  columns,
  rows: (read, scope) => batches<{ readonly id: string }>(read, (last) => batch(scope, last?.id ?? firstId)),
};
