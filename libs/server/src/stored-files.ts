import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { Transaction } from './commands.ts';
import type { FileStore } from './files.ts';
import { LIBRARIES, type LibraryServer } from './library.ts';
import { join, rowsIn, Sql, sql } from './sql.ts';

/** Injection token of the place where the bytes of files are. */
export const FILE_STORE = Symbol('FILE_STORE');

/** A file on disk that is to be kept, under the digest of its bytes. */
export interface FileToKeep {
  readonly path: string;
  readonly digest: string;
  readonly mime: string;
  readonly bytes: number;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** The address of a kept file that everybody may see. */
export const filePath = (digest: string): string => `/files/${digest}`;

/** Whether a text can be the digest of a file at all. */
export const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

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

  /** Keeps a file within the transaction of what shows it. */
  async keep(
    { em, caller: { organisationId } }: Pick<Transaction, 'em' | 'caller'>,
    { path, digest, mime, bytes, width, height }: FileToKeep,
  ): Promise<void> {
    // The row first: it holds a sweep off until the transaction ends, and is there only if the bytes are.
    await rowsIn(
      em,
      sql`
      insert into stored_file (organisation_id, digest, kind, bytes, width, height)
      values (${organisationId}, ${digest}, ${mime}, ${bytes}, ${width ?? null}, ${height ?? null})
      on conflict (organisation_id, digest) do update set created_at = excluded.created_at`,
    );
    const written = await this.store.put(organisationId, createReadStream(path), bytes);
    if ('problem' in written || written.digest !== digest) throw new Error('the store kept something else');
  }

  /** Whether the bytes of a file are there, all of them. */
  async has(organisationId: string, digest: string, bytes: number): Promise<boolean> {
    if (!isDigest(digest)) return false;
    const rows = await this.db.rows(
      sql`select 1 from stored_file where organisation_id = ${organisationId} and digest = ${digest}`,
    );
    return rows.length > 0 && (await this.store.size(organisationId, digest)) === bytes;
  }

  /** The bytes of a file that is there. */
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
