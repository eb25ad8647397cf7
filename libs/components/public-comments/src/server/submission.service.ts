import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LockMode, UniqueConstraintViolationException, type EntityManager } from '@mikro-orm/postgresql';
import { readReceiptCode, Refusal, type Decision } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, RateLimit, rowsIn, sql, type Caller, type Limit, type Transaction } from '@hiroba/server';
import type { PublicCommentsSituation } from '../manifest.ts';
import { amend, decideLate, exclude, receive, register, withdrawSubmission, type Intake } from '../domain/submission.commands.ts';
import type { Exclusion } from '../domain/counting.ts';
import { submissionPolicy } from '../domain/submission.policy.ts';
import { tidyContact, type InRound, type SubmissionInput, type SubmissionText, type SubmitterContact } from '../domain/submission.ts';
import { heldRound, type HeldRoundHere } from './held-round.ts';
import type { SubmissionFile } from '../domain/submission-file.ts';
import { ReceiptCodes } from './receipt-codes.ts';
import { isReceiptLink, ReceiptLinks } from './receipt-links.ts';
import { RoundMails } from './round-mails.ts';
import type { Round } from './round.entity.ts';
import { Submission } from './submission.entity.ts';
import { SubmissionFiles } from './submission-files.ts';
import { SubmitterVault } from './submitter-vault.ts';

/** Receipt codes tried from one address. */
export const codeLimit: Limit = { name: 'receipt code', many: 10, seconds: 15 * 60 };

// So many from one source in an hour are looked at by staff. None is refused for it.
const BUSY = 20;

type Decide = (at: PublicCommentsSituation, subject: InRound<SubmissionText>) => Decision<object> | Refusal;

/** The files of a submission, each with the address where it may be opened for some minutes. */
export interface OpenedFiles {
  readonly id: string;
  readonly files: readonly { readonly id: string; readonly n: number; readonly picture: boolean; readonly url: string }[];
}

/** What is done with one submission under its lock. */
export type WorkOnSubmission = (transaction: Transaction, subject: InRound<Submission>, at: PublicCommentsSituation) => Promise<Submission | Refusal>;

const deciding = (decide: Decide): WorkOnSubmission => async (transaction, subject, at) => {
  const decision = decide(at, subject);
  return decision instanceof Refusal ? decision : transaction.write(subject.submission, decision, at);
};

export { heldRound, type HeldRoundHere };

const wordingOf = (purpose: string): string => createHash('sha256').update(purpose).digest('hex');

