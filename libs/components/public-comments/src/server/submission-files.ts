import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { attachmentLimits } from '@hiroba/attachments';
import { Refusal } from '@hiroba/kernel';
import {
  Commands, digestOfFile, FileScanner, firstIn, isId, isTooLarge, newId, open, rowsIn, seal, Sql, sql, StoredFiles, Uploads, Vault, type Caller, type LookedInto, type Transaction,
  type UploadedFile, type Upkeep,
} from '@hiroba/server';
import { submissionFileLimits, WAITING_HOURS, type KeptAs, type SubmissionFile } from '../domain/submission-file.ts';
import { roundPolicy } from '../domain/round.policy.ts';
import { submissionPolicy } from '../domain/submission.policy.ts';
import { heldRound, type HeldRoundHere } from './held-round.ts';
import { hex } from './submitter-vault.ts';

/** A file that waits for its form: what was found in it, and the slip by which the form claims it. */
export interface WaitingFile {
  readonly id: string;
  readonly slip: string;
  readonly mime: string;
  readonly bytes: number;
  readonly pages: number | null;
}

/** A kept file as its row tells it. */
export interface FileRow extends SubmissionFile {
  readonly n: number;
  readonly what: KeptAs;
  readonly shape: LookedInto['shape'];
  readonly mime: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly active: boolean;
}

/** What lies sealed in the store, and the key it is sealed under. */
export interface SealedFile {
  readonly organisationId: string;
  readonly digest: string;
  readonly key: Buffer;
  readonly cleared: boolean;
}

/** A file on disk that was looked into, as it is to be kept. */
interface Found {
  readonly path: string;
  readonly shape: string;
  readonly mime: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly active: boolean;
  readonly sha256: string;
}

type Audience = 'participant' | 'staff';

/** For so long whoever said what for may open the files they asked for. */
const OPEN_MS = 600_000;
const megabyte = 1024 * 1024;
const kept = sql`id, n, what, shape, mime, bytes, pages, active, sha256`;

/** The files of submissions: sealed under a key of each, in the store of all files, and opened only by the access that is written down. */
@Injectable()
export class SubmissionFiles implements Upkeep {
  constructor(
    private readonly commands: Commands,
    private readonly db: Sql,
    private readonly files: StoredFiles,
    private readonly uploads: Uploads,
    private readonly scanner: FileScanner,
    private readonly vault: Vault,
  ) {}

  /** Keeps a file for the form it came with, before anything is sent: so nothing is lost when the form is refused. */
  async keep(roundId: string, file: UploadedFile | null, what: KeptAs, caller: Caller): Promise<WaitingFile | Refusal> {
    const audience = await this.#audience(roundId, caller);
    if (audience instanceof Refusal) return audience;
    if (!file || file.size === 0) return new Refusal('EMPTY', 'files');
    const max = attachmentLimits.megabytes[audience];
    if (isTooLarge(file, max)) return new Refusal('TOO_LARGE', 'files', { max });
    return this.uploads.look(file, { audience, widths: [submissionFileLimits.width] }, async (found) => {
      if ('problem' in found) return new Refusal(found.problem, 'files');
      const [image] = found.images;
      // Of a picture its pixels are kept: where it was taken, and by which camera, never lies anywhere.
      const { shape, charset, pdf } = found;
      return this.wait(roundId, {
        path: image?.file ?? found.path, shape, mime: image?.mime ?? (charset ? `${found.mime}; charset=${charset}` : found.mime), bytes: image?.bytes ?? file.size,
        pages: pdf?.pages ?? null, active: pdf?.active ?? false, sha256: file.digest ?? (await digestOfFile(found.path)),
      }, what, caller);
    });
  }

