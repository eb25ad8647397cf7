import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal, type Decision } from '@hiroba/kernel';
import { AttachmentService, type Attachment } from '@hiroba/attachments/server';
import { spotElsewhere, type Spot } from '@hiroba/places';
import { Spots } from '@hiroba/places/server';
import { rowsIn, sql, type Transaction } from '@hiroba/server';
import { TaxonomyUses } from '@hiroba/taxonomies/server';
import { copy } from '../domain/copy.commands.ts';
import type { LeftBehind } from '../domain/copy.ts';
import { settingsOf } from '../domain/proposal.commands.ts';
import { offerOf } from '../domain/proposal.filing.ts';
import { kindsAsked } from '../domain/proposal.kind.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';

/** Where proposals are copied to, and where they are. */
export interface CopyWay {
  readonly at: ProposalsSituation;
  readonly there: ProposalsSituation;
}

/** A source that fits, with the decision that copies it and what goes along. */
export interface Fit {
  readonly source: Proposal;
  readonly decision: Decision;
  readonly nodes: readonly string[];
  readonly spot: Spot | null;
  readonly files: readonly Attachment[];
}

/** What would become of some sources. */
export interface Judged {
  readonly fits: readonly Fit[];
  /** How many have their copy already. */
  readonly known: number;
  readonly unfit: readonly { readonly id: string; readonly title: string; readonly refusal: Refusal }[];
  /** Of how many something stays behind that the place does not take. */
  readonly left: Readonly<Record<LeftBehind, number>>;
}

const kind = 'proposal';

/** Judges which proposals another place takes, and what of them. */
@Injectable()
export class CopyFitting {
  constructor(
    private readonly uses: TaxonomyUses,
    private readonly spots: Spots,
    private readonly attachments: AttachmentService,
  ) {}

  /** Some sources by their ids; `hold` keeps them as they are until the end of the transaction. */
  async judge(
    transaction: Transaction,
    { at, there }: CopyWay,
    ids: readonly string[],
    hold: boolean,
  ): Promise<Judged> {
    const {
      em,
      caller: { organisationId },
    } = transaction;
    const settings = settingsOf(at);
    const found = await em.find(
      Proposal,
      { organisationId, componentId: there.component?.id ?? '', id: { $in: [...ids] }, state: 'PUBLISHED', withheldAt: null },
      { orderBy: { id: 'asc' }, lockMode: hold ? LockMode.PESSIMISTIC_READ : LockMode.NONE },
    );
    const known = await this.#known(transaction, at, found);
    const sources = found.filter(({ id }) => !known.has(id));
    const wanted = sources.map(({ id }) => id);
    const filed = await this.#filed(transaction, wanted);
    const offer = offerOf(settings);
    const choosing = await this.uses.choosing(
      em,
      { organisationId, kind },
      filed.map(({ node }) => node),
      offer.required,
    );
    const spots = await this.spots.ofMany(em, { organisationId, kind }, wanted);
    const files = await this.attachments.shownBelow(transaction, kind, wanted);
    const left: Record<LeftBehind, number> = { PLACE: 0, TAXONOMIES: 0, ATTACHMENTS: 0, DETAILS: 0 };
    const fits: Fit[] = [];
    const unfit: { id: string; title: string; refusal: Refusal }[] = [];
    for (const source of sources) {
      const own = filed.filter(({ id }) => id === source.id);
      const kept = own.filter(({ tree }) => offer.offered.includes(tree)).map(({ node }) => node);
      const given = spots.get(source.id) ?? null;
      const spot = given && spotElsewhere(given, settingsOf(there), settings);
      const below = files.filter(({ subjectId }) => subjectId === source.id);
      const along = settings.attachments ? below : [];
      const around = {
        choosing: { ...choosing, nodes: choosing.nodes.filter(({ id }) => kept.includes(id)), before: kept },
        spot,
      };
      const decision = copy(
        source,
        around,
        along.flatMap(({ digest }) => digest ?? []),
      )(at);
      if (decision instanceof Refusal) {
        unfit.push({ id: source.id, title: source.title, refusal: decision });
        continue;
      }
      fits.push({ source, decision, nodes: kept, spot, files: along });
      left.PLACE += given && !spot ? 1 : 0;
      left.TAXONOMIES += kept.length < own.length ? 1 : 0;
      left.ATTACHMENTS += along.length < below.length ? 1 : 0;
      left.DETAILS += source.kind && kindsAsked(settings).length === 0 ? 1 : 0;
    }
    return { fits, known: known.size, unfit, left };
  }

  /** Those that have a copy in the place, and those that are copies of something in it. */
  async #known(
    { em, caller: { organisationId } }: Transaction,
    at: ProposalsSituation,
    sources: readonly Proposal[],
  ): Promise<ReadonlySet<string>> {
    const ids = sources.map(({ id }) => id);
    const rows = await rowsIn<{ id: string }>(
      em,
      sql`
      select p.copied_from as id from proposal p
      where p.organisation_id = ${organisationId} and p.component_id = ${at.component?.id} and p.copied_from = any(${ids}::uuid[])
      union
      select p.id from proposal p join proposal o on o.organisation_id = p.organisation_id and o.id = p.copied_from
      where p.organisation_id = ${organisationId} and p.id = any(${ids}::uuid[]) and o.component_id = ${at.component?.id}`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  #filed(
    { em, caller: { organisationId } }: Transaction,
    ids: readonly string[],
  ): Promise<{ id: string; node: string; tree: string }[]> {
    return rowsIn(
      em,
      sql`
      select subject_id as id, node_id as node, tree_id as tree from taxonomy_use
      where organisation_id = ${organisationId} and subject_kind = ${kind} and subject_id = any(${ids}::uuid[]) and chosen`,
    );
  }
}
