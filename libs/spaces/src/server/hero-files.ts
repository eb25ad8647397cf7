import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import {
  isDigest,
  isId,
  literal,
  openToAll,
  Sql,
  sql,
  type FileDoor,
  type Query,
  type ServedFile,
} from '@hiroba/server';
import { readableSpace } from './space.reads.ts';

type Stored = Pick<ServedFile, 'digest' | 'mime' | 'bytes'>;

/** The pictures of spaces: named by their content where everybody may see them, at the address of the space where only its members may. */
@Injectable()
export class HeroFiles implements FileDoor {
  readonly path = 'space-pictures';

  constructor(private readonly db: Sql) {}

  async open(organisationId: string, digest: string): Promise<ServedFile | undefined> {
    if (!isDigest(digest)) return undefined;
    const row = await this.#first(sql`f.organisation_id = ${organisationId} and f.digest = ${digest}
      and f.digest in (s.hero ->> 'src', s.hero ->> 'srcSmall') and ${openToAll}`);
    return row && { ...row, shown: true, lasting: true };
  }

  async own(viewer: Viewer, id: string, form: string): Promise<ServedFile | undefined> {
    if (!isId(id) || (form !== 'whole' && form !== 'small')) return undefined;
    const row = await this
      .#first(sql`s.organisation_id = ${viewer.organisationId} and s.id = ${id} and ${readableSpace(viewer)}
      and f.digest = ${literal(`s.hero ->> '${form === 'small' ? 'srcSmall' : 'src'}'`)}`);
    return row && { ...row, shown: true, lasting: false };
  }

  #first(condition: Query): Promise<Stored | undefined> {
    return this.db.first<Stored>(sql`
      select f.digest, f.kind as mime, f.bytes from stored_file f join space s on s.organisation_id = f.organisation_id where ${condition} limit 1`);
  }
}
