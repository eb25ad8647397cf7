import { Injectable } from '@nestjs/common';
import { Refusal, type Role } from '@hiroba/kernel';
import { Commands, firstIn, rowsIn, sql, topicChannel, type Caller, type Transaction } from '@hiroba/server';
import { claim } from '../../domain/desk/lease.ts';
import { holdCase } from '../held-case.ts';
import { Withholdables } from '../withholdable.ts';
import { queueTopic } from './priorities.ts';
import { nextFree, type QueueFilter } from './queue.reads.ts';
import type { ClaimedCaseType } from './desk.types.ts';

/** So many cases are tried that somebody else takes at the same moment. */
const MOST_TRIES = 20;

/** Which thing a case is about. */
export interface Target {
  readonly kind: string;
  readonly id: string;
}

/** Taking cases from the queue and giving them back; the database decides who has one. Nothing of it is public, so it leaves no entry. */
@Injectable()
export class LeaseService {
  constructor(
    private readonly commands: Commands,
    private readonly withholdables: Withholdables,
  ) {}

  /** Takes the case of a thing. */
  async claim(target: Target, caller: Caller): Promise<ClaimedCaseType | Refusal> {
    return mayWork(caller) ?? this.commands.transaction(caller, (transaction) => this.#take(transaction, target));
  }

  /** Takes the next case that nobody has, the first of the queue after another one; two who ask at once get two. */
  async claimNext(filter: QueueFilter, after: string | null, caller: Caller): Promise<ClaimedCaseType | Refusal> {
    const refusal = mayWork(caller);
    if (refusal) return refusal;
    return this.commands.transaction(caller, async (transaction) => {
      let passed = after;
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const asked = { filter, after: passed, now: await transaction.now() };
        const next = await firstIn<Target & { caseId: string }>(
          transaction.em,
          nextFree(caller, this.withholdables, asked),
        );
        // Nothing is left behind it: what stands before it may have become free.
        if (!next && passed === null) return new Refusal('NOTHING_OPEN');
        const taken = next && (await this.#take(transaction, next));
        if (taken && !(taken instanceof Refusal)) return taken;
        passed = next?.caseId ?? null;
      }
      return new Refusal('NOTHING_OPEN');
    });
  }

  /** Gives a case back. */
  async release({ kind, id }: Target, caller: Caller): Promise<ClaimedCaseType | Refusal> {
    const refusal = mayWork(caller);
    if (refusal) return refusal;
    if (!this.withholdables.of(kind, id)) return new Refusal('NOT_FOUND');
    return this.commands.transaction(caller, async ({ em }) => {
      const released = await firstIn<{ id: string }>(
        em,
        sql`update mod_case set lease_by = null, lease_until = null where organisation_id = ${caller.organisationId}
          and target_kind = ${kind} and target_id = ${id} and lease_by = ${caller.personId} returning id`,
      );
      if (!released) return new Refusal('NOT_FOUND');
      await rowsIn(em, sql`select pg_notify(${topicChannel}, ${JSON.stringify([queueTopic(caller.organisationId)])})`);
      return { id: released.id, subjectKind: kind, subjectId: id, until: null };
    });
  }

  async #take(transaction: Transaction, { kind, id }: Target): Promise<ClaimedCaseType | Refusal> {
    const { em, caller } = transaction;
    const withholdable = this.withholdables.of(kind, id);
    const held = withholdable ? await holdCase(transaction, withholdable, id) : new Refusal('NOT_FOUND');
    if (held instanceof Refusal) return held;
    const { at, subject, record, waiting } = held;
    const lease = claim(at, subject, { isOpen: waiting.dueAt !== null, takenBy: subject.takenBy ?? null });
    if (lease instanceof Refusal) return lease;
    await rowsIn(
      em,
      sql`update mod_case set lease_by = ${lease.by}, lease_until = ${lease.until}
        where organisation_id = ${caller.organisationId} and id = ${record.id}`,
    );
    await rowsIn(em, sql`select pg_notify(${topicChannel}, ${JSON.stringify([queueTopic(caller.organisationId)])})`);
    return { id: record.id, subjectKind: kind, subjectId: id, until: lease.until };
  }
}

/** Before anything is looked up: whoever moderates nowhere does not learn here what exists. */
export const mayWork = ({ personId, suspended, grants }: Caller, roles: readonly Role[] = ['MODERATOR']): Refusal | undefined => {
  if (!personId) return new Refusal('UNAUTHENTICATED');
  if (suspended) return new Refusal('SUSPENDED');
  return grants.some(({ role }) => roles.includes(role)) ? undefined : new Refusal('FORBIDDEN');
};
