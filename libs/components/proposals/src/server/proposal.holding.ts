import { LockMode } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { isId, type Transaction } from '@hiroba/server';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';

/** Where and when something happens in a place for proposals, held still until the end of the transaction. */
export async function situationIn(transaction: Transaction, componentId: string): Promise<ProposalsSituation | Refusal> {
  const component = await transaction.place(componentId);
  if (component instanceof Refusal) return component;
  if (component.manifest !== 'proposals') return new Refusal('NOT_FOUND');
  return { viewer: transaction.caller, now: await transaction.now(), component: component as ProposalsSituation['component'] };
}

/** A proposal, under the lock wanted. */
export async function heldProposal({ em, caller }: Transaction, id: string, lockMode: LockMode): Promise<Proposal | Refusal> {
  if (!isId(id)) return new Refusal('NOT_FOUND');
  const where = { id, organisationId: caller.organisationId };
  const locked = lockMode === LockMode.NONE ? {} : { lockMode, refresh: true };
  return (await em.findOne(Proposal, where, locked)) ?? new Refusal('NOT_FOUND');
}
