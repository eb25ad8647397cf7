import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { composed, Refusal } from '@hiroba/kernel';
import { Commands, firstIn, newId, rowsIn, Sql, sql, type Caller, type Transaction } from '@hiroba/server';
import { disposableFrom, dispose, holdContacts, releaseHold, type Hold } from '../domain/disposal.ts';
import { Round } from './round.entity.ts';
import { heldRound, type HeldRoundHere } from './submission.service.ts';
import { SubmissionFiles } from './submission-files.ts';
import { SubmitterVault } from './submitter-vault.ts';

/** What those who work on a round see of the contacts it keeps. */
export interface Keeping {
  readonly contacts: number;
  readonly from: Date | null;
  readonly disposedAt: Date | null;
  readonly hold: { readonly reason: string; readonly at: Date; readonly releaseAsked: boolean; readonly mine: boolean } | null;
}

/** The end of the contacts of a round: destroyed after their time, with a certificate, unless somebody holds them. */
@Injectable()
export class DisposalService {
  constructor(
    private readonly commands: Commands,
    private readonly vault: SubmitterVault,
    private readonly files: SubmissionFiles,
    private readonly db: Sql,
  ) {}

  /** Destroys the contacts; everything else stays as it is. */
  dispose(roundId: string, caller: Caller): Promise<Round | Refusal> {
    return this.#held(roundId, caller, async (transaction, { round, at }, hold) => {
      const ids = await this.vault.keptOf(transaction.em, caller.organisationId, roundId);
      const decision = dispose({ n: ids.length, sha256: createHash('sha256').update(ids.map((id) => `${id}\n`).join('')).digest('hex') })(at, { round, hold });
      if (decision instanceof Refusal) return decision;
      await this.vault.destroy(transaction.em, caller.organisationId, roundId, at.now);
      await this.files.destroy(transaction.em, caller.organisationId, roundId, at.now);
      return transaction.write(round, decision, at);
    });
  }

  /** Keeps them for a reason. */
  hold(roundId: string, reason: string, caller: Caller): Promise<Round | Refusal> {
    return this.#held(roundId, caller, async (transaction, { round, at }, hold) => {
      const decision = holdContacts(reason)(at, { round, hold });
      if (decision instanceof Refusal) return decision;
      await rowsIn(transaction.em, sql`
        insert into round_hold (id, organisation_id, round_id, reason, held_by, at)
        values (${newId()}, ${caller.organisationId}, ${roundId}, ${composed(reason)}, ${caller.personId}, ${at.now})`);
      return transaction.write(round, decision, at);
    });
  }

  /** Asks to end a hold, and ends it as somebody else. */
  release(roundId: string, caller: Caller): Promise<Round | Refusal> {
    return this.#held(roundId, caller, async (transaction, { round, at }, hold) => {
      const decision = releaseHold()(at, { round, hold });
      if (decision instanceof Refusal) return decision;
      const open = sql`organisation_id = ${caller.organisationId} and round_id = ${roundId} and released_at is null`;
      if (decision === 'ASKED') {
        await rowsIn(transaction.em, sql`update round_hold set release_asked_by = ${caller.personId} where ${open}`);
        return round;
      }
      await rowsIn(transaction.em, sql`update round_hold set released_by = ${caller.personId}, released_at = ${at.now} where ${open}`);
      return transaction.write(round, decision, at);
    });
  }

  /** What those who work on a round see of it. */
  async keeping({ organisationId, id, endedAt, answeredAt, disposedAt }: Round, personId: string | undefined): Promise<Keeping> {
    const row = await this.db.first<{ contacts: number; hold: (Omit<Hold, 'at'> & { at: string }) | null }>(sql`
      select (select count(*)::int from vault.submitter_contact v join submission s on s.organisation_id = v.organisation_id and s.id = v.submission_id
          where s.organisation_id = ${organisationId} and s.round_id = ${id} and v.disposed_at is null) as contacts,
        (select json_build_object('reason', reason, 'at', at, 'releaseAskedBy', release_asked_by) from round_hold
          where organisation_id = ${organisationId} and round_id = ${id} and released_at is null) as hold`);
    const hold = row?.hold;
    return {
      contacts: row?.contacts ?? 0, from: disposableFrom({ endedAt, answeredAt }), disposedAt,
      hold: hold ? { reason: hold.reason, at: new Date(hold.at), releaseAsked: hold.releaseAskedBy !== null, mine: hold.releaseAskedBy === personId } : null,
    };
  }

  #held(
    roundId: string, caller: Caller, work: (transaction: Transaction, held: HeldRoundHere, hold: Hold | undefined) => Promise<Round | Refusal>,
  ): Promise<Round | Refusal> {
    return this.commands.once(Round, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const held = await heldRound(transaction, roundId, LockMode.PESSIMISTIC_WRITE);
      return held instanceof Refusal ? held : work(transaction, held, await holdOf(transaction.em, held.round));
    });
  }
}

const holdOf = (em: EntityManager, { organisationId, id }: Round): Promise<Hold | undefined> => firstIn<Hold>(em, sql`
  select reason, at, release_asked_by as "releaseAskedBy" from round_hold where organisation_id = ${organisationId} and round_id = ${id} and released_at is null`);
