import type { LockMode } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { isId, situationIn, type Transaction } from '@hiroba/server';
import { publicComments, type PublicCommentsSituation } from '../manifest.ts';
import { Round } from './round.entity.ts';

/** A round held still, with the situation in which it is judged. */
export interface HeldRoundHere {
  readonly round: Round;
  readonly at: PublicCommentsSituation;
}

/** The round of an id under a lock, and then its place and the clock. */
export async function heldRound(transaction: Transaction, roundId: string, lockMode: LockMode): Promise<HeldRoundHere | Refusal> {
  const { em, caller } = transaction;
  if (!isId(roundId)) return new Refusal('NOT_FOUND');
  const round = await em.findOne(Round, { id: roundId, organisationId: caller.organisationId }, { lockMode, refresh: true });
  if (!round) return new Refusal('NOT_FOUND');
  const at: PublicCommentsSituation | Refusal = await situationIn(transaction, round.componentId, publicComments.name);
  return at instanceof Refusal ? at : { round, at };
}
