import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import {
  Commands, firstIn, fromCsvText, isTooLarge, mostMegabytes, newId, rowsIn, sql, streamTable, TableProblem, Uploads, Vault, type Caller, type FoundProblem, type StreamedRow,
  type StreamedTable, type Transaction, type UploadedFile,
} from '@hiroba/server';
import { columnOfRefusal, entryIn, listColumns, mostListRows, type ListEntry, type ListRound } from '../domain/intake-list.ts';
import type { Channel } from '../domain/round.ts';
import { register } from '../domain/submission.commands.ts';
import { submissionPolicy } from '../domain/submission.policy.ts';
import { isInTime, tidyContact } from '../domain/submission.ts';
import { heldRound, type HeldRoundHere } from './held-round.ts';
import { ReceiptCodes } from './receipt-codes.ts';
import { Submission } from './submission.entity.ts';
import { SubmissionFiles } from './submission-files.ts';
import { SubmitterVault } from './submitter-vault.ts';

/** What a list did, or would do. */
export interface ListReport {
  readonly rows: number;
  /** Rows that are taken, or would be. */
  readonly added: number;
  /** Rows that are here already, just so. */
  readonly known: number;
  /** Rows that would be late, and wait for a decision. */
  readonly late: number;
  readonly channels: readonly { readonly channel: Channel; readonly submissions: number }[];
  /** Rows whose number is here already with other content: neither is written over, a person decides. */
  readonly changed: readonly FoundProblem[];
  readonly problems: readonly FoundProblem[];
  readonly ignored: readonly string[];
  /** By what the same file is brought in next, without choosing it again. */
  readonly slip: string;
}

interface Row {
  readonly line: number;
  readonly key: string;
  readonly content: string;
  readonly entry: ListEntry;
}

const AT_ONCE = 500;
const MOST_TOLD = 100;

/** Lists of opinions that came on other ways: tried without changing anything, then brought in, in pieces that each hold or fall; the same row again changes nothing. */
@Injectable()
export class IntakeLists {
  constructor(
    private readonly commands: Commands,
    private readonly uploads: Uploads,
    private readonly files: SubmissionFiles,
    private readonly codes: ReceiptCodes,
    private readonly contacts: SubmitterVault,
    private readonly vault: Vault,
  ) {}

  /** Tries a list that comes with the form. */
  async attempt(roundId: string, file: UploadedFile | null, caller: Caller): Promise<ListReport | Refusal> {
    const held = await this.#round(roundId, caller);
    if (held instanceof Refusal) return held;
    if (!file || file.size === 0) return new Refusal('EMPTY', 'file');
    if (isTooLarge(file, mostMegabytes.staff)) return new Refusal('TOO_LARGE', 'file', { max: mostMegabytes.staff });
    return this.uploads.within(async (folder) => {
      const at = file.path ?? path.join(folder, 'list');
      if (!file.path) await writeFile(at, new Uint8Array(await file.arrayBuffer()));
      const report = await this.#judged(await this.#table(at, folder), held, caller);
      if (report.problems.length > 0) return { ...report, slip: '' };
      const waiting = await this.files.wait(roundId, {
        path: at, shape: 'TEXT', mime: 'text/csv', bytes: file.size, pages: null, active: false, sha256: '',
      }, 'LIST', caller);
      return waiting instanceof Refusal ? waiting : { ...report, slip: waiting.slip };
    });
  }

  /** Brings in a list that was tried: only what is right as a whole, in pieces, each row once. */
  async bring(roundId: string, slip: string, caller: Caller): Promise<ListReport | Refusal> {
    const held = await this.#round(roundId, caller);
    if (held instanceof Refusal) return held;
    const bytes = await this.files.waitingBytes(roundId, slip, caller);
    if (bytes instanceof Refusal) return bytes;
    return this.uploads.within(async (folder) => {
      const at = path.join(folder, 'list');
      await writeFile(at, bytes, { mode: 0o600 });
      const table = await this.#table(at, folder);
      const judged = await this.#judged(table, held, caller);
      if (judged.problems.length > 0) return judged;
      let added = 0;
      for await (const piece of this.#pieces(table, held)) {
        const taken = await this.#take(roundId, piece.rows, caller);
        if (taken instanceof Refusal) return taken;
        added += taken;
      }
      await this.files.letGo(roundId, slip, caller);
      return { ...judged, added, known: judged.rows - added - judged.changed.length, slip: '' };
    });
  }

