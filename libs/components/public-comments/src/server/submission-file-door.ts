import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { fileKinds, isId, literal, Sql, sql, type FileDoor, type ServedFile } from '@hiroba/server';
import { worksOnRound } from './submission.reads.ts';
import { SubmissionFiles, type FileRow, type SealedFile } from './submission-files.ts';

/** The usual ending of a kind of file. */
export const endingOf = (mime: string): string => fileKinds.find((kind) => mime.startsWith(kind.mime))?.extensions[0] ?? (mime === 'image/webp' ? 'webp' : 'eml');

const inPlace = literal(`vault.submission_file v join submission u on u.organisation_id = v.organisation_id and u.id = v.submission_id
  join round r on r.organisation_id = u.organisation_id and r.id = u.round_id
  join component c on c.organisation_id = r.organisation_id and c.id = r.component_id join space s on s.organisation_id = c.organisation_id and s.id = c.space_id`);

/** Hands out files of submissions to those who work on the round and have said what for; under a number, never under the name they came with. */
@Injectable()
export class SubmissionFileDoor implements FileDoor {
  readonly path = 'submission-files';

  constructor(
    private readonly db: Sql,
    private readonly files: SubmissionFiles,
  ) {}

  /** None of them is ever for everybody. */
  async open(): Promise<undefined> {
    return undefined;
  }

  async own(viewer: Viewer, id: string, form: string): Promise<ServedFile | undefined> {
    const { organisationId, personId } = viewer;
    if (!isId(id) || !personId || !this.files.admits(organisationId, personId, id, form)) return undefined;
    const row = await this.db.first<FileRow & SealedFile & { sealedBytes: number; name: string }>(sql`
      select v.n, v.what, v.shape, v.mime, v.active, v.cleared, v.organisation_id as "organisationId", v.digest, v.sealed_bytes as "sealedBytes", v.key_enc as key,
        concat_ws('-', coalesce(r.reference, 'round'), coalesce(u.number::text, left(u.id::text, 8)), v.n) as name
      from ${inPlace} where v.id = ${id} and v.organisation_id = ${organisationId} and v.disposed_at is null and ${worksOnRound(viewer)}`);
    if (!row) return undefined;
    const { digest, mime, shape, active, name, sealedBytes } = row;
    return {
      digest, mime, bytes: sealedBytes, shown: shape === 'IMAGE' || (shape === 'PDF' && !active), name: `${name}.${endingOf(mime)}`, lasting: false,
      opened: async () => (await this.files.bytesOf(row)) ?? Buffer.alloc(0),
    };
  }
}