  /** Keeps a file that was looked into. */
  async wait(roundId: string, found: Found, what: KeptAs, caller: Caller): Promise<WaitingFile | Refusal> {
    const verdict = await this.scanner.scan(createReadStream(found.path));
    if (verdict === 'INFECTED') return new Refusal('UNSAFE_FILE', 'files');
    const key = randomBytes(32);
    return this.uploads.within(async (folder) => {
      const at = path.join(folder, 'sealed');
      const sealed = seal(key, await readFile(found.path));
      await writeFile(at, sealed, { flag: 'wx', mode: 0o600 });
      const digest = createHash('sha256').update(sealed).digest('hex');
      return this.commands.transaction(caller, async (transaction) => {
        const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_READ);
        if (held instanceof Refusal) return held;
        const refusal = audienceIn(held) instanceof Refusal ? audienceIn(held) as Refusal : await this.#fullness(transaction, found.bytes);
        if (refusal) return refusal;
        await this.files.keep(transaction, { path: at, digest, mime: 'application/octet-stream', bytes: sealed.length });
        const id = newId();
        const { organisationId, client } = caller;
        await rowsIn(transaction.em, sql`
          insert into vault.submission_file (id, organisation_id, round_id, what, source, shape, mime, bytes, pages, active, cleared, sha256, digest, sealed_bytes, key_enc, kept_at)
          values (${id}, ${organisationId}, ${roundId}, ${what}, ${client ?? null}, ${found.shape}, ${found.mime}, ${found.bytes}, ${found.pages}, ${found.active}, ${verdict === 'CLEAN'},
            ${found.sha256}, ${digest}, ${sealed.length}, ${hex(this.vault.seal('submission-file', key))}, ${held.at.now})`);
        return { id, slip: this.#slip(organisationId, id), mime: found.mime, bytes: found.bytes, pages: found.pages };
      });
    });
  }

  /** The bytes of something that waits, for whoever holds its slip. */
  async waitingBytes(roundId: string, slip: string, { organisationId }: Caller): Promise<Buffer | Refusal> {
    const id = this.#idIn(organisationId, slip);
    const row = id && await this.db.first<SealedFile>(sql`
      select organisation_id as "organisationId", digest, key_enc as key, cleared from vault.submission_file
      where organisation_id = ${organisationId} and round_id = ${roundId} and id = ${id} and submission_id is null and disposed_at is null`);
    return (row && await this.bytesOf(row)) || new Refusal('FILE_GONE', 'file');
  }

  /** Lets something go that waits no longer. */
  async letGo(roundId: string, slip: string, { organisationId }: Caller): Promise<void> {
    const id = this.#idIn(organisationId, slip);
    if (id) await this.db.rows(sql`delete from vault.submission_file where organisation_id = ${organisationId} and round_id = ${roundId} and id = ${id} and submission_id is null`);
  }

