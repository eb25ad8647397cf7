import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal, type Decision } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import type { AmendmentCase } from '../domain/amendment.ts';
import {
  acceptAmendment, draftAmendment, promoteAmendment, publishAmendment, rebaseAmendment, rejectAmendment, saveAmendment, withdrawAmendment, type AmendmentInput,
} from '../domain/amendment.commands.ts';
import { amendmentPolicy } from '../domain/amendment.policy.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Amendment } from './amendment.entity.ts';
import { Proposal } from './proposal.entity.ts';
import { heldProposal, situationIn } from './proposal.holding.ts';
import { ProposalService } from './proposal.service.ts';

type Held = { readonly at: ProposalsSituation; readonly subject: AmendmentCase<Amendment, Proposal> };

/** The acts on amendments: the proposal is locked first, then the amendment, so that no version slips in between. */
@Injectable()
export class AmendmentService {
  constructor(
    private readonly commands: Commands,
    private readonly proposals: ProposalService,
  ) {}

  /** Begins a draft of a change. */
  draft(proposalId: string, input: AmendmentInput, caller: Caller): Promise<Amendment | Refusal> {
    return this.commands.once(Amendment, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const { organisationId, personId } = caller;
      const proposal = await heldProposal(transaction, proposalId, LockMode.PESSIMISTIC_WRITE);
      if (proposal instanceof Refusal) return proposal;
      const at = await situationIn(transaction, proposal.componentId);
      if (at instanceof Refusal) return at;
      const drafts = await firstIn<{ n: number }>(transaction.em, sql`
        select count(*)::int as n from amendment where organisation_id = ${organisationId} and proposal_id = ${proposalId}
          and author_id = ${personId} and state = 'DRAFT'`);
      const decision = draftAmendment(input, drafts?.n ?? 0)(at, proposal);
      if (decision instanceof Refusal) return decision;
      const base = { id: newId(), organisationId, componentId: proposal.componentId, rev: 0 };
      return transaction.write(transaction.em.create(Amendment, base as never, { partial: true }), decision, at);
    });
  }

  save = (id: string, input: AmendmentInput, caller: Caller) => this.#decide(id, caller, saveAmendment(input));

  publish = (id: string, caller: Caller) => this.#decide(id, caller, publishAmendment);

  rebase = (id: string, input: AmendmentInput, caller: Caller) => this.#decide(id, caller, rebaseAmendment(input));

  reject = (id: string, reason: string, caller: Caller) => this.#decide(id, caller, rejectAmendment(reason));

  withdraw = (id: string, caller: Caller) => this.#decide(id, caller, withdrawAmendment);

  /** Erases a draft. */
  discard(id: string, caller: Caller): Promise<Amendment | Refusal> {
    return this.#held(id, caller, async (transaction, { at, subject }) => {
      const refusal = amendmentPolicy.discard(at, subject);
      if (refusal) return refusal;
      await transaction.em.remove(subject.amendment).flush();
      return subject.amendment;
    });
  }

  /** Takes a change into the proposal: a new version, and the amender among its authors. */
  accept(id: string, caller: Caller): Promise<Amendment | Refusal> {
    return this.#held(id, caller, async (transaction, { at, subject }) => {
      const decisions = acceptAmendment(at, subject);
      if (decisions instanceof Refusal) return decisions;
      const { amendment, proposal } = subject;
      if ('coauthorIds' in decisions.proposal.patch) {
        await rowsIn(transaction.em, sql`
          insert into proposal_author (organisation_id, proposal_id, position, kind, person_id, joined_at)
          select ${caller.organisationId}, ${proposal.id}, coalesce(max(position), 0) + 1, 'PERSON', ${amendment.authorId}, ${at.now}
          from proposal_author where organisation_id = ${caller.organisationId} and proposal_id = ${proposal.id}`);
      }
      await transaction.write(proposal, decisions.proposal, at);
      return transaction.write(amendment, decisions.amendment, at);
    });
  }

  /** Makes a proposal of a rejected change, within the amender's limit. */
  promote(id: string, caller: Caller): Promise<Amendment | Refusal> {
    return this.#held(id, caller, async (transaction, { at, subject }, mine) => {
      const base = { id: newId(), organisationId: caller.organisationId, componentId: subject.proposal.componentId, rev: 0 };
      const decisions = promoteAmendment(at, subject, mine, base.id);
      if (decisions instanceof Refusal) return decisions;
      await transaction.write(transaction.em.create(Proposal, base as never, { partial: true }), decisions.proposal, at);
      return transaction.write(subject.amendment, decisions.amendment, at);
    });
  }

  #decide(
    id: string, caller: Caller, command: (at: ProposalsSituation, subject: Held['subject']) => Decision | Refusal,
  ): Promise<Amendment | Refusal> {
    return this.#held(id, caller, (transaction, { at, subject }) => {
      const decision = command(at, subject);
      return decision instanceof Refusal ? decision : transaction.write(subject.amendment, decision, at);
    });
  }

  #held(
    id: string, caller: Caller,
    work: (transaction: Transaction, held: Held, mine: Parameters<typeof promoteAmendment>[2]) => Promise<Amendment | Refusal> | Amendment | Refusal,
  ): Promise<Amendment | Refusal> {
    return this.commands.once(Amendment, caller, async (transaction) => {
      const { em } = transaction;
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      if (!isId(id)) return new Refusal('NOT_FOUND');
      const where = { id, organisationId: caller.organisationId };
      const known = await em.findOne(Amendment, where);
      if (!known) return new Refusal('NOT_FOUND');
      const mine = await this.proposals.allowance(transaction, known.componentId);
      if (mine instanceof Refusal) return mine;
      const proposal = await heldProposal(transaction, known.proposalId, LockMode.PESSIMISTIC_WRITE);
      if (proposal instanceof Refusal) return proposal;
      const amendment = await em.findOne(Amendment, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
      const at = await situationIn(transaction, proposal.componentId);
      if (!amendment) return new Refusal('NOT_FOUND');
      return at instanceof Refusal ? at : work(transaction, { at, subject: { amendment, proposal } }, mine);
    });
  }
}
