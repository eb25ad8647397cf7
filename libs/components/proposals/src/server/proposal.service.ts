import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { AttachmentService } from '@hiroba/attachments/server';
import { ChangedMeanwhile, Commands, firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import type { Allowance } from '../domain/proposal.ts';
import { draft, publish, reachThreshold, settingsOf, support, type ProposalInput } from '../domain/proposal.commands.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalFilings } from './proposal.filings.ts';
import { heldProposal, situationIn } from './proposal.holding.ts';
import { ProposalReads } from './proposal.reads.ts';

/** A person's allowance under its lock, with the key their supports are stored by. */
type HeldAllowance = Allowance & { readonly supporter: string };

/** One support more or fewer; one that only went along with a merge was never given. */
interface Step {
  readonly step: 1 | -1;
  readonly carried: boolean;
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
      const known = await heldProposal(transaction, id, LockMode.NONE);
      if (known instanceof Refusal) return known;
      const mine = await this.allowance(transaction, known.componentId);
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
      return proposal;
    });
  }

  /** Gives a support, once a person, within their limit; the one that reaches the threshold starts the clock. */
  support(id: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.#change(id, caller, async (transaction, proposal, at, mine) => {
      const refusal = support(at, proposal, mine);
      if (refusal) return refusal;
      const inserted = await rowsIn(transaction.em, sql`
        insert into proposal_support (organisation_id, component_id, proposal_id, supporter, version, day)
        select ${caller.organisationId}, ${proposal.componentId}, ${proposal.id}, ${mine.supporter}, ${proposal.versions},
               (${at.now}::timestamptz at time zone zone)::date from organisation where id = ${caller.organisationId}
        on conflict do nothing returning proposal_id`);
      return inserted.length === 1 ? { step: 1, carried: false } : new Refusal('ALREADY_SUPPORTED');
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
      const known = await heldProposal(transaction, id, LockMode.NONE);
      if (known instanceof Refusal) return known;
      const mine = await this.allowance(transaction, known.componentId);
      if (mine instanceof Refusal) return mine;
      const place = await transaction.place(known.componentId);
      if (place instanceof Refusal) return place;
      const { minimumSupports, threshold } = (place as ProposalsSituation['component'] & object).settings;
      // Only a threshold needs to see the exact number, so only then do supporters wait for each other.
      const proposal = await heldProposal(transaction, id, threshold > 0 ? LockMode.PESSIMISTIC_WRITE : LockMode.PESSIMISTIC_READ);
      if (proposal instanceof Refusal) return proposal;
      if (proposal.componentId !== place.id) throw new ChangedMeanwhile('the proposal moved meanwhile');
      const at = await situationIn(transaction, known.componentId);
      if (at instanceof Refusal) return at;
      const step = await work(transaction, proposal, at, mine);
      if (step instanceof Refusal) return step;
      await this.#count(transaction, proposal, step, mine, minimumSupports);
      if (threshold > 0 && step.step === 1) await this.#reach(transaction, proposal, at, mine);
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
  async allowance({ em, caller }: Transaction, componentId: string): Promise<HeldAllowance | Refusal> {
    const { organisationId, personId } = caller;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    if (!isId(componentId)) return new Refusal('NOT_FOUND');
    const [made] = await rowsIn<{ supporter: string }>(em, sql`
      insert into proposal_allowance (organisation_id, component_id, person_id)
      select organisation_id, id, ${personId} from component where organisation_id = ${organisationId} and id = ${componentId}
      on conflict (organisation_id, component_id, person_id) do update set person_id = excluded.person_id returning supporter`);
    const mine = made && (await firstIn<Allowance>(em, this.reads.allowanceQuery(caller, componentId)));
    return mine ? { ...mine, supporter: made.supporter } : new Refusal('NOT_FOUND');
  }
}
