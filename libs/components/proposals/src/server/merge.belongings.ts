import { Injectable } from '@nestjs/common';
import { Attachment, AttachmentService } from '@hiroba/attachments/server';
import { spotElsewhere } from '@hiroba/places';
import { Spots } from '@hiroba/places/server';
import { rowsIn, sql, type Transaction } from '@hiroba/server';
import { TaxonomyUses } from '@hiroba/taxonomies/server';
import type { Situated } from '../domain/merge.commands.ts';
import { settingsOf } from '../domain/proposal.commands.ts';
import type { ProposalsSituation } from '../manifest.ts';
import type { Proposal } from './proposal.entity.ts';

type Stands = Situated<Pick<Proposal, 'id'>>;

const kind = 'proposal';

/**
 * What goes along when proposals become others, besides texts, authors and supports. Sources keep all of theirs: they only stop
 * counting below their headings and on maps, until they live again.
 */
@Injectable()
export class Belongings {
  constructor(
    private readonly uses: TaxonomyUses,
    private readonly spots: Spots,
    private readonly attachments: AttachmentService,
  ) {}

  /** The files that are to go along, where the place takes files. */
  async files(transaction: Transaction, at: ProposalsSituation, sources: readonly Stands[]): Promise<readonly Attachment[]> {
    return settingsOf(at).attachments ? this.attachments.along(transaction, kind, sources.map(({ proposal }) => proposal.id)) : [];
  }

  /** Gives what came out the headings of all sources, a place, and files. */
  async give(
    transaction: Transaction, at: ProposalsSituation, result: Proposal,
    { sources, files, spotOf }: { readonly sources: readonly Stands[]; readonly files: readonly Attachment[]; readonly spotOf?: string | null | undefined },
  ): Promise<void> {
    await this.#headings(transaction, result, sources);
    await this.#spot(transaction, at, result, spotOf ? sources.filter(({ proposal }) => proposal.id === spotOf) : sources);
    await this.attachments.goAlong(transaction, at, files, { kind, id: result.id, actor: 'staff' });
  }

  /** Lets a source count below its headings and on maps from an instant, or no longer. */
  async count({ em }: Transaction, { organisationId, componentId, id, withheldAt }: Proposal, at: Date | null): Promise<void> {
    const thing = { organisationId, componentId, kind, id, at: withheldAt ? null : at };
    await this.uses.file(em, thing, await this.uses.nodesOf(em, thing));
    const spot = await this.spots.of(em, thing);
    if (spot) await this.spots.put(em, thing, spot);
  }

  /** Under the headings of all sources; where two say differently in one tree, under that of the first. */
  async #headings({ em, caller: { organisationId } }: Transaction, result: Proposal, sources: readonly Stands[]): Promise<void> {
    const nodes = await rowsIn<{ node: string }>(em, sql`
      select distinct on (u.tree_id) u.node_id as node from unnest(${sources.map(({ proposal }) => proposal.id)}::uuid[]) with ordinality as s (id, n)
      join taxonomy_use u on u.organisation_id = ${organisationId} and u.subject_kind = ${kind} and u.subject_id = s.id and u.chosen
      order by u.tree_id, s.n`);
    const { id, componentId, publishedAt: at } = result;
    await this.uses.file(em, { organisationId, componentId, kind, id, at }, nodes.map(({ node }) => node));
  }

  /** Where the first of them that says so is about. */
  async #spot({ em, caller: { organisationId } }: Transaction, at: ProposalsSituation, result: Proposal, sources: readonly Stands[]): Promise<void> {
    for (const source of sources) {
      const spot = await this.spots.of(em, { organisationId, kind, id: source.proposal.id });
      if (!spot) continue;
      const { id, componentId, publishedAt } = result;
      await this.spots.put(em, { organisationId, componentId, kind, id, at: publishedAt }, spotElsewhere(spot, settingsOf(source.at), settingsOf(at)));
      return;
    }
  }
}
