import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { holdText } from '@hiroba/moderation/server';
import { Commands, type Caller, type Transaction } from '@hiroba/server';
import { edit, save, settingsOf, type ProposalInput } from '../domain/proposal.commands.ts';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalFilings } from './proposal.filings.ts';
import { heldProposal, situationIn } from './proposal.holding.ts';
import { proposalWithholdable } from './proposal.withholdable.ts';

/** The acts of writing that touch rows beside the proposal: what it is filed under goes with its text. */
@Injectable()
export class ProposalWriting {
  constructor(
    private readonly commands: Commands,
    private readonly filings: ProposalFilings,
  ) {}

  /** Keeps a draft as it is now. */
  save(id: string, input: ProposalInput, caller: Caller): Promise<Proposal | Refusal> {
    return this.#rewrite(id, input, caller, save);
  }

  /** Changes what is published, inside its edit window. */
  edit(id: string, input: ProposalInput, caller: Caller): Promise<Proposal | Refusal> {
    return this.#rewrite(id, input, caller, edit);
  }

  /** Erases a private draft, with all that other libraries keep about it. */
  discard(id: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const held = await hold(transaction, id);
      if (held instanceof Refusal) return held;
      const refusal = proposalPolicy.discard(held.at, held.proposal);
      if (refusal) return refusal;
      await this.filings.erase(transaction.em, held.proposal);
      await transaction.em.remove(held.proposal).flush();
      return held.proposal;
    });
  }

  #rewrite(id: string, input: ProposalInput, caller: Caller, command: typeof save | typeof edit): Promise<Proposal | Refusal> {
    return this.commands.once(Proposal, caller, async (transaction) => {
      const held = await hold(transaction, id);
      if (held instanceof Refusal) return held;
      const { proposal, at } = held;
      const around = await this.filings.around(transaction, settingsOf(at), input, proposal.id);
      const decision = command(input, around)(at, proposal);
      if (decision instanceof Refusal) return decision;
      await transaction.write(proposal, decision, at);
      await this.filings.write(transaction.em, proposal, input, around);
      if (command === save) return proposal;
      return (await holdText(transaction, proposalWithholdable, proposal.id, at)) ?? proposal;
    });
  }
}

/** A proposal under its lock, for whoever has signed in. */
async function hold(transaction: Transaction, id: string): Promise<{ proposal: Proposal; at: ProposalsSituation } | Refusal> {
  if (!transaction.caller.personId) return new Refusal('UNAUTHENTICATED');
  const proposal = await heldProposal(transaction, id, LockMode.PESSIMISTIC_WRITE);
  if (proposal instanceof Refusal) return proposal;
  const at = await situationIn(transaction, proposal.componentId);
  return at instanceof Refusal ? at : { proposal, at };
}
