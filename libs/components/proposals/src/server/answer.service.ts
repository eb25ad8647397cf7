import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal, type Decision } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, sql, type Caller, type Transaction } from '@hiroba/server';
import {
  clearAnswer, prepareAnswer, prepared, publishAnswer, scheduleAnswer, settleAnswer, unscheduleAnswer, type AnswerInput,
} from '../domain/answer.commands.ts';
import { answerPolicy } from '../domain/answer.policy.ts';
import { isDue, sameAnswer, type AnswerContent } from '../domain/answer.ts';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import { reachThreshold, settingsOf } from '../domain/proposal.commands.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { AnswerDraft } from './answer-draft.entity.ts';
import type { AnsweredItemType, AnswersReportType } from './answer-parts.type.ts';
import { Proposal } from './proposal.entity.ts';

/** A proposal under its lock, with what is prepared for it and where it is judged. */
interface Held {
  readonly proposal: Proposal;
  readonly draft: AnswerDraft | null;
  readonly at: ProposalsSituation;
}

/** When an answer is published: now, or by the clock. */
type When = Date | null;

/** How many proposals one act may be about. */
const MOST = 200;

/** The city's answers: prepared, published one by one or together, brought by the clock, taken back. */
@Injectable()
export class AnswerService {
  constructor(private readonly commands: Commands) {}

