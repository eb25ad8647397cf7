import { Injectable } from '@nestjs/common';
import { isDigest, Sql, sql, type FileDoor, type ServedFile } from '@hiroba/server';

/** The logos of cities: everybody sees them, at the head of every page. */
@Injectable()
export class LogoFiles implements FileDoor {
  constructor(private readonly db: Sql) {}

  async open(organisationId: string, digest: string): Promise<ServedFile | undefined> {
    if (!isDigest(digest)) return undefined;
    const row = await this.db.first<Pick<ServedFile, 'digest' | 'mime' | 'bytes'>>(sql`
      select f.digest, f.kind as mime, f.bytes from stored_file f join organisation o on o.id = f.organisation_id
      where f.organisation_id = ${organisationId} and f.digest = ${digest} and f.digest = o.logo ->> 'src' limit 1`);
    return row && { ...row, shown: true, lasting: true };
  }
}
