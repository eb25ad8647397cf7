import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { hasRole, Refusal, type ActorKind, type Situation } from '@hiroba/kernel';
import {
  Commands, digestOfFile, displayFileName, FileScanner, isId, isTooLarge, newId, StoredFiles, Uploads, type Caller, type LookedInto, type Transaction,
  type UploadedFile,
} from '@hiroba/server';
import {
  attachmentLimits, pictureWidths, type AttachmentWords, type KeptFacts, type ThingFacts,
} from '../domain/attachment.ts';
import { attach, describe, goAlong, missingWords, publish, remove } from '../domain/attachment.commands.ts';
import { Attachables } from './attachable.ts';
import { Attachment } from './attachment.entity.ts';
import { AttachmentReads } from './attachment.reads.ts';

/** Which thing a file is for. */
export interface ThingName {
  readonly subjectKind: string;
  readonly subjectId: string;
}

/** The thing below which files are to stand, too. */
export interface GoalOfFiles {
  readonly kind: string;
  readonly id: string;
  readonly actor: ActorKind;
}

interface Held {
  readonly at: Situation;
  readonly thing: ThingFacts;
}

type Audience = 'participant' | 'staff';

const nothing = (): Refusal => new Refusal('NOT_FOUND');
const audienceOf = (at: Situation): Audience => (hasRole('STAFF')(at, undefined) ? 'participant' : 'staff');

