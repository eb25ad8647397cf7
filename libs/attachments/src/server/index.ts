import { Module } from '@nestjs/common';
import type { KeepsPersonalData } from '@hiroba/accounts/server';
import { sql, type LibraryServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { attachmentEvents, attachmentTrace } from '../domain/attachment.events.ts';
import { Attachables } from './attachable.ts';
import { Attachment } from './attachment.entity.ts';
import { attachmentExport } from './attachment.export.ts';
import { attachmentsPersonalData } from './attachment.personal-data.ts';
import { AttachmentReads } from './attachment.reads.ts';
import { AttachmentResolver } from './attachment.resolver.ts';
import { AttachmentService } from './attachment.service.ts';
import { AttachmentUpkeep } from './attachment.upkeep.ts';
import { attachmentsMigration } from './migrations/20261128T0500-attachments.ts';

/** The providers of attachments; importers may show files, and publish them with their things. */
@Module({
  providers: [Attachables, AttachmentReads, AttachmentService, AttachmentResolver, AttachmentUpkeep],
  exports: [AttachmentReads, AttachmentService],
})
export class AttachmentsModule {}

/** What attachments bring to the server. */
export const attachmentsServer: LibraryServer & KeepsPersonalData = {
  name: 'attachments',
  module: AttachmentsModule,
  entities: [Attachment],
  migrations: [attachmentsMigration],
  events: attachmentEvents,
  traces: [attachmentTrace],
  limits: { attachFile: { many: 30, seconds: 3_600 } },
  openData: [attachmentExport],
  fileDoors: [AttachmentReads],
  fileUses: [sql`exists (
    select 1 from attachment a where a.organisation_id = f.organisation_id and a.removed_at is null and a.digest = f.digest)`,
  sql`exists (
    select 1 from attachment a where a.organisation_id = f.organisation_id and a.removed_at is null and a.small_digest = f.digest)`],
  personalData: attachmentsPersonalData,
  upkeep: [AttachmentUpkeep],
  locales: { ja, en },
};

export { type Attachable, type HeldThing, type WithAttachables } from './attachable.ts';
export { Attachment } from './attachment.entity.ts';
export { attachmentCount, AttachmentReads, type AttachmentRow } from './attachment.reads.ts';
export { AttachmentService } from './attachment.service.ts';
export { attachableTable } from './migrations/20261128T0500-attachments.ts';
