import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, Mailer, rowsIn, sql, Vault, type Caller, type Transaction } from '@hiroba/server';
import { mayReview } from '../domain/appealing.ts';
import { Approval, decline, type Proposed } from '../domain/second-person.ts';
import { sealedOpened, suppress, proposeSuppression, type TypedSuppression } from '../domain/suppressing.ts';
import { openAppeal } from './appeal.service.ts';
import { mayWork } from './desk/lease.service.ts';
import { counted, holdCase, type HeldCase } from './held-case.ts';
import { keepStatement } from './kept-statement.ts';
import { ModCase } from './mod-case.entity.ts';
import { tellAuthors, tellReporters } from './moderation.notices.ts';
import { settle } from './settled.ts';
import { keepProposal, proposedIn, settleProposal } from './sanction.service.ts';
import type { SealedTextType } from './suppression.types.ts';
import { Withholdables, type Withholdable } from './withholdable.ts';
import { coverWords, wordsToRead } from './wording.ts';

interface Held extends HeldCase {
  readonly of: Withholdable;
  readonly proposed: Proposed | undefined;
}

/** Words that are taken away for good: one asks for it, one of a few agrees, nobody reads them, and after the time for an appeal they are erased. */
@Injectable()
export class SuppressionService {
  constructor(
    private readonly commands: Commands,
    private readonly withholdables: Withholdables,
    private readonly mail: Mailer,
    private readonly vault: Vault,
  ) {}

  /** Asks a second person to agree. */
  propose(kind: string, id: string, typed: TypedSuppression, caller: Caller): Promise<ModCase | Refusal> {
    return this.#work(kind, id, caller, async (transaction, held) => {
      const { at, subject, record } = held;
      const asked = proposeSuppression({ ...typed, rule: typed.rule.trim() })(at, subject, held.proposed !== undefined);
      if (asked instanceof Refusal) return asked;
      const patch = { ...asked.patch, componentId: held.row.componentId };
      const written = await transaction.write(record, counted(record, { ...asked, patch }), at);
      await keepProposal(transaction, written, asked);
      return written;
    });
  }

  /** Agrees: the words are gone at once. */
  approve(kind: string, id: string, caller: Caller): Promise<ModCase | Refusal> {
    return this.#work(kind, id, caller, async (transaction, held) => {
      const { at, subject, proposed } = held;
      if (!proposed) return new Refusal('NOT_PROPOSED');
      const second = Approval.of(at, subject, proposed);
      if (second instanceof Refusal) return second;
      await settleProposal(transaction, proposed, 'APPROVED', null);
      return this.#suppress(transaction, held, second);
    });
  }

  /** Declines; the case is looked at anew. */
  decline(kind: string, id: string, reason: string, caller: Caller): Promise<ModCase | Refusal> {
    return this.#work(kind, id, caller, async (transaction, { at, subject, proposed, record }) => {
      if (!proposed) return new Refusal('NOT_PROPOSED');
      const decision = decline(reason)(at, subject, proposed);
      if (decision instanceof Refusal) return decision;
      await settleProposal(transaction, proposed, 'DECLINED', decision.reason);
      return transaction.write(record, counted(record, decision), at);
    });
  }

  /** Opens what was taken away for whoever reviews the appeal; that they did is in the log. */
  async open(kind: string, id: string, caller: Caller): Promise<SealedTextType | Refusal> {
    let text = '';
    const made = await this.#work(kind, id, caller, async (transaction, { at, subject, record }) => {
      const appeal = await openAppeal(transaction, record);
      const refusal = mayReview(at, { ...subject, appeal });
      if (refusal) return refusal;
      if (record.visibility !== 'SUPPRESSED') return new Refusal('NOT_WITHHELD');
      const sealed = await firstIn<{ words: Buffer }>(
        transaction.em,
        sql`select words_enc as words from mod_original where organisation_id = ${record.organisationId} and case_id = ${record.id}`,
      );
      if (!sealed) return new Refusal('NOT_FOUND');
      text = wordsToRead(this.vault, sealed.words);
      return transaction.write(record, sealedOpened(at), at);
    });
    return made instanceof Refusal ? made : { id: made.id, text };
  }

  async #suppress(transaction: Transaction, { at, subject, record, row, waiting, of }: Held, second: Approval): Promise<ModCase> {
    const { em } = transaction;
    const { organisationId } = record;
    const { id, kind } = subject;
    const decision = suppress(at, subject, second, waiting);
    const patch = { ...decision.patch, componentId: row.componentId };
    const judged = await transaction.write(record, counted(record, { ...decision, patch }), at);
    const decisionId = await keepStatement(transaction, judged, decision, at, row.authorIds);
    const thing = { worded: of.worded, organisationId, id };
    const { eraseAt } = decision;
    await coverWords(transaction, { record: judged, thing, vault: this.vault }, () => '', { at, eraseAt, redactedAt: null });
    await of.mark(em, { organisationId, id, at: at.now });
    // Copies are found by numbers that follow from the words.
    await rowsIn(em, sql`delete from mod_print where organisation_id = ${organisationId} and kind = ${kind} and target_id = ${id}`);
    const { statement, rule } = decision;
    const told = { organisationId, id: decisionId, statement, rule, path: row.path, appeal: `/appeal/${kind}/${id}` };
    await tellAuthors(em, this.mail, { ...told, personIds: row.authorIds });
    const { reporterIds, byMail } = await settle(transaction, this.vault, judged, decisionId);
    await tellReporters(em, this.mail, { ...told, personIds: reporterIds, byMail });
    return judged;
  }

  async #work(
    kind: string,
    id: string,
    caller: Caller,
    work: (transaction: Transaction, held: Held) => Promise<ModCase | Refusal>,
  ): Promise<ModCase | Refusal> {
    const refusal = mayWork(caller, ['MODERATOR', 'SUPPRESSOR']);
    if (refusal) return refusal;
    const of = this.withholdables.of(kind, id);
    if (!of || kind === 'account') return new Refusal('NOT_FOUND');
    return this.commands.once(ModCase, caller, async (transaction) => {
      const held = await holdCase(transaction, of, id);
      return held instanceof Refusal ? held : work(transaction, { ...held, of, proposed: await proposedIn(transaction, held.record) });
    });
  }
}
