import { LockMode } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { isId, situationIn as inPlace, type Transaction } from '@hiroba/server';
import { proposals, type ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';

/** Where and when something happens in a place for proposals, held still until the end of the transaction. */
export const situationIn = (transaction: Transaction, componentId: string): Promise<ProposalsSituation | Refusal> =>
  inPlace(transaction, componentId, proposals.name);

/** A proposal, under the lock wanted. */
export async function heldProposal({ em, caller }: Transaction, id: string, lockMode: LockMode): Promise<Proposal | Refusal> {
  if (!isId(id)) return new Refusal('NOT_FOUND');
  const where = { id, organisationId: caller.organisationId };
  const locked = lockMode === LockMode.NONE ? {} : { lockMode, refresh: true };
  return (await em.findOne(Proposal, where, locked)) ?? new Refusal('NOT_FOUND');
}
