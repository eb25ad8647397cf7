import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { composed, Refusal, type Decision } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { assignable, considerAll, type ConsiderationInput } from '../domain/opinion.commands.ts';
import { opinionPolicy } from '../domain/opinion.policy.ts';
import { redactable, redacted, settles, type ProposedRedaction } from '../domain/redaction.commands.ts';
import type { Redaction, RedactionReason } from '../domain/redaction.ts';
import { submissionPolicy } from '../domain/submission.policy.ts';
import { sentencesOf, splitBy, textIn } from '../domain/text-ranges.ts';
import { GroupingService, headed, writePieces, type HeldCampaign } from './grouping.service.ts';
import { Opinion } from './opinion.entity.ts';
import { Submission } from './submission.entity.ts';
import { heldRound } from './submission.service.ts';
import { textKey } from './text-key.ts';

/** Splitting submissions into opinions, saying what the city did with them, and leaving out what is not published. */
@Injectable()
export class OpinionService {
  constructor(
    private readonly commands: Commands,
    private readonly grouping: GroupingService,
  ) {}

  /** Says of each sentence which opinion it belongs to, 0 for none; opinions that are there keep what was said of them. */
  split(submissionId: string, marks: readonly number[], caller: Caller): Promise<Submission | Refusal> {
    return this.commands.once(Submission, caller, async (transaction) => {
      const held = await this.held(transaction, submissionId);
      if (held instanceof Refusal) return held;
      const { submission, at, round } = held;
      const refusal = submissionPolicy.split(at, { round, submission });
      if (refusal) return refusal;
      const split = splitBy(sentencesOf(submission.body), marks);
      if (!split) return new Refusal('BAD_USER_INPUT', 'marks');
      const { em } = transaction;
      const before = await em.find(Opinion, { submissionId, organisationId: caller.organisationId }, { orderBy: { n: 'asc' } });
      if (before.slice(split.opinions.length).some(({ rev }) => rev > 0)) return new Refusal('ANSWERED', 'marks');
      const base = { organisationId: caller.organisationId, componentId: submission.componentId, roundId: submission.roundId, submissionId, rev: 0 };
      const texts = split.opinions.map((ranges) => ({ ranges, textKey: textKey(textIn(submission.body, ranges)) }));
      // Whoever is in a group stays what the others were put together with.
      if (before.some(({ groupId, textKey: key }, i) => groupId !== null && texts[i]?.textKey !== key)) return new Refusal('GROUPED', 'marks');
      texts.forEach((own, i) => {
        const known = before[i];
        if (known) em.assign(known, own as never);
        else em.persist(em.create(Opinion, { ...base, ...own, id: newId(), n: i + 1, place: submission.number } as never, { partial: true }));
      });
      for (const extra of before.slice(split.opinions.length)) em.remove(extra);
      await em.flush();
      await rowsIn(em, sql`update submission set no_opinion = ${JSON.stringify(split.noOpinion)}::jsonb, read_at = ${at.now}
        where id = ${submissionId} and organisation_id = ${caller.organisationId}`);
      await em.refresh(submission);
      return submission;
    });
  }

  /** Says what the city did with opinions, and with all who are in a group with one of them; several are one group from then on. */
  consider(ids: readonly string[], input: ConsiderationInput, caller: Caller): Promise<Opinion | Refusal> {
    return this.commands.once(Opinion, caller, async (transaction) => {
      const campaign = await this.grouping.campaign(transaction, ids);
      if (campaign) return campaign instanceof Refusal ? campaign : this.#considerCampaign(transaction, campaign, ids[0] ?? '', input);
      const held = await this.grouping.held(transaction, ids);
      if (held instanceof Refusal) return held;
      const { em } = transaction;
      const { round, at, opinions } = held;
      const [first = ''] = ids;
      const decided = considerAll(input, first)(at, held);
      if (decided instanceof Refusal) return decided;
      const formed = opinions.length > 1 ? await this.grouping.form(transaction, { round, at }, [headed(opinions, first)], false) : 0;
      if (formed instanceof Refusal) return formed;
      const now = new Map((await em.find(Opinion, { id: { $in: opinions.map(({ id }) => id) }, organisationId: caller.organisationId })).map((opinion) => [opinion.id, opinion]));
      await writePieces(transaction, opinions.map(({ id }, i) => ({ subject: now.get(id) as Opinion, decision: decided[i] as Decision<object>, at })));
      em.clear();
      return em.findOneOrFail(Opinion, { id: first, organisationId: caller.organisationId });
    });
  }

