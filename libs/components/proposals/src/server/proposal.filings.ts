import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import type { Spot } from '@hiroba/places';
import { Spots } from '@hiroba/places/server';
import type { Transaction } from '@hiroba/server';
import { TaxonomyUses } from '@hiroba/taxonomies/server';
import { filedUnder, offerOf, spotAfter, type Around, type FilingInput } from '../domain/proposal.filing.ts';
import type { ProposalsSettings } from '../manifest.ts';
import type { Proposal } from './proposal.entity.ts';

type Filed = Pick<Proposal, 'id' | 'organisationId' | 'componentId' | 'publishedAt'>;

const kind = 'proposal';

/** What proposals are filed under: rows of other libraries, written in the transaction of the proposal. */
@Injectable()
export class ProposalFilings {
  constructor(
    private readonly uses: TaxonomyUses,
    private readonly spots: Spots,
  ) {}

  /** What a filing is judged by, held until the end of the transaction. */
  async around(
    { em, caller: { organisationId } }: Transaction,
    settings: ProposalsSettings,
    input: FilingInput,
    id?: string,
  ): Promise<Around> {
    return {
      choosing: await this.uses.choosing(
        em,
        { organisationId, kind, id },
        input.taxonomies ?? [],
        offerOf(settings).required,
      ),
      spot: id === undefined ? null : await this.spots.of(em, { organisationId, kind, id }),
    };
  }

  /** Writes how a proposal is filed from now on; published things are filed for everybody to see. */
  async write(em: EntityManager, proposal: Filed, input: FilingInput, around: Around): Promise<void> {
    const { id, organisationId, componentId, publishedAt: at } = proposal;
    await this.uses.file(em, { organisationId, componentId, kind, id, at }, filedUnder(input, around));
    const spot = spotAfter(input, around);
    if (!(spot instanceof Refusal)) await this.spots.put(em, { organisationId, componentId, kind, id, at }, spot);
  }

  /** Files a text that came from elsewhere; the settings of the place bind only its form. */
  async bring(
    em: EntityManager,
    { id, organisationId, componentId, publishedAt: at }: Filed,
    nodes: readonly string[],
    spot: Spot | null,
  ): Promise<void> {
    if (spot) await this.spots.put(em, { organisationId, componentId, kind, id, at }, spot);
    if (nodes.length > 0) await this.uses.file(em, { organisationId, componentId, kind, id, at }, nodes);
  }

  /** Takes a proposal out of everything, when it is erased. */
  async erase(em: EntityManager, { id, organisationId, componentId }: Filed): Promise<void> {
    await this.uses.file(em, { organisationId, componentId, kind, id, at: null }, []);
    await this.spots.erase(em, { organisationId, kind, id });
  }
}
