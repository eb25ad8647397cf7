import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { firstIn, rowsIn, sql, type Query, type Sql } from '@hiroba/server';

/** A file of a vote, as it is kept and handed out. */
export interface VoteFile {
  readonly name: string;
  readonly body: string;
  readonly public: boolean;
}

/** The digest of a text, in hexadecimal digits. */
export const hexDigest = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

interface Of {
  readonly organisationId: string;
  readonly id: string;
}

/** Keeps files of a vote, in the transaction of the act that made them. */
export async function keepFiles(em: EntityManager, { organisationId, id }: Of, files: readonly VoteFile[]): Promise<void> {
  for (const { name, body, public: isPublic } of files) {
    await rowsIn(em, sql`insert into vote_file (organisation_id, vote_id, name, body, public) values (${organisationId}, ${id}, ${name}, ${body}, ${isPublic})
      on conflict (organisation_id, vote_id, name) do update set body = excluded.body, public = excluded.public`);
  }
}

/** Keeps the files of a result as they are now, before something of it is put right. */
export async function keepVersion(em: EntityManager, { organisationId, id, version }: Of & { readonly version: number }): Promise<void> {
  await rowsIn(em, sql`insert into vote_version_file (organisation_id, vote_id, version, name, body, public)
    select organisation_id, vote_id, ${version}, name, body, public from vote_file where organisation_id = ${organisationId} and vote_id = ${id}
    on conflict (organisation_id, vote_id, version, name) do update set body = excluded.body, public = excluded.public`);
}

/** A file of a vote by its name. */
export const fileOf = (em: EntityManager, of: Of, name: string): Promise<VoteFile | undefined> => fileBy((query) => firstIn(em, query), of, name);

/** A file of a vote, by whichever way a row is asked for. */
export const fileBy = (ask: <R>(query: Query) => Promise<R | undefined>, { organisationId, id }: Of, name: string): Promise<VoteFile | undefined> =>
  ask<VoteFile>(sql`select name, body, public from vote_file where organisation_id = ${organisationId} and vote_id = ${id} and name = ${name}`);

/** The files of a vote that everybody may have. */
export const publicFiles = (db: Sql, { organisationId, id }: Of): Promise<readonly VoteFile[]> =>
  db.rows<VoteFile>(sql`select name, body, public from vote_file where organisation_id = ${organisationId} and vote_id = ${id} and public order by name`);
