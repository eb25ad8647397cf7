import { Injectable } from '@nestjs/common';
import { isDigest, Sql, sql, type FileDoor, type ServedFile } from '@hiroba/server';

/** The pictures of spaces: named by their content, and nothing that was ever to be hidden. */
@Injectable()
export class HeroFiles implements FileDoor {
  constructor(private readonly db: Sql) {}

  async open(organisationId: string, digest: string): Promise<ServedFile | undefined> {
    if (!isDigest(digest)) return undefined;
    const row = await this.db.first<{ mime: string; bytes: number }>(sql`
      select f.kind as mime, f.bytes from stored_file f
      where f.organisation_id = ${organisationId} and f.digest = ${digest} and exists (
        select 1 from space s where s.organisation_id = f.organisation_id and f.digest in (s.hero ->> 'src', s.hero ->> 'srcSmall'))`);
    return row && { ...row, digest, shown: true, lasting: true };
  }
}
