import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { visitor, type Refusal } from '@hiroba/kernel';
import { standInFor } from '@hiroba/accounts/server';
import { Commands, firstIn, isId, rowsIn, Sql, sql, type Caller, type Transaction } from '@hiroba/server';
import { MOST_PROBLEMS, type JobProblem, type JobState } from '../domain/copy.ts';
import { ProposalJob } from './proposal-job.entity.ts';

/** How a job goes on or ends. */
export interface JobStep {
  readonly state?: JobState;
  readonly done?: number;
  readonly skipped?: number;
  readonly unfit?: number;
  readonly after?: string;
  readonly problems?: readonly JobProblem[];
  readonly known?: readonly string[];
  readonly ignored?: readonly string[];
  readonly refusal?: Refusal;
}

/** The records of jobs, as the steps of their work change them. */
@Injectable()
export class ProposalJobs {
  constructor(
    private readonly commands: Commands,
    private readonly db: Sql,
  ) {}

  /** A step of a job that is under way, in the name of whoever began it; nothing where it has ended. */
  async step(id: string, work: (transaction: Transaction, job: ProposalJob) => Promise<JobStep>): Promise<boolean> {
    const outcome = await this.commands.transaction(await this.whoBegan(id), async (transaction) => {
      const job = await this.held(transaction, id);
      if (!job) return { goesOn: false };
      const step = await work(transaction, job);
      await this.write(transaction, job, step);
      return { goesOn: !step.state };
    });
    return 'goesOn' in outcome && outcome.goesOn;
  }

  /** Writes down that a job cannot go on: what broke is in the protocol of the server, what was done stays done. */
  async giveUp(id: string): Promise<void> {
    await this.step(id, () => Promise.resolve({ state: 'FAILED' }));
  }

  /** Writes how far a job is, in the transaction of what was done. */
  async write(
    transaction: Transaction,
    job: ProposalJob,
    { state, done = 0, skipped = 0, unfit = 0, after, problems = [], known, ignored, refusal }: JobStep,
  ): Promise<void> {
    // The file of an import is kept no longer than it is needed.
    if (state)
      await rowsIn(
        transaction.em,
        sql`update proposal_job set file = null where organisation_id = ${job.organisationId} and id = ${job.id} and file is not null`,
      );
    transaction.em.assign(job, {
      done: job.done + done,
      skipped: job.skipped + skipped,
      unfit: job.unfit + unfit,
      problems: [...job.problems, ...problems].slice(0, MOST_PROBLEMS),
      ...(after ? { after } : {}),
      ...(known ? { known } : {}),
      ...(ignored ? { ignored } : {}),
      ...(refusal ? { refusal: refusal.code } : {}),
      ...(state ? { state, endedAt: await transaction.now() } : {}),
    } as never);
    await transaction.em.flush();
  }

  /** A job that is under way, under its lock. */
  async held({ em, caller: { organisationId } }: Transaction, id: string): Promise<ProposalJob | undefined> {
    const job = await em.findOne(ProposalJob, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    return job?.state === 'UNDER_WAY' ? job : undefined;
  }

  /** Whoever began a job, with the roles they have now. */
  async whoBegan(id: string): Promise<Caller> {
    const row = isId(id)
      ? await this.db.first<{ organisationId: string; byId: string }>(sql`
      select organisation_id as "organisationId", by_id as "byId" from proposal_job where id = ${id}`)
      : undefined;
    return row ? standInFor(this.db, row.organisationId, row.byId) : visitor('');
  }
}

/** Lets a transaction of a job wait for its turn, where a page would be told to try again. */
export async function waitPatiently({ em }: Transaction): Promise<void> {
  await rowsIn(em, sql`set local lock_timeout = '10min'`);
  await rowsIn(em, sql`set local statement_timeout = '10min'`);
}

/** The office for which somebody works. */
export const officeOf = async ({ em, caller: { organisationId, personId } }: Transaction): Promise<string | null> =>
  (
    await firstIn<{ office: string | null }>(
      em,
      sql`select office from person where organisation_id = ${organisationId} and id = ${personId}`,
    )
  )?.office ?? null;