/** Taking, amending and registering submissions: the round is held first, so that its end is the same for everybody. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly commands: Commands,
    private readonly limits: RateLimit,
    private readonly codes: ReceiptCodes,
    private readonly vault: SubmitterVault,
    private readonly files: SubmissionFiles,
    private readonly links: ReceiptLinks,
    private readonly mails: RoundMails,
  ) {}

  /** Takes what somebody sends themselves; sent twice with one key it is one submission with one code. */
  async send(roundId: string, input: SubmissionInput, wording: string, caller: Caller): Promise<Submission | Refusal> {
    try {
      const taken = await this.commands.once(Submission, caller, async (transaction) => {
        const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_READ);
        if (held instanceof Refusal) return held;
        const { round, at } = held;
        const elsewhere = await this.#elsewhere(transaction, round, input);
        if (elsewhere) return elsewhere;
        const files = await this.files.held(transaction, roundId, input.files);
        if (files instanceof Refusal) return files;
        const decision = receive(input, { busy: await this.#isBusy(transaction, held), files })(at, round);
        if (decision instanceof Refusal) return decision;
        const voice = round.profile.onePerPerson ? (caller.personId ?? null) : null;
        return this.#add(transaction, held, decision, { input, wording, files, more: { voice, source: caller.client ?? null } });
      });
      return taken instanceof Refusal ? taken : this.#withCode(taken);
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException && error.message.includes('submission_one_voice')) return new Refusal('LIMIT_REACHED', undefined, { max: 1 });
      throw error;
    }
  }

  /** Registers what came on another way, with the same receipt. */
  async register(roundId: string, input: SubmissionInput, intake: Intake, caller: Caller): Promise<Submission | Refusal> {
    const taken = await this.commands.once(Submission, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_READ);
      if (held instanceof Refusal) return held;
      const elsewhere = await this.#elsewhere(transaction, held.round, input);
      if (elsewhere) return elsewhere;
      const files = await this.files.held(transaction, roundId, input.files);
      if (files instanceof Refusal) return files;
      const decision = register(input, intake, files)(held.at, held.round);
      return decision instanceof Refusal ? decision : this.#add(transaction, held, decision, { input, wording: 'paper', files, more: {} });
    });
    return taken instanceof Refusal ? taken : this.#withCode(taken);
  }

  /** The submission of a receipt code; guessing is bounded, and a mistyped code costs no try. */
  async byCode(typed: string, caller: Caller): Promise<Submission | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const id = await this.#idOf(transaction, typed);
      if (id instanceof Refusal) return id;
      return (await transaction.em.findOne(Submission, { id, organisationId: caller.organisationId })) ?? new Refusal('CODE_UNKNOWN', 'code');
    });
  }

  /** Another wording, by whoever holds the code. */
  amend = (code: string, body: string, caller: Caller): Promise<Submission | Refusal> => this.holding(code, caller, deciding(amend(body)));

  /** Takes a submission back, by whoever holds the code. */
  withdraw = (code: string, caller: Caller): Promise<Submission | Refusal> => this.holding(code, caller, deciding(withdrawSubmission()));

  decideLate = (id: string, accepted: boolean, reason: string, caller: Caller): Promise<Submission | Refusal> =>
    this.#act(id, caller, decideLate(accepted, reason));

  exclude = (id: string, why: Exclusion | null, reason: string, caller: Caller): Promise<Submission | Refusal> => this.#act(id, caller, exclude(why, reason));

  /** A second person compared the text with the sheet. */
  check(id: string, caller: Caller): Promise<Submission | Refusal> {
    return this.held(id, caller, async (transaction, subject, at) => {
      const refusal = submissionPolicy.check(at, subject);
      if (refusal) return refusal;
      await rowsIn(transaction.em, sql`update submission set checked_by = ${caller.personId}, checked_at = ${at.now} where id = ${id} and organisation_id = ${caller.organisationId}`);
      await transaction.em.refresh(subject.submission);
      return subject.submission;
    });
  }

  /** Who sent a submission, for those who may know, with what for. Who may not leaves a line, too. */
  async openContact(id: string, purpose: string, caller: Caller): Promise<SubmitterContact | Refusal> {
    return this.#open(id, purpose, caller, submissionPolicy.openContact, false, (em, submission) => this.vault.read(em, submission.organisationId, id));
  }

  /** The files of a submission, for some minutes, for those who may see them, with what for. */
  async openFiles(id: string, purpose: string, caller: Caller): Promise<OpenedFiles | Refusal> {
    return this.#open(id, purpose, caller, submissionPolicy.openFiles, true, async (_, { organisationId }, personId) => {
      const files = await this.files.of(organisationId, id);
      if (files.length === 0) return undefined;
      return { id, files: files.map(({ id: file, n, shape }) => ({ id: file, n, picture: shape === 'IMAGE', url: this.files.address(organisationId, personId, file) })) };
    });
  }

  /** What is looked at only with a line that says who, what for, and whether they were let. */
  async #open<T extends object>(
    id: string, typed: string, caller: Caller, rule: typeof submissionPolicy.openContact, files: boolean, read: (em: EntityManager, submission: Submission, personId: string) => Promise<T | undefined>,
  ): Promise<T | Refusal> {
    const { personId } = caller;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    const who = { ...caller, personId };
    const purpose = typed.trim().slice(0, 200);
    // A refusal would undo its own line in the transaction, so it comes out of it as a value.
    const outcome = await this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const found = await this.#subject(transaction, id, LockMode.NONE);
      if (found instanceof Refusal) return { refused: found };
      const refusal = rule(found.at, found.subject);
      if (refusal) {
        await this.vault.note(em, who, id, { purpose, files, allowed: false }, found.at.now);
        return { refused: submissionPolicy.read(found.at, found.subject) ? new Refusal('NOT_FOUND') : refusal };
      }
      if (purpose === '') return { refused: new Refusal('EMPTY', 'purpose') };
      await this.vault.note(em, who, id, { purpose, files, allowed: true }, found.at.now);
      return { opened: (await read(em, found.subject.submission, personId)) ?? new Refusal('NOT_FOUND') };
    });
    if (outcome instanceof Refusal) return outcome;
    return 'refused' in outcome ? outcome.refused as Refusal : outcome.opened;
  }

  #withCode(submission: Submission): Submission {
    submission.receiptCode = this.codes.of(submission.id, submission.receiptIssue);
    return submission;
  }

  async #add(
    transaction: Transaction, { round, at }: HeldRoundHere, decision: Decision<object>,
    { input, wording, files, more }: { readonly input: SubmissionInput; readonly wording: string; readonly files: readonly SubmissionFile[]; readonly more: object },
  ): Promise<Submission> {
    const { em, caller: { organisationId } } = transaction;
    const id = newId();
    const base = { id, organisationId, componentId: round.componentId, roundId: round.id, rev: 0, receiptHash: this.codes.digest(this.codes.of(id, 1)), ...more };
    const submission = await transaction.write(em.create(Submission, base as never, { partial: true }), decision, at);
    const contact = tidyContact(input.contact, round.profile, input.child);
    await this.vault.keep(em, { submissionId: id, organisationId, at: at.now, wording: wordingOf(wording) }, contact);
    if (input.notify) await this.mails.received(em, { id, organisationId, roundId: round.id, locale: input.locale, to: contact.mail, at: at.now });
    await this.files.claim(em, organisationId, id, files);
    return submission;
  }

  /** Why it is about nothing of this plan. */
  async #elsewhere({ em, caller: { organisationId } }: Transaction, { id }: Round, { unitId }: SubmissionInput): Promise<Refusal | undefined> {
    if (unitId === null) return undefined;
    const unit = isId(unitId) && (await firstIn(em, sql`
      select 1 from round_plan where organisation_id = ${organisationId} and round_id = ${id} and kind = 'DRAFT'
        and units @> ${JSON.stringify([{ id: unitId }])}::jsonb limit 1`));
    return unit ? undefined : new Refusal('BAD_USER_INPUT', 'unitId');
  }

  async #isBusy({ em, caller: { client, organisationId } }: Transaction, { round: { id }, at: { now } }: HeldRoundHere): Promise<boolean> {
    if (!client) return false;
    const row = await firstIn<{ n: number }>(em, sql`
      select count(*)::int as n from (select 1 from submission where organisation_id = ${organisationId} and round_id = ${id} and source = ${client}
        and received_at > ${now}::timestamptz - interval '1 hour' limit ${BUSY}) same`);
    return (row?.n ?? 0) >= BUSY;
  }

  async #idOf({ em, caller }: Transaction, typed: string): Promise<string | Refusal> {
    if (isReceiptLink(typed)) {
      const linked = await this.links.submissionOf(em, caller.organisationId, typed);
      return linked ?? (await this.limits.take(codeLimit, caller.client ?? caller.personId ?? '')) ?? new Refusal('LINK_EXPIRED');
    }
    const code = readReceiptCode(typed);
    if (!code) return new Refusal('CODE_MISTYPED', 'code');
    const tooMany = await this.limits.take(codeLimit, caller.client ?? caller.personId ?? '');
    if (tooMany) return tooMany;
    const row = await firstIn<{ id: string }>(em, sql`
      select id from submission where receipt_hash = ${this.codes.digest(code)} and organisation_id = ${caller.organisationId}`);
    return row?.id ?? new Refusal('CODE_UNKNOWN', 'code');
  }

  async #subject(transaction: Transaction, id: string, lock: LockMode): Promise<{ subject: InRound<Submission>; at: PublicCommentsSituation } | Refusal> {
    const { em, caller: { organisationId } } = transaction;
    if (!isId(id)) return new Refusal('NOT_FOUND');
    const known = await firstIn<{ roundId: string }>(em, sql`select round_id as "roundId" from submission where id = ${id} and organisation_id = ${organisationId}`);
    if (!known) return new Refusal('NOT_FOUND');
    const held = await heldRound(transaction, known.roundId, lock === LockMode.NONE ? LockMode.NONE : LockMode.PESSIMISTIC_READ);
    if (held instanceof Refusal) return held;
    const submission = await em.findOne(Submission, { id, organisationId }, lock === LockMode.NONE ? {} : { lockMode: lock, refresh: true });
    if (!submission) return new Refusal('NOT_FOUND');
    // The clock is read after both locks: whoever waited for them is judged by when they came through.
    return { subject: { round: held.round, submission }, at: { ...held.at, now: await transaction.now() } };
  }

  /** Work on one submission under its lock, by whoever is signed in. */
  held(id: string, caller: Caller, work: WorkOnSubmission): Promise<Submission | Refusal> {
    return this.commands.once(Submission, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const found = await this.#subject(transaction, id, LockMode.PESSIMISTIC_WRITE);
      return found instanceof Refusal ? found : work(transaction, found.subject, found.at);
    });
  }

  #act(id: string, caller: Caller, decide: Decide): Promise<Submission | Refusal> {
    return this.held(id, caller, deciding(decide));
  }

  /** Work on one submission under its lock, by whoever holds its code. */
  holding(code: string, caller: Caller, work: WorkOnSubmission): Promise<Submission | Refusal> {
    return this.commands.once(Submission, caller, async (transaction) => {
      const id = await this.#idOf(transaction, code);
      if (id instanceof Refusal) return id;
      const found = await this.#subject(transaction, id, LockMode.PESSIMISTIC_WRITE);
      return found instanceof Refusal ? found : work(transaction, found.subject, found.at);
    });
  }
}
