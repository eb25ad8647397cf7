import { Injectable } from '@nestjs/common';
import { visitor, type Viewer } from '@hiroba/kernel';
import {
  defineLoader, firstIn, isDigest, isId, literal, loadOne, rowsIn, Sql, sql, type FileDoor, type GraphqlContext, type LoaderDefinition, type Query,
  type ServedFile,
} from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Attachables } from './attachable.ts';
import type { Attachment } from './attachment.entity.ts';

/** A file as pages read it: with whether everybody may see it. */
export type AttachmentRow = Attachment & { readonly open: boolean };

type StoredForm = Pick<Attachment, 'name' | 'shape' | 'mime' | 'active'> & { readonly digest: string; readonly bytes: number };

const columns = literal(`a.id, a.organisation_id as "organisationId", a.subject_kind as "subjectKind", a.subject_id as "subjectId",
  a.author_id as "authorId", a.name, a.shape, a.mime, a.bytes, a.digest, a.small_digest as "smallDigest", a.width, a.height, a.pages,
  a.active, a.document_author as "documentAuthor", a.document_title as "documentTitle", a.alt, a.decorative,
  a.created_at as "createdAt", a.cleared_at as "clearedAt", a.removed_at as "removedAt", a.rev`);

/** A served picture has another form than the one that was sent, and its name says so. */
const servedName = ({ name, shape }: StoredForm): string => (shape === 'IMAGE' ? name.replace(/\.[A-Za-z0-9]{1,5}$/, '') + '.webp' : name);

const served = (row: StoredForm): ServedFile => ({
  digest: row.digest, mime: row.mime, bytes: row.bytes, name: servedName(row), lasting: false,
  shown: row.shape === 'IMAGE' || (row.shape === 'PDF' && !row.active),
});

/** SQL of the number of files that everybody sees below the thing whose kind and id are given. */
export const attachmentCount = (organisation: Query, kind: string, id: Query): Query => sql`(select count(*)::int from attachment a
  where a.organisation_id = ${organisation} and a.subject_kind = ${kind} and a.subject_id = ${id} and a.removed_at is null
    and a.cleared_at is not null)`;

/** Questions about files, each one SQL statement. */
@Injectable()
export class AttachmentReads implements FileDoor {
  readonly path = 'attachments';
  readonly #loaders = new Map<string, LoaderDefinition<readonly AttachmentRow[]>>();

  constructor(
    private readonly db: Sql,
    private readonly attachables: Attachables,
  ) {}

  /** The files below one of many things of a kind, in the order they came; whoever may read the thing may see them. */
  async of(context: GraphqlContext, kind: string, id: string): Promise<readonly AttachmentRow[]> {
    const rows = await loadOne(this.#loaderOf(kind), this.db, context, id);
    return rows.filter(({ clearedAt, authorId }) => clearedAt !== null || authorId === context.viewer.personId);
  }

  #loaderOf(kind: string): LoaderDefinition<readonly AttachmentRow[]> {
    const known = this.#loaders.get(kind);
    if (known) return known;
    const made = defineLoader<readonly AttachmentRow[]>({
      name: `attachments of ${kind}`,
      otherwise: [],
      load: async (db, organisationId, ids) => {
        const rows = await db.rows<AttachmentRow>(sql`
          select ${columns}, a.rev > 0 and a.cleared_at is not null
              and ${this.attachables.readable(visitor(organisationId), sql`a.subject_kind`, sql`a.subject_id`)} as open
          from attachment a
          where a.organisation_id = ${organisationId} and a.subject_kind = ${kind} and a.subject_id = any(${ids}::uuid[]) and a.removed_at is null
          order by a.created_at, a.id`);
        const all = Map.groupBy(rows, ({ subjectId }) => subjectId);
        return [...all].map(([key, value]) => ({ key, value }));
      },
    });
    this.#loaders.set(kind, made);
    return made;
  }

  /** A file that everybody may see: below a thing that is out in the open. */
  async open(organisationId: string, digest: string): Promise<ServedFile | undefined> {
    if (!isDigest(digest)) return undefined;
    const everybody = visitor(organisationId);
    const row = await this.db.first<StoredForm>(sql`
      select a.name, a.shape, a.mime, a.active, f.digest, f.bytes
      from attachment a join stored_file f on f.organisation_id = a.organisation_id and f.digest = ${digest}
      where a.organisation_id = ${organisationId} and (a.digest = ${digest} or a.small_digest = ${digest}) and a.removed_at is null
        and a.rev > 0 and a.cleared_at is not null and ${this.attachables.readable(everybody, sql`a.subject_kind`, sql`a.subject_id`)}
      order by a.created_at, a.id limit 1`);
    return row && served(row);
  }

  /** A file by its own address, for those who may read the thing it belongs to. */
  async own(viewer: Viewer, id: string, form: string): Promise<ServedFile | undefined> {
    if (!isId(id) || (form !== 'whole' && form !== 'small')) return undefined;
    const digest = form === 'small' ? sql`a.small_digest` : sql`a.digest`;
    const row = await this.db.first<StoredForm>(sql`
      select a.name, a.shape, a.mime, a.active, f.digest, f.bytes
      from attachment a join stored_file f on f.organisation_id = a.organisation_id and f.digest = ${digest}
      where a.organisation_id = ${viewer.organisationId} and a.id = ${id} and a.removed_at is null
        and (a.cleared_at is not null or a.author_id = ${viewer.personId ?? null})
        and ${this.attachables.readable(viewer, sql`a.subject_kind`, sql`a.subject_id`)}`);
    return row && served(row);
  }

  /** Within a transaction: how many files a thing has. */
  async count(em: EntityManager, organisationId: string, kind: string, id: string): Promise<number> {
    const row = await firstIn<{ many: number }>(em, sql`
      select count(*)::int as many from attachment
      where organisation_id = ${organisationId} and subject_kind = ${kind} and subject_id = ${id} and removed_at is null`);
    return row?.many ?? 0;
  }

  /** Within a transaction: locks a person's allowance, and counts the bytes of all they have sent. */
  async sent(em: EntityManager, organisationId: string, personId: string): Promise<{ readonly bytes: number }> {
    await rowsIn(em, sql`
      insert into attachment_allowance (organisation_id, person_id) values (${organisationId}, ${personId})
      on conflict (organisation_id, person_id) do update set person_id = excluded.person_id`);
    const row = await firstIn<{ bytes: number }>(em, sql`
      select coalesce(sum(bytes), 0)::float8 as bytes from attachment
      where organisation_id = ${organisationId} and author_id = ${personId} and removed_at is null`);
    return { bytes: row?.bytes ?? 0 };
  }
}