/** Files stand below things of other libraries: keeping one spans the thing, its place, the person's allowance and the store. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly commands: Commands,
    private readonly attachables: Attachables,
    private readonly reads: AttachmentReads,
    private readonly files: StoredFiles,
    private readonly uploads: Uploads,
    private readonly scanner: FileScanner,
  ) {}

  /** Attaches a file: looked into before anything is locked, decided on like every change. */
  async attach(caller: Caller, name: ThingName, file: UploadedFile | null, words: AttachmentWords): Promise<Attachment | Refusal> {
    const audience = await this.#audience(caller, name);
    if (audience instanceof Refusal) return audience;
    if (!file || file.size === 0) return new Refusal('EMPTY', 'files');
    const max = attachmentLimits.megabytes[audience];
    if (isTooLarge(file, max)) return new Refusal('TOO_LARGE', 'files', { max });
    const { large, small } = pictureWidths;
    return this.uploads.look(file, { audience, widths: [large, small] }, async (found) => {
      if ('problem' in found) return new Refusal(found.problem, 'files');
      const verdict = await this.scanner.scan(createReadStream(found.path));
      if (verdict === 'INFECTED') return new Refusal('UNSAFE_FILE', 'files');
      const kept = await keptFacts(file, found, verdict === 'CLEAN');
      return this.#keep(caller, name, found, kept, words);
    });
  }

  /** Changes the words about a file, as long as those of its thing may be changed. */
  describe(caller: Caller, id: string, words: AttachmentWords): Promise<Attachment | Refusal> {
    return this.commands.once(Attachment, caller, async (transaction) => {
      const held = await this.#held(transaction, id);
      if (held instanceof Refusal) return held;
      const decision = describe(words, held.thing)(held.at, held.file);
      return decision instanceof Refusal ? decision : transaction.write(held.file, decision, held.at);
    });
  }

  /** Takes a file away: from a draft without a trace, else with an entry that says so. */
  remove(caller: Caller, id: string): Promise<Attachment | Refusal> {
    return this.commands.once(Attachment, caller, async (transaction) => {
      const held = await this.#held(transaction, id);
      if (held instanceof Refusal) return held;
      const decision = remove(held.thing)(held.at, held.file);
      if (decision instanceof Refusal) return decision;
      if (held.file.rev > 0) return transaction.write(held.file, decision, held.at);
      await transaction.em.remove(held.file).flush();
      return held.file;
    });
  }

  /** Within the publication of a thing: its files go before everybody too. Tells their digests, or which words are missing. */
  async publish(transaction: Transaction, at: Situation, kind: string, id: string): Promise<readonly string[] | Refusal> {
    const { em, caller: { organisationId } } = transaction;
    const files = await em.find(
      Attachment, { organisationId, subjectKind: kind, subjectId: id, removedAt: null, rev: 0 },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { createdAt: 'asc', id: 'asc' } },
    );
    const refusal = missingWords(files);
    if (refusal) return refusal;
    for (const file of files) await transaction.write(file, publish({ kind, id }, file), at);
    return files.flatMap(({ digest }) => digest ?? []);
  }

  /** Within a transaction: the files everybody sees below several things, in the order they came. */
  async shownBelow({ em, caller: { organisationId } }: Transaction, kind: string, ids: readonly string[]): Promise<readonly Attachment[]> {
    return em.find(
      Attachment, { organisationId, subjectKind: kind, subjectId: { $in: [...ids] }, removedAt: null, clearedAt: { $ne: null }, rev: { $gt: 0 } },
      { orderBy: { createdAt: 'asc', id: 'asc' } },
    );
  }

  /** Within a transaction: the files everybody sees below several things, in their order, each once and as many as one thing may have. */
  async along(transaction: Transaction, kind: string, ids: readonly string[]): Promise<readonly Attachment[]> {
    const files = await this.shownBelow(transaction, kind, ids);
    const inOrder = ids.flatMap((id) => files.filter(({ subjectId }) => subjectId === id));
    return [...new Map(inOrder.map((file) => [file.digest, file])).values()].slice(0, attachmentLimits.files);
  }

  /** Within a transaction: lets files stand below another thing, too. */
  async goAlong({ em, caller: { organisationId }, write }: Transaction, at: Situation, files: readonly Attachment[], to: GoalOfFiles): Promise<void> {
    for (const file of files) {
      const base = { id: newId(), organisationId, rev: 0 };
      await write(em.create(Attachment, base as never, { partial: true }), goAlong(to, file)(at), at);
    }
  }

  /** Asks the rule before anything costs: as whom the caller sends files here. */
  #audience(caller: Caller, name: ThingName): Promise<Audience | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const held = await this.#thing(transaction, name);
      return held instanceof Refusal ? held : (held.thing.mayChange(held.at) ?? audienceOf(held.at));
    });
  }

  #keep(caller: Caller, name: ThingName, found: LookedInto, kept: KeptFacts, words: AttachmentWords): Promise<Attachment | Refusal> {
    return this.commands.once(Attachment, caller, async (transaction) => {
      const { em } = transaction;
      const { organisationId, personId } = caller;
      if (!personId) return new Refusal('UNAUTHENTICATED');
      const mine = await this.reads.sent(em, organisationId, personId);
      const held = await this.#thing(transaction, name);
      if (held instanceof Refusal) return held;
      const decision = attach(kept, words, mine)(held.at, held.thing);
      if (decision instanceof Refusal) return decision;
      await this.#store(transaction, found, kept);
      const base = { id: newId(), organisationId, rev: 0 };
      return transaction.write(em.create(Attachment, base as never, { partial: true }), decision, held.at);
    });
  }

  async #store(transaction: Transaction, { path, images: [large, small] }: LookedInto, { digest, smallDigest, mime, bytes }: KeptFacts): Promise<void> {
    if (!large) return this.files.keep(transaction, { path, digest, mime, bytes });
    await this.files.keep(transaction, { ...large, path: large.file, digest });
    if (small && smallDigest) await this.files.keep(transaction, { ...small, path: small.file, digest: smallDigest });
  }

  /** A thing under its lock; who has not signed in does not learn what exists. */
  async #thing({ em, caller, place, now }: Transaction, { subjectKind: kind, subjectId: id }: ThingName): Promise<Held | Refusal> {
    if (!caller.personId) return new Refusal('UNAUTHENTICATED');
    const held = await this.attachables.hold(em, caller.organisationId, kind, id);
    if (!held) return nothing();
    const component = await place(held.componentId);
    if (component instanceof Refusal) return component;
    const files = await this.reads.count(em, caller.organisationId, kind, id);
    return { at: { viewer: caller, now: await now(), component }, thing: { ...held, kind, id, files } };
  }

  /** A file under the lock of its thing, and its own. */
  async #held(transaction: Transaction, id: string): Promise<(Held & { readonly file: Attachment }) | Refusal> {
    const { em, caller: { organisationId, personId } } = transaction;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    const known = isId(id) ? await em.findOne(Attachment, { id, organisationId }) : null;
    if (!known) return nothing();
    const held = await this.#thing(transaction, known);
    if (held instanceof Refusal) return held;
    const file = await em.findOne(Attachment, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    return file ? { ...held, file } : nothing();
  }
}

async function keptFacts(file: UploadedFile, { shape, mime, charset, images: [large, small], pdf, path }: LookedInto, cleared: boolean): Promise<KeptFacts> {
  const rest = { name: displayFileName(file.name), shape, cleared };
  if (large) {
    return {
      ...rest, mime: large.mime, bytes: large.bytes, width: large.width, height: large.height, digest: await digestOfFile(large.file),
      smallDigest: small ? await digestOfFile(small.file) : null, pages: null, active: false, documentAuthor: null, documentTitle: null,
    };
  }
  return {
    ...rest, mime: charset ? `${mime}; charset=${charset}` : mime, bytes: file.size, digest: file.digest ?? (await digestOfFile(path)),
    smallDigest: null, width: null, height: null, pages: pdf?.pages ?? null, active: pdf?.active ?? false,
    documentAuthor: pdf?.author ?? null, documentTitle: pdf?.title ?? null,
  };
}
