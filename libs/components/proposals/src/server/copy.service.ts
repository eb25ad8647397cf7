import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { AttachmentService } from '@hiroba/attachments/server';
import { Spots } from '@hiroba/places/server';
import {
  Commands,
  firstIn,
  insertMany,
  isId,
  newId,
  queueWork,
  rowsIn,
  sql,
  type Caller,
  type Query,
  type Transaction,
  type Work,
  type Written,
} from '@hiroba/server';
import { TaxonomyUses } from '@hiroba/taxonomies/server';
import { beginCopying, copyRefusal } from '../domain/copy.commands.ts';
import type { CopyAsked, JobProblem, LeftBehind } from '../domain/copy.ts';
import { copyPolicy } from '../domain/copy.policy.ts';
import { CopyFitting, type CopyWay, type Fit } from './copy.fitting.ts';
import { ProposalJob } from './proposal-job.entity.ts';
import { officeOf, ProposalJobs, waitPatiently, type JobStep } from './proposal-jobs.ts';
import { Proposal } from './proposal.entity.ts';
import { situationIn } from './proposal.holding.ts';
import { ProposalReads } from './proposal.reads.ts';

/** What would come of copying. */
export interface CopyPreview {
  readonly found: number;
  readonly copied: number;
  readonly skipped: number;
  readonly unfit: number;
  readonly problems: readonly JobProblem[];
  readonly left: Readonly<Record<LeftBehind, number>>;
}

/** So many are copied in one transaction. */
const BATCH = 100;
const MOST_READ = 500;
const kind = 'proposal';

/** The name under which copying is queued. */
export const COPYING = 'proposals.copy';

const problemOf = ({
  id,
  refusal: { code, field, params },
}: {
  readonly id: string;
  readonly refusal: Refusal;
}): JobProblem => ({ proposalId: id, code, column: field?.split('.')[0], ...(params ? { params } : {}) });

/** Copies proposals of one place into another: begun by a request, done step by step, each source once. */
@Injectable()
export class CopyService implements Work {
  constructor(
    private readonly commands: Commands,
    private readonly reads: ProposalReads,
    private readonly fitting: CopyFitting,
    private readonly jobs: ProposalJobs,
    private readonly uses: TaxonomyUses,
    private readonly spots: Spots,
    private readonly attachments: AttachmentService,
  ) {}

  /** Begins to copy; the job goes on by itself. */
  begin(componentId: string, asked: CopyAsked, caller: Caller): Promise<ProposalJob | Refusal> {
    return this.commands.once(ProposalJob, caller, async (transaction) => {
      const way = await this.#way(transaction, componentId, asked);
      if (way instanceof Refusal) return way;
      const { at } = way;
      const wanted = await this.#wanted(caller, asked, at.now);
      const row = wanted && (await firstIn<{ n: number }>(transaction.em, sql`select count(*)::int as n ${wanted}`));
      const decision = beginCopying(asked, row?.n ?? 0, await officeOf(transaction))(at);
      if (decision instanceof Refusal) return decision;
      const base = { id: newId(), organisationId: caller.organisationId, componentId, rev: 0 };
      const job = await transaction.write(
        transaction.em.create(ProposalJob, base as never, { partial: true }),
        decision,
        at,
      );
      await queueWork(transaction.em, COPYING, job.id);
      return job;
    });
  }

