import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { composed, Refusal } from '@hiroba/kernel';
import { moveComments } from '@hiroba/comments/server';
import { spotElsewhere, type Spot } from '@hiroba/places';
import { Spots } from '@hiroba/places/server';
import { ChangedMeanwhile, Commands, firstIn, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { TaxonomyUses } from '@hiroba/taxonomies/server';
import { misfit, move, moveRefusal } from '../domain/move.commands.ts';
import { settingsOf } from '../domain/proposal.commands.ts';
import type { Around } from '../domain/proposal.filing.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalFilings } from './proposal.filings.ts';
import { heldProposal, situationIn } from './proposal.holding.ts';
import { officeOf } from './proposal-jobs.ts';
import { ProposalReads } from './proposal.reads.ts';
import { holdSupporters, moveSupports } from './support.carrying.ts';

/** What would come of moving a proposal. */
export interface MovePreview {
  /** Null while numbers are kept back. */
  readonly supports: number | null;
  /** How many supporters would have given more there than they may; they keep all, and give no more. */
  readonly beyond: number | null;
  readonly comments: number;
  /** Whether its place stays behind, or is known less exactly from then on. */
  readonly losesPlace: boolean;
  /** Why it cannot go there. */
  readonly refusal: Refusal | undefined;
}

interface Way {
  readonly at: ProposalsSituation;
  readonly into: ProposalsSituation;
  readonly proposal: Proposal;
}

const kind = 'proposal';

/** Moves proposals to other places with all that hangs on them: allowances first, then the proposal. */
@Injectable()
export class MoveService {
  constructor(
    private readonly commands: Commands,
    private readonly reads: ProposalReads,
    private readonly filings: ProposalFilings,
    private readonly uses: TaxonomyUses,
    private readonly spots: Spots,
  ) {}

  /** Moves one proposal. */
  move(id: string, componentId: string, reason: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.once(Proposal, caller, async (transaction) => {
      // Before anybody's supports are held: who may not move holds nobody up.
      const way = await this.#way(transaction, id, componentId);
      if (way instanceof Refusal) return way;
      const supporters = await holdSupporters(transaction, [id], componentId);
      const proposal = await heldProposal(transaction, id, LockMode.PESSIMISTIC_WRITE);
      if (proposal instanceof Refusal) return proposal;
      if (proposal.componentId !== way.at.component?.id) throw new ChangedMeanwhile('the proposal moved meanwhile');
      await supporters.assertHeld();
      const now = await transaction.now();
      const [at, into] = [
        { ...way.at, now },
        { ...way.into, now },
      ];
      const { around, spot } = await this.#around(transaction, { at, into, proposal });
      const decision = move(reason, around, into)(at, proposal);
      if (decision instanceof Refusal) return decision;
      if (await this.#isTaken(transaction, proposal, componentId)) return new Refusal('TAKEN', 'componentId');
      await transaction.write(proposal, decision, into);
      await rowsIn(transaction.em, sql`
        insert into proposal_move (organisation_id, proposal_id, at, from_id, into_id, office, reason)
        values (${caller.organisationId}, ${id}, ${now}, ${way.at.component?.id}, ${componentId}, ${await officeOf(transaction)}, ${composed(reason)})`);
      await this.#takeAlong(transaction, proposal, around, spot);
      return proposal;
    });
  }

  /** Says what would come of it, and changes nothing. */
  preview(id: string, componentId: string, caller: Caller): Promise<MovePreview | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const way = await this.#way(transaction, id, componentId);
      if (way instanceof Refusal) return way;
      const { around, spot } = await this.#around(transaction, way);
      const shown = await this.reads.one(caller, id);
      const supports = shown?.supportCount ?? null;
      const { supportsPerPerson: max } = settingsOf(way.into);
      const beyond = supports === null || max === 0 ? null : await this.#beyond(transaction, id, componentId, max);
      const taken = (await this.#isTaken(transaction, way.proposal, componentId))
        ? new Refusal('TAKEN', 'componentId')
        : undefined;
      return {
        supports,
        beyond,
        comments: shown?.commentCount ?? 0,
        losesPlace: around.spot !== null && JSON.stringify(spot) !== JSON.stringify(around.spot),
        refusal: misfit(way.proposal, { ...around, spot }, way.into) ?? taken,
      };
    });
  }

  async #way(transaction: Transaction, id: string, componentId: string): Promise<Way | Refusal> {
    if (!transaction.caller.personId) return new Refusal('UNAUTHENTICATED');
    const proposal = await heldProposal(transaction, id, LockMode.NONE);
    if (proposal instanceof Refusal) return proposal;
    const at = await situationIn(transaction, proposal.componentId);
    if (at instanceof Refusal) return at;
    const into = await situationIn(transaction, componentId);
    const refusal = moveRefusal(into instanceof Refusal ? at : into)(at, proposal);
    if (into instanceof Refusal)
      return refusal && refusal.field !== 'componentId' ? refusal : new Refusal(into.code, 'componentId');
    return refusal ?? { at, into, proposal };
  }

  /** How it is filed, and where it will be about: nobody there learns more of a point than they could before. */
  async #around(transaction: Transaction, { at, into, proposal }: Way): Promise<{ around: Around; spot: Spot | null }> {
    const around = await this.filings.around(transaction, settingsOf(into), {}, proposal.id);
    return { around, spot: around.spot && spotElsewhere(around.spot, settingsOf(at), settingsOf(into)) };
  }

  /** Whether the place has a text with the same number of a file, or another copy of the same source. */
  async #isTaken(
    { em }: Transaction,
    { organisationId, externalId, copiedFrom }: Proposal,
    componentId: string,
  ): Promise<boolean> {
    return Boolean(
      await firstIn(
        em,
        sql`
      select 1 from proposal where organisation_id = ${organisationId} and component_id = ${componentId}
        and (external_id = ${externalId} or copied_from = ${copiedFrom}::uuid) limit 1`,
      ),
    );
  }

  async #beyond(
    { em, caller: { organisationId } }: Transaction,
    id: string,
    componentId: string,
    max: number,
  ): Promise<number> {
    const row = await firstIn<{ n: number }>(
      em,
      sql`
      select count(*)::int as n from proposal_support v
      join proposal_allowance m on m.organisation_id = v.organisation_id and m.component_id = v.component_id and m.supporter = v.supporter
      join proposal_allowance t on t.organisation_id = m.organisation_id and t.person_id = m.person_id and t.component_id = ${componentId}
      where v.organisation_id = ${organisationId} and v.proposal_id = ${id} and ${max}::int <= (
        select count(*) from proposal_support g join proposal p on p.organisation_id = g.organisation_id and p.id = g.proposal_id and p.state = 'PUBLISHED'
        where g.organisation_id = t.organisation_id and g.component_id = t.component_id and g.supporter = t.supporter)`,
    );
    return row?.n ?? 0;
  }

  async #takeAlong(
    transaction: Transaction,
    { id, organisationId, componentId, publishedAt: at }: Proposal,
    around: Around,
    spot: Spot | null,
  ): Promise<void> {
    const { em } = transaction;
    await moveSupports(transaction, id, componentId);
    await moveComments(em, { organisationId, kind, id }, componentId);
    for (const table of [sql`amendment`, sql`proposal_answer_draft`, sql`proposal_entered_for`]) {
      await rowsIn(
        em,
        sql`update ${table} set component_id = ${componentId} where organisation_id = ${organisationId} and proposal_id = ${id}`,
      );
    }
    const thing = { organisationId, componentId, kind, id, at };
    // What it is filed under already may stay, whatever its new place offers.
    await this.uses.file(em, thing, around.choosing.before);
    await this.spots.put(em, thing, spot);
  }
}