  /** Within the transaction of a submission: the files of its slips, held still until they are its own. */
  async held({ em, caller: { organisationId } }: Transaction, roundId: string, slips: readonly string[]): Promise<readonly SubmissionFile[] | Refusal> {
    if (slips.length === 0) return [];
    const max = submissionFileLimits.files;
    if (slips.length > max) return new Refusal('LIMIT_REACHED', 'files', { max });
    const ids = slips.map((slip) => this.#idIn(organisationId, slip));
    const rows = await rowsIn<SubmissionFile>(em, sql`
      select id, sha256 from vault.submission_file where organisation_id = ${organisationId} and round_id = ${roundId} and id = any(${ids.filter((id) => id !== undefined)}::uuid[])
        and submission_id is null and disposed_at is null and what <> 'LIST' order by id for update`);
    const files = [...new Set(ids)].flatMap((id) => rows.find((row) => row.id === id) ?? []);
    return files.length === slips.length ? files : new Refusal('FILE_GONE', 'files');
  }

  /** Within the same transaction, once the submission is there: its files are its own, in the order in which they came. */
  async claim(em: EntityManager, organisationId: string, submissionId: string, files: readonly SubmissionFile[]): Promise<void> {
    if (files.length === 0) return;
    await rowsIn(em, sql`
      update vault.submission_file v set submission_id = ${submissionId}, n = t.n, source = null
      from unnest(${files.map(({ id }) => id)}::uuid[]) with ordinality t (id, n) where v.id = t.id and v.organisation_id = ${organisationId}`);
  }

  /** The files of a submission, without a byte of them. */
  of(organisationId: string, submissionId: string): Promise<readonly FileRow[]> {
    return this.db.shared<FileRow>(sql`
      select ${kept} from vault.submission_file where organisation_id = ${organisationId} and submission_id = ${submissionId} and disposed_at is null order by n`);
  }

  /** The address at which somebody who said what for may open a file for some minutes. */
  address(organisationId: string, personId: string, id: string, now = Date.now()): string {
    const until = String(now + OPEN_MS);
    return `/submission-files/${id}/${until}.${this.#grant(organisationId, personId, id, until)}`;
  }

  /** Whether an address was made for this person, and still holds. */
  admits(organisationId: string, personId: string, id: string, form: string, now = Date.now()): boolean {
    const [, until = '', given = ''] = /^(\d{1,15})\.([\w-]{43})$/.exec(form) ?? [];
    if (until === '' || Number(until) <= now) return false;
    return timingSafeEqual(Buffer.from(given), Buffer.from(this.#grant(organisationId, personId, id, until)));
  }

  /** The bytes of a file as they were kept; one that no scanner has seen yet is shown to it first. */
  async bytesOf({ organisationId, digest, key, cleared }: SealedFile): Promise<Buffer | undefined> {
    const bytes = open(this.vault.open('submission-file', key), await buffer(this.files.read(organisationId, digest)));
    return cleared || (await this.scanner.scan(inOne(bytes))) === 'CLEAN' ? bytes : undefined;
  }

  /** Destroys the keys of the files of a round; their bytes mean nothing from then on, and are swept away. */
  async destroy(em: EntityManager, organisationId: string, roundId: string, at: Date): Promise<void> {
    await rowsIn(em, sql`
      update vault.submission_file set key_enc = null, digest = null, sha256 = null, disposed_at = ${at}
      where organisation_id = ${organisationId} and round_id = ${roundId} and disposed_at is null`);
    await rowsIn(em, sql`delete from vault.intake_row where organisation_id = ${organisationId} and round_id = ${roundId}`);
  }

  /** Lets go what no form has claimed for a day. */
  async upkeep(): Promise<void> {
    await this.db.rows(sql`delete from vault.submission_file where submission_id is null and kept_at < now() - make_interval(hours => ${WAITING_HOURS})`);
  }

  /** As whom the caller brings files here: staff at the desk, anybody while the round takes opinions. */
  #audience(roundId: string, caller: Caller): Promise<Audience | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_READ);
      return held instanceof Refusal ? held : audienceIn(held);
    });
  }

  /** Why nothing more may wait: of one visitor, or in the whole city. */
  async #fullness({ em, caller: { organisationId, client, personId } }: Transaction, bytes: number): Promise<Refusal | undefined> {
    await rowsIn(em, sql`select pg_advisory_xact_lock(hashtextextended(${`submission files ${organisationId}`}, 0))`);
    const row = await firstIn<{ bytes: number; mine: number }>(em, sql`
      select coalesce(sum(sealed_bytes), 0)::float8 as bytes, (count(*) filter (where source = ${client ?? null}))::int as mine
      from vault.submission_file where organisation_id = ${organisationId} and submission_id is null`);
    const { waiting, waitingMegabytes } = submissionFileLimits;
    if (!personId && (row?.mine ?? 0) >= waiting) return new Refusal('LIMIT_REACHED', 'files', { max: waiting });
    return (row?.bytes ?? 0) + bytes > waitingMegabytes * megabyte ? new Refusal('QUOTA_REACHED', 'files', { max: waitingMegabytes }) : undefined;
  }

  #slip = (organisationId: string, id: string): string => `${id}.${this.vault.digest('submission-file-slip', `${organisationId} ${id}`)}`;

  #idIn(organisationId: string, slip: string): string | undefined {
    const [id = ''] = slip.split('.');
    if (!isId(id)) return undefined;
    const [given, right] = [Buffer.from(slip), Buffer.from(this.#slip(organisationId, id))];
    return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
  }

  #grant = (organisationId: string, personId: string, id: string, until: string): string =>
    this.vault.digest('submission-file-open', `${organisationId} ${personId} ${id} ${until}`);
}

function audienceIn({ at, round }: HeldRoundHere): Audience | Refusal {
  if (!submissionPolicy.register(at, round)) return 'staff';
  return roundPolicy.submit(at, round) ?? 'participant';
}

async function* inOne(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
