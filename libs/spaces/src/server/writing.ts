import type { Decision, Situation } from '@hiroba/kernel';
import { LockMode, type EntityClass } from '@mikro-orm/postgresql';
import { isId, rowsIn, sql, type Logged, type Transaction } from '@hiroba/server';
import { Organisation } from './organisation.entity.ts';

/** A subject of the caller's organisation, locked until the end of the transaction. */
export async function held<T extends Logged>({ em, caller }: Transaction, type: EntityClass<T>, id: string): Promise<T | null> {
  if (!isId(id)) return null;
  const where = { id, organisationId: caller.organisationId } as object;
  return await em.findOne<Logged>(type, where, { lockMode: LockMode.PESSIMISTIC_WRITE }) as T | null;
}

/** The caller's organisation, locked until the end of the transaction, but not against all who write meanwhile and only name it: there is always one. */
export async function heldCity({ em, caller: { organisationId } }: Transaction): Promise<Organisation | null> {
  await rowsIn(em, sql`select 1 from organisation where id = ${organisationId} for no key update`);
  return em.findOne(Organisation, { id: organisationId }, { refresh: true });
}

/** Writes decisions about one subject, one log entry each. */
export async function writeAll<T extends Logged>(transaction: Transaction, subject: T, decisions: readonly Decision<object>[], at: Situation): Promise<T> {
  for (const decision of decisions) await transaction.write(subject, decision, at);
  return subject;
}

/** What an input says: null and what is missing stay as they are. */
export const given = <T extends object>(input: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined)) as never;