  /** Keeps an answer for later. */
  prepare(id: string, input: AnswerInput, edition: number, caller: Caller): Promise<Proposal | Refusal> {
    return this.#act(id, caller, async (transaction, { proposal, draft, at }) => {
      const decision = prepareAnswer(input, edition)(at, proposal, draft);
      if (decision instanceof Refusal) return decision;
      await transaction.write(draft ?? this.#begin(transaction, proposal), decision, at);
      return proposal;
    });
  }

  /** Throws away what was prepared; a scheduled answer is taken back first. */
  discard(id: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.#act(id, caller, async ({ em }, { proposal, draft, at }) => {
      const refusal = answerPolicy.prepare(at, proposal) ?? (draft ? undefined : new Refusal('NOT_PREPARED'));
      if (refusal || !draft) return refusal ?? proposal;
      await em.remove(draft).flush();
      return proposal;
    });
  }

  /** Gives an answer in one step: now, or at a time; what was prepared is replaced by it. */
  answer(id: string, input: AnswerInput, when: When, edition: number | null, caller: Caller): Promise<Proposal | Refusal> {
    return this.#act(id, caller, async (transaction, held) => {
      const { draft, at } = held;
      const refusal = answerPolicy.publish(at, held.proposal)
        ?? (edition !== null && edition !== (draft?.edition ?? 0) ? new Refusal('STALE') : undefined);
      return refusal ?? this.#give(transaction, held, input, when);
    });
  }

  /** Takes a scheduled answer back before its time. */
  unschedule(id: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.#act(id, caller, async (transaction, { proposal, draft, at }) => {
      const decision = unscheduleAnswer(at, proposal);
      if (decision instanceof Refusal) return decision;
      if (draft) transaction.em.assign(draft, { publishAt: null } as never);
      return transaction.write(proposal, decision, at);
    });
  }

  /** Takes a published answer back. */
  clear(id: string, reason: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.#act(id, caller, async (transaction, { proposal, at }) => {
      const decision = clearAnswer(reason)(at, proposal);
      return decision instanceof Refusal ? decision : transaction.write(proposal, decision, at);
    });
  }

  /** Publishes prepared answers together, as one act: each is judged by itself and has its own entry. */
  publish(ids: readonly string[], when: When, caller: Caller): Promise<AnswersReportType | Refusal> {
    return this.#many(ids, caller, async (transaction, held, batch) => {
      const { proposal, draft, at } = held;
      if (!draft) return proposalPolicy.answer(at, proposal) ?? new Refusal('NOT_PREPARED');
      const decision = when ? scheduleAnswer(draft, when, { batch })(at, proposal) : publishAnswer(draft, { batch })(at, proposal);
      return decision instanceof Refusal ? decision : this.#write(transaction, held, decision, when);
    });
  }

  /** Gives many proposals the same answer, as one act; a correction has the same reason for all. */
  answerMany(ids: readonly string[], input: AnswerInput, when: When, caller: Caller): Promise<AnswersReportType | Refusal> {
    return this.#many(ids, caller, (transaction, held, batch) => this.#give(transaction, held, input, when, batch));
  }

  /** Gives an answer from a file inside an open transaction; what is said already, or will be at that time, is not said again. */
  async bring(transaction: Transaction, id: string, input: AnswerInput, when: When): Promise<'DONE' | 'SAME' | Refusal> {
    const [proposal] = await this.#locked(transaction, [id]);
    const held = proposal ? await this.#held(transaction, proposal) : new Refusal('NOT_FOUND');
    if (held instanceof Refusal) return held;
    const typed = proposalPolicy.answer(held.at, held.proposal) ?? prepared(input, settingsOf(held.at));
    if (typed instanceof Refusal) return typed;
    const said = when ? this.#scheduledFor(held, when) : await this.#given(transaction, held.proposal);
    if (said && sameAnswer(said, typed.content)) return 'SAME';
    const outcome = await this.#give(transaction, held, input, when);
    return outcome instanceof Refusal ? outcome : 'DONE';
  }

  #scheduledFor = ({ proposal, draft }: Held, when: Date): Partial<AnswerContent> | undefined =>
    (proposal.nextAnswerAt?.getTime() === when.getTime() ? draft?.content : undefined);

  async #given({ em }: Transaction, { organisationId, id, answerVersions }: Proposal): Promise<Partial<AnswerContent> | undefined> {
    const row = await firstIn<{ content: Partial<AnswerContent> }>(em, sql`
      select content from version where organisation_id = ${organisationId} and subject_kind = 'proposal_answer' and subject_id = ${id}
      and n = ${answerVersions}`);
    return row?.content;
  }

  /** Writes down the answer that the clock has brought to a proposal, if there is one; twice does no harm. */
  settle(id: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const [proposal] = await this.#locked(transaction, [id]);
      if (!proposal) return new Refusal('NOT_FOUND');
      const held = await this.#held(transaction, proposal);
      return held instanceof Refusal ? held : held.proposal;
    });
  }

  /** Starts the answer clock of a proposal whose supports reached the threshold without a support that could have noticed. */
  startClock(id: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const [proposal] = await this.#locked(transaction, [id]);
      const held = proposal ? await this.#held(transaction, proposal) : new Refusal('NOT_FOUND');
      if (held instanceof Refusal) return held;
      const { at, proposal: { state, thresholdReachedAt, organisationId } } = held;
      const { threshold } = settingsOf(at);
      const row = await firstIn<{ n: string }>(transaction.em, sql`select counted(${organisationId}, 'supports', ${id}::uuid) as n`);
      const reached = threshold > 0 && Number(row?.n) >= threshold;
      return state === 'PUBLISHED' && !thresholdReachedAt && reached ? transaction.write(held.proposal, reachThreshold(at), at) : held.proposal;
    });
  }

  async #give(transaction: Transaction, held: Held, input: AnswerInput, when: When, batch?: string): Promise<Proposal | Refusal> {
    const { proposal, at } = held;
    const typed = proposalPolicy.answer(at, proposal) ?? prepared(input, settingsOf(at));
    if (typed instanceof Refusal) return typed;
    const telling = batch ? { batch } : {};
    if (!when) {
      const decision = publishAnswer(typed, telling)(at, proposal);
      return decision instanceof Refusal ? decision : this.#write(transaction, held, decision, when);
    }
    const decision = scheduleAnswer(typed, when, telling)(at, proposal);
    if (decision instanceof Refusal) return decision;
    const kept = prepareAnswer(input, held.draft?.edition ?? 0)(at, proposal, held.draft);
    if (kept instanceof Refusal) return kept;
    const draft = await transaction.write(held.draft ?? this.#begin(transaction, proposal), kept, at);
    return this.#write(transaction, { ...held, draft }, decision, when);
  }

  /** Writes a publication or an appointment; what is published is prepared no longer. */
  async #write(transaction: Transaction, { proposal, draft, at }: Held, decision: Decision<object>, when: When): Promise<Proposal> {
    if (draft && when) transaction.em.assign(draft, { publishAt: when } as never);
    else if (draft) transaction.em.remove(draft);
    return transaction.write(proposal, decision, at);
  }

  #begin({ em, caller }: Transaction, { id: proposalId, componentId }: Proposal): AnswerDraft {
    const base = { id: newId(), organisationId: caller.organisationId, componentId, proposalId, rev: 0 };
    return em.create(AnswerDraft, base as never, { partial: true });
  }

  #act(id: string, caller: Caller, work: (transaction: Transaction, held: Held) => Promise<Proposal | Refusal>): Promise<Proposal | Refusal> {
    return this.commands.once(Proposal, caller, async (transaction) => {
      if (!caller.personId && !caller.operator) return new Refusal('UNAUTHENTICATED');
      const [proposal] = await this.#locked(transaction, [id]);
      const held = proposal ? await this.#held(transaction, proposal) : new Refusal('NOT_FOUND');
      return held instanceof Refusal ? held : work(transaction, held);
    });
  }

  #many(
    ids: readonly string[], caller: Caller, work: (transaction: Transaction, held: Held, batch: string) => Promise<Proposal | Refusal>,
  ): Promise<AnswersReportType | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const wanted = [...new Set(ids)];
      const refusal = answerPolicy.desk({ viewer: caller, now: await transaction.now() }, undefined)
        ?? (wanted.length === 0 ? new Refusal('EMPTY', 'ids') : undefined)
        ?? (wanted.length > MOST ? new Refusal('TOO_MANY', 'ids', { max: MOST }) : undefined);
      if (refusal) return refusal;
      const locked = new Map((await this.#locked(transaction, wanted)).map((proposal) => [proposal.id, proposal]));
      const batch = newId();
      const items: AnsweredItemType[] = [];
      for (const id of wanted) {
        const proposal = locked.get(id);
        const held = proposal ? await this.#held(transaction, proposal) : new Refusal('NOT_FOUND');
        const done = held instanceof Refusal ? held : await work(transaction, held, batch);
        const readable = !(held instanceof Refusal) && proposalPolicy.read(held.at, held.proposal) === undefined;
        items.push({ id, title: readable ? held.proposal.title : null, refusal: done instanceof Refusal ? done : null });
      }
      return { id: batch, items, done: items.filter((item) => item.refusal === null).length };
    });
  }

  /** Proposals under their locks, taken in one order so that two acts never wait for each other. */
  #locked({ em, caller }: Transaction, ids: readonly string[]): Promise<Proposal[]> {
    const where = { id: { $in: ids.filter(isId) }, organisationId: caller.organisationId };
    return em.find(Proposal, where as never, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as never);
  }

  /** What a locked proposal is judged by; what the clock has brought is written down first. */
  async #held(transaction: Transaction, proposal: Proposal): Promise<Held | Refusal> {
    const { em, caller } = transaction;
    const component = await transaction.place(proposal.componentId);
    if (component instanceof Refusal) return component;
    const at: ProposalsSituation = { viewer: caller, now: await transaction.now(), component: component as ProposalsSituation['component'] };
    const draft = await em.findOne(AnswerDraft, { proposalId: proposal.id, organisationId: proposal.organisationId } as never, { refresh: true } as never);
    const { nextAnswerAt } = proposal;
    if (!draft || !nextAnswerAt || !isDue(proposal, at.now)) return { proposal, draft, at };
    em.remove(draft);
    await transaction.write(proposal, settleAnswer(draft, nextAnswerAt)(at, proposal), at);
    return { proposal, draft: null, at };
  }
}