  /** Says what would come of copying, and changes nothing. */
  preview(componentId: string, asked: CopyAsked, caller: Caller): Promise<CopyPreview | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const way = await this.#way(transaction, componentId, asked);
      if (way instanceof Refusal) return way;
      const sum = {
        found: 0,
        copied: 0,
        skipped: 0,
        unfit: 0,
        problems: [] as JobProblem[],
        left: { PLACE: 0, TAXONOMIES: 0, ATTACHMENTS: 0, DETAILS: 0 },
      };
      const wanted = await this.#wanted(caller, asked, way.at.now);
      for (let after: string | undefined; wanted;) {
        const ids = await this.#next(transaction, wanted, after, MOST_READ);
        const { fits, known, unfit, left } = await this.fitting.judge(transaction, way, ids, false);
        sum.found += ids.length;
        sum.copied += fits.length;
        sum.skipped += known;
        sum.unfit += unfit.length;
        sum.problems.push(...unfit.map(problemOf));
        for (const [what, n] of Object.entries(left)) sum.left[what as LeftBehind] += n;
        transaction.em.clear();
        after = ids.at(-1);
        if (ids.length < MOST_READ) break;
      }
      return sum;
    });
  }

  /** Copies the next sources of a job. */
  step(id: string): Promise<boolean> {
    return this.jobs.step(id, async (transaction, job) => {
      const asked = job.asked as CopyAsked;
      // Two jobs into one place take turns, so that each sees what the other copied.
      await waitPatiently(transaction);
      await rowsIn(transaction.em, sql`select pg_advisory_xact_lock(hashtextextended(${job.componentId}, 7))`);
      const way = await this.#way(transaction, job.componentId, asked);
      if (way instanceof Refusal) return { state: 'REFUSED', refusal: way };
      const wanted = await this.#wanted(transaction.caller, asked, job.begunAt);
      const ids = wanted ? await this.#next(transaction, wanted, job.after ?? undefined, BATCH) : [];
      return {
        ...(await this.#copy(transaction, way, ids)),
        ...(ids.length < BATCH ? { state: 'DONE' as const } : {}),
      };
    });
  }

  giveUp = (id: string): Promise<void> => this.jobs.giveUp(id);

  async #way(transaction: Transaction, componentId: string, asked: CopyAsked): Promise<CopyWay | Refusal> {
    if (!transaction.caller.personId) return new Refusal('UNAUTHENTICATED');
    const at = await situationIn(transaction, componentId);
    if (at instanceof Refusal) return at;
    // Before anything is said of the other place.
    const forbidden = copyPolicy.into(at, undefined);
    if (forbidden) return forbidden;
    const there = await situationIn(transaction, asked.from);
    if (there instanceof Refusal) return new Refusal(there.code, 'from');
    return copyRefusal(asked, at, there) ?? { at, there };
  }

  /** SQL from the proposals that are asked for to the end of the conditions; nothing where there can be none. */
  async #wanted(viewer: Caller, { from, ids, filter }: CopyAsked, until: Date): Promise<Query | undefined> {
    const { search, taxonomies, kind: only, answered, answerKind } = filter ?? {};
    const listed = await this.reads.listed(viewer, from, {
      ...(search ? { search } : {}),
      ...(taxonomies ? { taxonomies } : {}),
      ...(only ? { kind: only } : {}),
      ...(answerKind ? { answerKind } : {}),
      ...(answered === undefined || answered === null ? {} : { answered }),
    });
    return (
      listed &&
      sql`from proposal p where p.organisation_id = ${viewer.organisationId} and p.component_id = ${from} and p.state = 'PUBLISHED' and p.withheld_at is null
      and p.published_at <= ${until} and p.id in (${listed}) ${ids ? sql`and p.id = any(${ids.filter(isId)}::uuid[])` : sql``}`
    );
  }

  async #next({ em }: Transaction, wanted: Query, after: string | undefined, many: number): Promise<string[]> {
    const rows = await rowsIn<{ id: string }>(
      em,
      sql`
      select p.id ${wanted} ${after ? sql`and p.id > ${after}` : sql``} order by p.id limit ${many}::int`,
    );
    return rows.map(({ id }) => id);
  }

  async #copy(transaction: Transaction, way: CopyWay, ids: readonly string[]): Promise<JobStep> {
    const { fits, known, unfit } = await this.fitting.judge(transaction, way, ids, true);
    const {
      em,
      caller: { organisationId },
    } = transaction;
    const base = { organisationId, componentId: way.at.component?.id, rev: 0 };
    const made = fits.map((fit) => ({
      fit,
      copy: em.create(Proposal, { ...base, id: newId() } as never, { partial: true, persist: false }),
    }));
    await transaction.writeMany(
      made.map(({ fit: { decision }, copy }): Written => ({ subject: copy, decision, at: way.at, made: true })),
    );
    await this.#tie(
      transaction,
      way,
      made.map(({ fit: { source }, copy }) => ({ source: source.id, copy: copy.id })),
    );
    for (const { fit, copy } of made) await this.#give(transaction, way, fit, copy);
    const last = ids.at(-1);
    return {
      done: fits.length,
      skipped: known,
      unfit: unfit.length,
      problems: unfit.map(problemOf),
      ...(last ? { after: last } : {}),
    };
  }

  /** Gives copies the authors of their sources, and links both. */
  async #tie(
    { em, caller: { organisationId } }: Transaction,
    { at }: CopyWay,
    pairs: readonly { readonly source: string; readonly copy: string }[],
  ): Promise<void> {
    // The first author has a row already, where there is one.
    await rowsIn(
      em,
      sql`
      insert into proposal_author (organisation_id, proposal_id, position, kind, person_id, name, joined_at)
      select ${organisationId}, c.copy, row_number() over (partition by c.copy order by w.position), w.kind, w.person_id, w.name, ${at.now}
      from json_to_recordset(${JSON.stringify(pairs)}) as c (source uuid, copy uuid)
      join proposal_author w on w.organisation_id = ${organisationId} and w.proposal_id = c.source and w.left_at is null
      on conflict (organisation_id, proposal_id, position) do nothing`,
    );
    await insertMany(
      em,
      'proposal_link',
      pairs.map(({ source, copy }) => ({
        organisation_id: organisationId,
        source_id: source,
        result_id: copy,
        kind: 'COPY',
        carried: false,
        position: 1,
        made_at: at.now,
      })),
    );
  }

  async #give(
    transaction: Transaction,
    { at }: CopyWay,
    { nodes, spot, files }: Fit,
    { id, organisationId, componentId, publishedAt }: Proposal,
  ): Promise<void> {
    const thing = { organisationId, componentId, kind, id, at: publishedAt };
    if (nodes.length > 0) await this.uses.file(transaction.em, thing, nodes);
    if (spot) await this.spots.put(transaction.em, thing, spot);
    await this.attachments.goAlong(transaction, at, files, { kind, id, actor: 'staff' });
  }
}
