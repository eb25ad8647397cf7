import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { Transaction } from './commands.ts';
import type { FileStore } from './files.ts';
import type { ServedImage } from './images.ts';
import { LIBRARIES, type LibraryServer } from './library.ts';
import { join, rowsIn, Sql, sql } from './sql.ts';

/** Injection token of the place where the bytes of files are. */
export const FILE_STORE = Symbol('FILE_STORE');

/** A kept file as it is served: its media type and its size. */
export interface KeptFile {
  readonly kind: string;
  readonly bytes: number;
}

/** The address of a kept file. */
export const filePath = (digest: string): string => `/files/${digest}`;

const mostAtOnce = 500;

/** The files of organisations: a row for each in the database, its bytes in the store. */
@Injectable()
export class StoredFiles {
  constructor(
    @Inject(FILE_STORE) private readonly store: FileStore,
    private readonly db: Sql,
    private readonly orm: MikroORM,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
  ) {}

  /** Keeps an image within the transaction of what shows it, and tells its digest. */
  async keep(
    { em, caller: { organisationId } }: Transaction,
    { bytes, mime, width, height }: ServedImage,
  ): Promise<string> {
    const digest = createHash('sha256').update(bytes).digest('hex');
    // The row first: it holds a sweep off until the transaction ends, and is there only if the bytes are.
    await rowsIn(
      em,
      sql`
      insert into stored_file (organisation_id, digest, kind, bytes, width, height)
      values (${organisationId}, ${digest}, ${mime}, ${bytes.length}, ${width}, ${height})
      on conflict (organisation_id, digest) do update set created_at = excluded.created_at`,
    );
    const written = await this.store.put(organisationId, Readable.from([bytes]), bytes.length);
    if ('problem' in written || written.digest !== digest) throw new Error('the store kept something else');
    return digest;
  }

  /** A file of an organisation; those of others are not there. */
  async find(organisationId: string, digest: string): Promise<KeptFile | undefined> {
    if (!/^[0-9a-f]{64}$/.test(digest)) return undefined;
    const row = await this.db.first<KeptFile>(sql`
      select kind, bytes from stored_file where organisation_id = ${organisationId} and digest = ${digest}`);
    return row && (await this.store.size(organisationId, digest)) === row.bytes ? row : undefined;
  }

  /** The bytes of a file that was found. */
  read(organisationId: string, digest: string): Readable {
    return this.store.read(organisationId, digest);
  }

  /** Lets files go that nothing has shown for a day, rows and bytes together. */
  async sweep(): Promise<number> {
    const uses = this.libraries.flatMap(({ fileUses = [] }) => fileUses);
    const used = uses.length > 0 ? sql`(${join(uses, ' or ')})` : sql`false`;
    return this.orm.em.fork().transactional(async (em) => {
      const gone = await rowsIn<{ organisationId: string; digest: string }>(
        em as EntityManager,
        sql`
        delete from stored_file where (organisation_id, digest) in (
          select f.organisation_id, f.digest from stored_file f
          where f.created_at < now() - interval '24 hours' and not ${used} limit ${mostAtOnce} for update skip locked)
        returning organisation_id as "organisationId", digest`,
      );
      for (const { organisationId, digest } of gone) await this.store.remove(organisationId, digest);
      return gone.length;
    });
  }
}