  #round(roundId: string, caller: Caller): Promise<HeldRoundHere | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_READ);
      return held instanceof Refusal ? held : (submissionPolicy.register(held.at, held.round) ?? held);
    });
  }

  #table = (at: string, folder: string): Promise<StreamedTable> => streamTable(at, folder, listColumns, mostListRows);

  /** What a list would do, row by row, without changing anything. */
  async #judged(table: StreamedTable, held: HeldRoundHere, caller: Caller): Promise<ListReport> {
    const problems: FoundProblem[] = [...table.problems];
    const changed: FoundProblem[] = [];
    const channels = new Map<Channel, number>();
    let [rows, added, known, late] = [0, 0, 0, 0];
    const { organisationId } = caller;
    try {
      if (problems.length === 0) {
        for await (const piece of this.#pieces(table, held)) {
          rows += piece.many;
          problems.push(...piece.problems);
          if (problems.length >= MOST_TOLD) break;
          const here = await this.#here(organisationId, held.round.id, piece.rows, caller);
          for (const { line, key, content, entry: { intake } } of piece.rows) {
            const before = here.get(key);
            if (before === content) known += 1;
            else if (before !== undefined) changed.push({ line, column: 'number', code: 'CHANGED' });
            else {
              added += 1;
              channels.set(intake.channel, (channels.get(intake.channel) ?? 0) + 1);
              if (!isInTime(intake, held.round)) late += 1;
            }
          }
        }
      }
    } catch (error) {
      if (!(error instanceof TableProblem)) throw error;
      problems.push({ line: error.line, code: error.code });
    }
    return {
      rows, added, known, late, channels: [...channels].map(([channel, submissions]) => ({ channel, submissions })), changed, problems, ignored: table.ignored, slip: '',
    };
  }

  /** The rows of a list in pieces, each judged by the rules of a single entry. */
  async* #pieces(table: StreamedTable, { at, round }: HeldRoundHere): AsyncGenerator<{ readonly many: number; readonly rows: readonly Row[]; readonly problems: readonly FoundProblem[] }> {
    const { profile, opensAt, locale, zone } = round;
    const reads: ListRound = { profile, opensAt, locale, zone };
    const numbers = new Map<string, number>();
    const same = new Map<string, number>();
    let [rows, problems, many]: [Row[], FoundProblem[], number] = [[], [], 0];
    for await (const row of table.rows()) {
      const { line, cells } = table.exact ? row : unguarded(row);
      many += 1;
      problems.push(...row.problems);
      const read = entryIn(cells, reads);
      if (!('input' in read)) problems.push(...read.filter(({ column }) => !row.problems.some((found) => found.column === column)).map((wrong) => ({ line, ...wrong })));
      else if (row.problems.length === 0) {
        const refusal = register(read.input, read.intake)(at, round);
        if (refusal instanceof Refusal) problems.push({ line, column: columnOfRefusal(refusal), code: refusal.code, params: refusal.params });
        const content = this.vault.digest('intake-row', JSON.stringify([round.id, listColumns.map(({ name }) => cells[name] ?? '')]));
        const number = (cells.number ?? '').trim();
        const first = number === '' ? undefined : numbers.get(number);
        if (first !== undefined) problems.push({ line, column: 'number', code: 'DUPLICATE_NUMBER', params: { line: first } });
        else if (number !== '') numbers.set(number, line);
        const nth = (same.get(content) ?? 0) + 1;
        if (number === '') same.set(content, nth);
        const key = number === '' ? `${content} ${nth}` : this.vault.digest('intake-row', JSON.stringify([round.id, 'number', number]));
        rows.push({ line, key, content, entry: read });
      }
      if (many === AT_ONCE) {
        yield { many, rows, problems };
        [rows, problems, many] = [[], [], 0];
      }
    }
    yield { many, rows, problems };
  }

  /** What of these rows is here already, by its key: the digest of its content. */
  async #here(organisationId: string, roundId: string, rows: readonly Row[], caller: Caller): Promise<ReadonlyMap<string, string>> {
    const found = await this.commands.transaction(caller, ({ em }) => knownIn(em, organisationId, roundId, rows));
    return found instanceof Refusal ? new Map() : found;
  }

  /** Takes the rows that are not here yet: submissions, entries, receipts and contacts, all or none. */
  async #take(roundId: string, rows: readonly Row[], { recorded: _, ...caller }: Caller): Promise<number | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em, caller: { organisationId } } = transaction;
      await rowsIn(em, sql`select pg_advisory_xact_lock(hashtextextended(${`intake list ${roundId}`}, 0))`);
      const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_READ);
      if (held instanceof Refusal) return held;
      const here = await knownIn(em, organisationId, roundId, rows);
      const fresh = rows.filter(({ key }) => !here.has(key));
      return fresh.length === 0 ? 0 : this.#write(transaction, held, fresh);
    });
  }

  async #write(transaction: Transaction, { at, round }: HeldRoundHere, rows: readonly Row[]): Promise<number | Refusal> {
    const { em, caller: { organisationId } } = transaction;
    const written = [];
    for (const row of rows) {
      const decision = register(row.entry.input, row.entry.intake)(at, round);
      if (decision instanceof Refusal) return decision;
      const id = newId();
      const base = { id, organisationId, componentId: round.componentId, roundId: round.id, rev: 0, receiptHash: this.codes.digest(this.codes.of(id, 1)) };
      written.push({ row, id, subject: em.create(Submission, base as never, { partial: true, persist: false }), decision, at, made: true });
    }
    await transaction.writeMany(written);
    const wording = createHash('sha256').update('paper').digest('hex');
    await this.contacts.keepMany(em, { organisationId, at: at.now, wording }, written.map(({ id, row }) => ({ submissionId: id, contact: tidyContact(row.entry.input.contact, round.profile, false) })));
    await rowsIn(em, sql`
      insert into vault.intake_row (organisation_id, round_id, row_key, content, submission_id)
      select ${organisationId}, ${round.id}, r.key, r.content, r.id from json_to_recordset(${JSON.stringify(written.map(({ id, row: { key, content } }) => ({ id, key, content })))})
        r (id uuid, key text, content text)`);
    return written.length;
  }
}

async function knownIn(em: EntityManager, organisationId: string, roundId: string, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const row = await firstIn<{ known: readonly [string, string][] }>(em, sql`
    select coalesce(json_agg(json_build_array(row_key, content)), '[]') as known from vault.intake_row
    where organisation_id = ${organisationId} and round_id = ${roundId} and row_key = any(${rows.map(({ key }) => key)}::text[])`);
  return new Map(row?.known ?? []);
}

const unguarded = ({ line, cells, problems }: StreamedRow): StreamedRow => ({ line, problems, cells: Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, fromCsvText(cell)])) });