  /** Says the same of all of a large group, piece by piece, so that its size costs no memory. */
  async #considerCampaign(transaction: Transaction, { round, at, head }: HeldCampaign, readId: string, input: ConsiderationInput): Promise<Opinion | Refusal> {
    const { em, caller: { organisationId } } = transaction;
    for await (const opinions of this.grouping.members(em, round, head)) {
      const decided = considerAll(input, readId)(at, { round, opinions });
      if (decided instanceof Refusal) return decided;
      await transaction.writeMany(opinions.map((subject, i) => ({ subject, decision: decided[i] as Decision<object>, at })));
    }
    return em.findOneOrFail(Opinion, { id: readId, organisationId });
  }

  /** Says whose section prepares the answers to opinions, and until when; all of a group go together. */
  assign(ids: readonly string[], office: string, dueOn: string | null, caller: Caller): Promise<Opinion | Refusal> {
    return this.commands.once(Opinion, caller, async (transaction) => {
      const held = await this.grouping.held(transaction, ids);
      if (held instanceof Refusal) return held;
      const refusal = opinionPolicy.assign(held.at, held) ?? assignable(office, dueOn);
      if (refusal) return refusal;
      const { em } = transaction;
      await rowsIn(em, sql`
        update opinion set assigned = ${composed(office)}, due_on = ${dueOn}::date where organisation_id = ${caller.organisationId} and id = any(${held.opinions.map(({ id }) => id)}::uuid[])`);
      em.clear();
      return em.findOneOrFail(Opinion, { id: ids[0] ?? '', organisationId: caller.organisationId });
    });
  }

  /** Proposes to leave a part of a submission out where it is published; a second person checks it. */
  redact(submissionId: string, { from, to, reason }: Redaction, caller: Caller): Promise<Submission | Refusal> {
    return this.#working(submissionId, caller, async ({ em }, { submission, at }) => {
      const refusal = redactable(submission.body, { from, to, reason });
      if (refusal) return refusal;
      await rowsIn(em, sql`
        insert into redaction (id, organisation_id, submission_id, from_point, to_point, reason, proposed_by, proposed_at)
        values (${newId()}, ${caller.organisationId}, ${submissionId}, ${from}, ${to}, ${reason}, ${caller.personId}, ${at.now})`);
      return submission;
    });
  }

  /** Confirms a proposed redaction as somebody else, or drops it. */
  settleRedaction(submissionId: string, redactionId: string, accepted: boolean, caller: Caller): Promise<Submission | Refusal> {
    return this.#working(submissionId, caller, async (transaction, { submission, round, at }) => {
      const { em } = transaction;
      if (!isId(redactionId)) return new Refusal('NOT_FOUND');
      const of = sql`submission_id = ${submissionId} and organisation_id = ${caller.organisationId}`;
      const proposed = await firstIn<ProposedRedaction>(em, sql`
        select proposed_by as "proposedBy", checked_at is not null as checked from redaction where id = ${redactionId} and ${of} for update`);
      if (!proposed) return new Refusal('NOT_FOUND');
      const refusal = settles(caller.personId ?? '', proposed, accepted);
      if (refusal) return refusal;
      if (!accepted) {
        await rowsIn(em, sql`delete from redaction where id = ${redactionId} and ${of}`);
        return submission;
      }
      await rowsIn(em, sql`update redaction set checked_by = ${caller.personId}, checked_at = ${at.now} where id = ${redactionId} and ${of}`);
      const reasons = await rowsIn<{ reason: RedactionReason }>(em, sql`select reason from redaction where ${of} and checked_at is not null`);
      return transaction.write(submission, redacted(round.id, reasons.map(({ reason }) => reason)), at);
    });
  }

  #working(
    submissionId: string, caller: Caller,
    work: (transaction: Transaction, held: Exclude<Awaited<ReturnType<OpinionService['held']>>, Refusal>) => Promise<Submission | Refusal>,
  ): Promise<Submission | Refusal> {
    return this.commands.once(Submission, caller, async (transaction) => {
      const held = await this.held(transaction, submissionId);
      if (held instanceof Refusal) return held;
      return submissionPolicy.split(held.at, held) ?? work(transaction, held);
    });
  }

  /** A submission under its lock, with its round and when that is. */
  async held(transaction: Transaction, submissionId: string) {
    const { em, caller: { organisationId, personId } } = transaction;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    if (!isId(submissionId)) return new Refusal('NOT_FOUND');
    const known = await firstIn<{ roundId: string }>(em, sql`select round_id as "roundId" from submission where id = ${submissionId} and organisation_id = ${organisationId}`);
    const held = await heldRound(transaction, known?.roundId ?? '', LockMode.PESSIMISTIC_READ);
    if (held instanceof Refusal) return held;
    const submission = await em.findOne(Submission, { id: submissionId, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    return submission ? { ...held, submission } : new Refusal('NOT_FOUND');
  }

}
