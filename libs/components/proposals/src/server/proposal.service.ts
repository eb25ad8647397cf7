import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { AttachmentService } from '@hiroba/attachments/server';
import { holdText } from '@hiroba/moderation/server';
import { ChangedMeanwhile, Commands, firstIn, isId, newId, rowsIn, sql, type Caller, type Query, type Transaction } from '@hiroba/server';
import type { Allowance } from '../domain/proposal.ts';
import { draft, publish, reachThreshold, settingsOf, support, type ProposalInput } from '../domain/proposal.commands.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalFilings } from './proposal.filings.ts';
import { heldProposal, situationIn } from './proposal.holding.ts';
import { ProposalReads } from './proposal.reads.ts';
import { proposalWithholdable } from './proposal.withholdable.ts';

/** A person's allowance in a place under its lock, with the key their supports are stored by. */
type HeldAllowance = Allowance & { readonly componentId: string; readonly supporter: string };

/** One support more or fewer; one that only went along with a merge was never given. */
interface Step {
  readonly step: 1 | -1;
  readonly carried: boolean;
  /** How many there are now, where this one was counted with its row. */
  readonly counted?: number;
}

/** The acts that a person's allowance bounds: its row is locked first, then the proposal. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly commands: Commands,
    private readonly reads: ProposalReads,
    private readonly attachments: AttachmentService,
    private readonly filings: ProposalFilings,
  ) {}

  /** Begins a draft. */
  draft(componentId: string, input: ProposalInput, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.once(Proposal, caller, async (transaction) => {
      const mine = await this.allowance(transaction, componentId);
      if (mine instanceof Refusal) return mine;
      const at = await situationIn(transaction, componentId);
      if (at instanceof Refusal) return at;
      const around = await this.filings.around(transaction, settingsOf(at), input);
      const decision = draft(input, mine, around)(at);
      if (decision instanceof Refusal) return decision;
      const base = { id: newId(), organisationId: caller.organisationId, componentId, rev: 0 };
      const proposal = await transaction.write(transaction.em.create(Proposal, base as never, { partial: true }), decision, at);
      await this.filings.write(transaction.em, proposal, input, around);
      return proposal;
    });
  }

  /** Publishes a draft within the person's limit. */
  publish(id: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.once(Proposal, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const mine = await this.#allowanceFor(transaction, id);
      if (mine instanceof Refusal) return mine;
      const proposal = await heldProposal(transaction, id, LockMode.PESSIMISTIC_WRITE);
      if (proposal instanceof Refusal) return proposal;
      const at = await situationIn(transaction, proposal.componentId);
      if (at instanceof Refusal) return at;
      const around = await this.filings.around(transaction, settingsOf(at), {}, proposal.id);
      const refusal = publish(mine, around)(at, proposal);
      if (refusal instanceof Refusal) return refusal;
      const files = await this.attachments.publish(transaction, at, 'proposal', id);
      if (files instanceof Refusal) return files;
      const decision = publish(mine, around, files)(at, proposal);
      if (decision instanceof Refusal) return decision;
      await transaction.write(proposal, decision, at);
      await this.filings.write(transaction.em, proposal, {}, around);
      return (await holdText(transaction, proposalWithholdable, proposal.id, at)) ?? proposal;
    });
  }

  /** Gives a support, once a person, within their limit; the one that reaches the threshold starts the clock. */
  support(id: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.#change(id, caller, async (transaction, proposal, at, mine) => {
      const refusal = support(at, proposal, mine);
      if (refusal) return refusal;
      // Without a minimum to reach first, it counts with its row.
      const counts = settingsOf(at).minimumSupports <= 1;
      const given = await firstIn<{ before: number }>(transaction.em, sql`
        with given as (
          insert into proposal_support (organisation_id, component_id, proposal_id, supporter, version, day)
          select ${caller.organisationId}, ${proposal.componentId}, ${proposal.id}, ${mine.supporter}, ${proposal.versions},
                 (${at.now}::timestamptz at time zone zone)::date from organisation where id = ${caller.organisationId}
          on conflict do nothing returning organisation_id, proposal_id),
        delta as (
          insert into counter_delta (organisation_id, counter, subject_id, n)
          select organisation_id, 'supports', proposal_id, 1 from given where ${counts}::boolean)
        select counted(organisation_id, 'supports', proposal_id)::int as before from given`);
      return given ? { step: 1, carried: false, ...(counts && { counted: given.before + 1 }) } : new Refusal('ALREADY_SUPPORTED');
    });
  }

  /** Takes a support back while supporting is open. */
  retract(id: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.#change(id, caller, async (transaction, proposal, at, { supporter }) => {
      const refusal = support(at, proposal, { drafts: 0, published: 0, supports: -1 });
      if (refusal) return refusal;
      const [deleted] = await rowsIn<{ carried: boolean }>(transaction.em, sql`
        delete from proposal_support where organisation_id = ${caller.organisationId} and proposal_id = ${proposal.id}
          and supporter = ${supporter} returning carried`);
      return deleted ? { step: -1, ...deleted } : new Refusal('NOT_SUPPORTED');
    });
  }

  #change(
    id: string,
    caller: Caller,
    work: (transaction: Transaction, proposal: Proposal, at: ProposalsSituation, mine: HeldAllowance) => Promise<Step | Refusal>,
  ): Promise<Proposal | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const mine = await this.#allowanceFor(transaction, id);
      if (mine instanceof Refusal) return mine;
      const place = await transaction.place(mine.componentId);
      if (place instanceof Refusal) return place;
      const { minimumSupports, threshold } = (place as ProposalsSituation['component'] & object).settings;
      // Only a threshold needs to see the exact number, so only then do supporters wait for each other.
      const proposal = await heldProposal(transaction, id, threshold > 0 ? LockMode.PESSIMISTIC_WRITE : LockMode.PESSIMISTIC_READ);
      if (proposal instanceof Refusal) return proposal;
      if (proposal.componentId !== place.id) throw new ChangedMeanwhile('the proposal moved meanwhile');
      const at = await situationIn(transaction, mine.componentId);
      if (at instanceof Refusal) return at;
      const step = await work(transaction, proposal, at, mine);
      if (step instanceof Refusal) return step;
      if (step.counted === undefined) await this.#count(transaction, proposal, step, mine, minimumSupports);
      if (threshold > 0 && step.step === 1 && (step.counted ?? threshold) >= threshold) await this.#reach(transaction, proposal, at, mine);
      return proposal;
    });
  }

  /** Moves the counters: below the minimum a person's supports do not count, from it on they all do; what was taken back stays given. */
  async #count({ em, caller }: Transaction, { id, componentId }: Proposal, { step, carried }: Step, { supporter }: HeldAllowance, minimum: number): Promise<void> {
    const { organisationId } = caller;
    const given = sql`proposal_support v
      where v.organisation_id = ${organisationId} and v.component_id = ${componentId} and v.supporter = ${supporter}`;
    const after = minimum > 1 ? Number((await firstIn<{ n: string }>(em, sql`select count(*) as n from ${given} and not v.carried`))?.n ?? 0) : minimum;
    const before = minimum > 1 && !carried ? after - step : after;
    if ((before >= minimum) !== (after >= minimum)) {
      await rowsIn(em, sql`
        insert into counter_delta (organisation_id, counter, subject_id, n)
        select v.organisation_id, 'supports', v.proposal_id, ${step}::int from ${given}
        union all select ${organisationId}, 'supports', ${id}, -1 where ${step}::int = -1`);
    } else if (after >= minimum) {
      await rowsIn(em, sql`insert into counter_delta (organisation_id, counter, subject_id, n)
                           values (${organisationId}, 'supports', ${id}, ${step})`);
    }
  }

  /** Starts the answer clock of this proposal, and of others whose supports by this person begin to count with this one. */
  async #reach(transaction: Transaction, proposal: Proposal, at: ProposalsSituation, { supporter }: HeldAllowance): Promise<void> {
    const { organisationId, componentId } = proposal;
    const { minimumSupports, threshold } = (at.component as NonNullable<ProposalsSituation['component']>).settings;
    const scope = minimumSupports > 1
      ? sql`p.id in (select v.proposal_id from proposal_support v
          where v.organisation_id = ${organisationId} and v.component_id = ${componentId} and v.supporter = ${supporter})`
      : sql`p.id = ${proposal.id}`;
    const reached = await rowsIn<{ id: string }>(transaction.em, sql`
      select p.id from proposal p where p.organisation_id = ${organisationId} and p.state = 'PUBLISHED' and p.threshold_reached_at is null
        and ${scope} and counted(p.organisation_id, 'supports', p.id) >= ${threshold} order by p.id`);
    for (const { id } of reached) {
      const subject = id === proposal.id ? proposal : await heldProposal(transaction, id, LockMode.PESSIMISTIC_WRITE);
      if (!(subject instanceof Refusal) && !subject.thresholdReachedAt) await transaction.write(subject, reachThreshold(at), at);
    }
  }

  /** A person's allowance in a place, its row locked. */
  async allowance(transaction: Transaction, componentId: string): Promise<HeldAllowance | Refusal> {
    return isId(componentId) ? this.#allowance(transaction, sql`c.id = ${componentId}`) : new Refusal('NOT_FOUND');
  }

  /** The same, in the place where a proposal is. */
  async #allowanceFor(transaction: Transaction, proposalId: string): Promise<HeldAllowance | Refusal> {
    const where = sql`c.id = (select component_id from proposal where organisation_id = c.organisation_id and id = ${proposalId})`;
    return isId(proposalId) ? this.#allowance(transaction, where) : new Refusal('NOT_FOUND');
  }

  async #allowance({ em, caller }: Transaction, component: Query): Promise<HeldAllowance | Refusal> {
    const { organisationId, personId } = caller;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    const made = await firstIn<{ componentId: string; supporter: string }>(em, sql`
      insert into proposal_allowance (organisation_id, component_id, person_id)
      select c.organisation_id, c.id, ${personId} from component c where c.organisation_id = ${organisationId} and ${component}
      on conflict (organisation_id, component_id, person_id) do update set person_id = excluded.person_id
      returning component_id as "componentId", supporter`);
    const mine = made && (await firstIn<Allowance>(em, this.reads.allowanceQuery(caller, made.componentId)));
    return mine ? { ...mine, ...made } : new Refusal('NOT_FOUND');
  }
}
