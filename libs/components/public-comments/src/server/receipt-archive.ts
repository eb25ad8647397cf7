import { Injectable } from '@nestjs/common';
import { Field, ID, ObjectType } from '@nestjs/graphql';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { Log, outcome, Sql, sql, type Caller } from '@hiroba/server';
import { Receipts } from '@hiroba/transparency/server';
import { SubmissionService } from './submission.service.ts';

/** What somebody keeps of a submission, to be checked by anybody without this server. */
@ObjectType('SubmissionProof')
export class SubmissionProofType {
  @Field(() => ID, { description: 'The submission.' })
  readonly id!: string;

  @Field(() => String)
  readonly fileName!: string;

  @Field(() => String, { description: 'A ZIP in base64: the entry, its proof, the signed receipt, and what was written.' })
  readonly content!: string;
}

export const SubmissionProofOutcome = outcome('SubmissionProofOutcome', SubmissionProofType);

/** The proofs of a submission: that this wording was received then. Whoever holds its code is whose words they are, with or without an account. */
@Injectable()
export class ReceiptArchives {
  constructor(
    private readonly submissions: SubmissionService,
    private readonly receipts: Receipts,
    private readonly log: Log,
    private readonly orm: MikroORM,
    private readonly db: Sql,
  ) {}

  /** The proof of one wording as a ZIP: 0 is the one that came first. */
  async of(code: string, n: number, caller: Caller): Promise<SubmissionProofType | Refusal> {
    const submission = await this.submissions.byCode(code, caller);
    if (submission instanceof Refusal) return submission;
    const { id, number } = submission;
    const entry = Number.isInteger(n) && n >= 0 ? await this.db.first<{ eventId: string }>(sql`
      select event_id as "eventId" from log_entry where organisation_id = ${caller.organisationId} and subject_kind = 'submission' and subject_id = ${id}
        and type in ('submission.received', 'submission.amended') order by subject_rev offset ${n} limit 1`) : undefined;
    if (!entry) return new Refusal('NOT_FOUND');
    const body = await this.log.disclosure(this.orm.em.fork() as EntityManager, entry.eventId, 'body');
    const content = await this.receipts.archive(caller, entry.eventId, body === null ? {} : { body });
    return content ? { id, fileName: `receipt-${number ?? id.slice(-8)}${n > 0 ? `-${n}` : ''}.zip`, content: Buffer.from(content).toString('base64') } : new Refusal('NOT_FOUND');
  }
}
