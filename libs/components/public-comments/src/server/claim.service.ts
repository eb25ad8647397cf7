import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { composed, Refusal } from '@hiroba/kernel';
import { firstIn, newId, rowsIn, sql, type Caller } from '@hiroba/server';
import { claimNotMine, decideClaim, type Claim } from '../domain/claim.ts';
import type { Submission } from './submission.entity.ts';
import { SubmissionService, type WorkOnSubmission } from './submission.service.ts';

/** Claims that somebody did not send what stands under their name: nothing is published before they are decided. */
@Injectable()
export class ClaimService {
  constructor(private readonly submissions: SubmissionService) {}

  /** Says so, by whoever holds the receipt code. */
  claim = (code: string, reason: string, caller: Caller): Promise<Submission | Refusal> => this.submissions.holding(code, caller, this.#note(reason, 'HOLDER'));

  /** Writes down what somebody said at the counter or on the telephone. */
  note = (id: string, reason: string, caller: Caller): Promise<Submission | Refusal> => this.submissions.held(id, caller, this.#note(reason, 'STAFF'));

  /** Decides it. */
  decide(id: string, accepted: boolean, reason: string, caller: Caller): Promise<Submission | Refusal> {
    return this.submissions.held(id, caller, async (transaction, subject, at) => {
      const decision = decideClaim(accepted, reason, await openClaim(transaction.em, subject.submission))(at, subject);
      if (decision instanceof Refusal) return decision;
      const { submission } = subject;
      await rowsIn(transaction.em, sql`
        update not_mine_claim set decided_by = ${caller.personId}, decided_at = ${at.now}, accepted = ${accepted}, decision = ${composed(reason)}
        where organisation_id = ${submission.organisationId} and submission_id = ${submission.id} and decided_at is null`);
      return transaction.write(submission, decision, at);
    });
  }

  #note(reason: string, by: 'HOLDER' | 'STAFF'): WorkOnSubmission {
    return async (transaction, subject, at) => {
      const { submission } = subject;
      const decision = claimNotMine(reason, await openClaim(transaction.em, submission), by)(at, subject);
      if (decision instanceof Refusal) return decision;
      await rowsIn(transaction.em, sql`
        insert into not_mine_claim (id, organisation_id, round_id, submission_id, reason, noted_by, at)
        values (${newId()}, ${submission.organisationId}, ${submission.roundId}, ${submission.id}, ${composed(reason)}, ${by === 'STAFF' ? transaction.caller.personId : null}, ${at.now})`);
      return transaction.write(submission, decision, at);
    };
  }
}

const openClaim = (em: EntityManager, { organisationId, id }: Submission): Promise<Claim | undefined> => firstIn<Claim>(em, sql`
  select reason, at, decided_at as "decidedAt", accepted from not_mine_claim where organisation_id = ${organisationId} and submission_id = ${id} and decided_at is null`);
