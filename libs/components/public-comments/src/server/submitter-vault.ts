import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { fold } from '@hiroba/kernel';
import { BATCH, batches, firstId, firstIn, newId, open, rowsIn, seal, sql, Vault, type Caller, type Query } from '@hiroba/server';
import { contactParts, type SubmitterContact } from '../domain/submission.ts';

/** Whose contact is kept, since when, and the digest of the words that were shown before it was given. */
interface Kept {
  readonly organisationId: string;
  readonly at: Date;
  readonly wording: string;
}

/** A look into the vault: what for, whether at the files of a submission or at whom it is from, and whether it was let. */
export interface Look {
  readonly purpose: string;
  readonly files: boolean;
  readonly allowed: boolean;
}

/** Bytes as PostgreSQL reads them from text. */
export const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
const digits = (text: string): string => text.normalize('NFKC').replace(/[^\d+]/gu, '');

/** The only door to who sent what: sealed under a key of each submission, and nobody looks in without a line that says so. */
@Injectable()
export class SubmitterVault {
  constructor(private readonly vault: Vault) {}

  /** Keeps a contact, in the transaction of its submission; of nobody nothing is kept. */
  keep(em: EntityManager, { submissionId, ...kept }: Kept & { readonly submissionId: string }, contact: SubmitterContact): Promise<void> {
    return this.keepMany(em, kept, [{ submissionId, contact }]);
  }

  /** Keeps the contacts of many, each under a key of its own, in one statement. */
  async keepMany(em: EntityManager, { organisationId, at, wording }: Kept, many: readonly { readonly submissionId: string; readonly contact: SubmitterContact }[]): Promise<void> {
    const rows = many.filter(({ contact }) => contactParts.some((part) => contact[part] !== '')).map(({ submissionId, contact }) => {
      const key = randomBytes(32);
      return {
        id: submissionId, key: hex(this.vault.seal('submitter-key', key)), body: hex(seal(key, Buffer.from(JSON.stringify(contact)))),
        mail: this.#index('mail', contact.mail.toLowerCase()), phone: this.#index('phone', digits(contact.phone)), kana: this.#index('kana', fold(contact.kana)),
      };
    });
    if (rows.length === 0) return;
    await rowsIn(em, sql`
      insert into vault.submitter_contact (submission_id, organisation_id, key_enc, body_enc, mail_index, phone_index, kana_index, wording, kept_at)
      select r.id, ${organisationId}, r.key, r.body, r.mail, r.phone, r.kana, ${wording}, ${at}
      from json_to_recordset(${JSON.stringify(rows)}) r (id uuid, key bytea, body bytea, mail text, phone text, kana text)`);
  }

  /** Writes down that somebody looked, or was not let: in the transaction of the look. */
  async note(em: EntityManager, { organisationId, personId }: Caller & { readonly personId: string }, submissionId: string, { purpose, files, allowed }: Look, at: Date): Promise<void> {
    await rowsIn(em, sql`
      insert into vault.contact_access (id, organisation_id, submission_id, person_id, purpose, files, allowed, at)
      values (${newId()}, ${organisationId}, ${submissionId}, ${personId}, ${purpose}, ${files}, ${allowed}, ${at})`);
  }

  /** A contact for the machine itself: no person reads it, so nothing is written down. */
  async read(em: EntityManager, organisationId: string, submissionId: string): Promise<SubmitterContact | undefined> {
    const row = await firstIn<{ key: Buffer | null; body: Buffer | null }>(em, sql`
      select key_enc as key, body_enc as body from vault.submitter_contact
      where organisation_id = ${organisationId} and submission_id = ${submissionId}`);
    return row && this.#opened(row);
  }

  /** Where mails go that the machine itself sends to some who sent something: no person reads it. */
  async mailsOf(em: EntityManager, organisationId: string, submissionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await rowsIn<{ id: string; key: Buffer | null; body: Buffer | null }>(em, sql`
      select submission_id as id, key_enc as key, body_enc as body from vault.submitter_contact
      where organisation_id = ${organisationId} and submission_id = any(${submissionIds}::uuid[])`);
    return new Map(rows.flatMap(({ id, ...row }) => {
      const mail = this.#opened(row)?.mail;
      return mail ? [[id, mail] as const] : [];
    }));
  }

  /** All contacts of a round in pieces, for the last look before anything is published. */
  async *ofRound(em: EntityManager, organisationId: string, roundId: string): AsyncGenerator<ReadonlyMap<string, SubmitterContact>> {
    const read = <R>(query: Query) => rowsIn<R>(em, query);
    const rows = batches<{ submissionId: string; key: Buffer | null; body: Buffer | null }>(read, (last) => sql`
      select s.id as "submissionId", v.key_enc as key, v.body_enc as body from vault.submitter_contact v
      join submission s on s.organisation_id = v.organisation_id and s.id = v.submission_id
      where v.organisation_id = ${organisationId} and s.round_id = ${roundId} and s.id > ${last?.submissionId ?? firstId}::uuid order by s.id limit ${BATCH}`);
    let piece = new Map<string, SubmitterContact>();
    for await (const { submissionId, ...row } of rows) {
      const contact = this.#opened(row);
      if (contact) piece.set(submissionId, contact);
      if (piece.size < BATCH) continue;
      yield piece;
      piece = new Map();
    }
    if (piece.size > 0) yield piece;
  }

  /** Whose contacts of a round are kept, in the order of their ids. */
  async keptOf(em: EntityManager, organisationId: string, roundId: string): Promise<readonly string[]> {
    const rows = await rowsIn<{ id: string }>(em, sql`
      select v.submission_id as id from vault.submitter_contact v join submission s on s.organisation_id = v.organisation_id and s.id = v.submission_id
      where v.organisation_id = ${organisationId} and s.round_id = ${roundId} and v.disposed_at is null order by v.submission_id`);
    return rows.map(({ id }) => id);
  }

  /** Destroys keys, contacts and what they are found by; that there was something, and when it went, stays. */
  async destroy(em: EntityManager, organisationId: string, roundId: string, at: Date): Promise<void> {
    await rowsIn(em, sql`
      update vault.submitter_contact v set key_enc = null, body_enc = null, mail_index = null, phone_index = null, kana_index = null, disposed_at = ${at}
      from submission s where s.organisation_id = v.organisation_id and s.id = v.submission_id and v.organisation_id = ${organisationId} and s.round_id = ${roundId}
        and v.disposed_at is null`);
  }

  #opened({ key, body }: { readonly key: Buffer | null; readonly body: Buffer | null }): SubmitterContact | undefined {
    if (!key || !body) return undefined;
    return JSON.parse(open(this.vault.open('submitter-key', key), body).toString()) as SubmitterContact;
  }

  #index(part: string, value: string): string | null {
    return value === '' ? null : this.vault.digest(`submitter-${part}`, value);
  }
}
