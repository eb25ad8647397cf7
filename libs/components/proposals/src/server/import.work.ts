import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, newId, queueWork, rowsIn, Sql, sql, type Caller, type Work } from '@hiroba/server';
import { beginImport } from '../domain/copy.commands.ts';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import { ProposalJob } from './proposal-job.entity.ts';
import { ProposalJobs, type JobStep } from './proposal-jobs.ts';
import { situationIn } from './proposal.holding.ts';
import { readTexts } from './proposal.import-files.ts';
import { ProposalImport, type ImportReport } from './proposal.import.ts';

/** So many rows are brought in while a page waits; more by a job. */
export const mostRowsAtOnce = 200;
/** So many rows a job brings in; more by the command line. */
export const mostRowsByJob = 10_000;
/** So many numbers of rows that were there already are kept with a job. */
const MOST_KNOWN = 20;

/** The name under which bringing in a file is queued. */
export const IMPORTING = 'proposals.import';

const stepOf = ({ added, skipped, ignored, problems }: ImportReport): JobStep => ({
  state: 'DONE',
  done: problems.length > 0 ? 0 : added,
  skipped: skipped.length,
  unfit: problems.length,
  ignored,
  known: skipped.slice(0, MOST_KNOWN),
  problems: problems.map(({ line, column, code, params }) => ({ line, column, code, ...(params ? { params } : {}) })),
});

/** Brings in files of many rows in the background: all rows in one transaction, or none, as everywhere. */
@Injectable()
export class ImportWork implements Work {
  constructor(
    private readonly commands: Commands,
    private readonly imports: ProposalImport,
    private readonly jobs: ProposalJobs,
    private readonly db: Sql,
  ) {}

  /** A small file at once; of a large one, the job that brings it in. */
  async run(
    caller: Caller,
    {
      componentId,
      texts,
      dryRun,
    }: { readonly componentId: string; readonly texts: Uint8Array; readonly dryRun: boolean },
  ): Promise<ImportReport | ProposalJob | Refusal> {
    const {
      rows: { length: many },
      problems,
    } = readTexts(texts, 'Asia/Tokyo');
    if (many > mostRowsByJob || problems.some(({ code }) => code === 'TOO_MANY_ROWS'))
      return new Refusal('TOO_MANY', 'file', { max: mostRowsByJob });
    if (many <= mostRowsAtOnce) return this.imports.run(caller, { componentId, texts, dryRun });
    return this.commands.once(ProposalJob, caller, async (transaction) => {
      const at = await situationIn(transaction, componentId);
      if (at instanceof Refusal) return at;
      const refusal = proposalPolicy.import(at, undefined);
      if (refusal) return refusal;
      const base = { id: newId(), organisationId: caller.organisationId, componentId, rev: 0 };
      const job = await transaction.write(
        transaction.em.create(ProposalJob, base as never, { partial: true }),
        beginImport(many, dryRun)(at),
        at,
      );
      await rowsIn(
        transaction.em,
        sql`update proposal_job set file = ${Buffer.from(texts)} where organisation_id = ${caller.organisationId} and id = ${job.id}`,
      );
      await queueWork(transaction.em, IMPORTING, job.id);
      return job;
    });
  }

  /** All of it: an import has one step. What was brought in and that it was are written together. */
  async step(id: string): Promise<boolean> {
    const row = await this.db.first<{ componentId: string; file: Buffer; dryRun: boolean }>(sql`
      select component_id as "componentId", file, dry_run as "dryRun" from proposal_job where id = ${id} and state = 'UNDER_WAY' and file is not null`);
    if (!row) return false;
    let isKept = false;
    const outcome = await this.imports.run(await this.jobs.whoBegan(id), {
      componentId: row.componentId,
      texts: row.file,
      dryRun: row.dryRun,
      most: mostRowsByJob,
      patient: true,
      settle: async (transaction, report) => {
        const job = await this.jobs.held(transaction, id);
        if (job) await this.jobs.write(transaction, job, stepOf(report));
        isKept = true;
      },
    });
    if (isKept) return false;
    return this.jobs.step(id, () =>
      Promise.resolve(outcome instanceof Refusal ? { state: 'REFUSED' as const, refusal: outcome } : stepOf(outcome)),
    );
  }

  giveUp = (id: string): Promise<void> => this.jobs.giveUp(id);
}
