import { Args, ID, Info, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { isOpen, readSettings } from '@hiroba/kernel';
import { askedOfItems, Clock, CurrentViewer, pageOf, phasesFor, Sql, sql, type Caller, type Query } from '@hiroba/server';
import { Grounds, GroundType, SpotMaps, SpotMapType } from '@hiroba/places/server';
import type { PlacedRow } from '@hiroba/spaces/server';
import { OfferedTaxonomy, offeredTaxonomies, TaxonomyReads } from '@hiroba/taxonomies/server';
import { offerOf } from '../domain/proposal.filing.ts';
import { proposals, type ProposalsSettings } from '../manifest.ts';
import {
  ProposalCountType, ProposalFilterType, ProposalsViewerType, ProposalSortEnum, type ProposalSort,
} from './proposal-parts.type.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalReads } from './proposal.reads.ts';
import { settingUse } from './setting-use.reads.ts';
import { ProposalsComponent, ProposalsSettingsType } from './proposals-component.entity.ts';

const ProposalPage = pageOf('ProposalPage', Proposal);
const rulesOf = (component: ProposalsComponent): ProposalsSettings => readSettings(proposals, component.settings).settings;

const supportIsOpen = ({ id, space }: PlacedRow, now: Date): boolean =>
  phasesFor(space.phases, id).some((phase) => isOpen(phase, now) && phase.allows.includes('support'));

/** What a place for proposals shows: its rules, its proposals, and what the viewer may still do. */
@Resolver(() => ProposalsComponent)
export class ProposalsComponentResolver {
  constructor(
    private readonly reads: ProposalReads,
    private readonly taxonomyReads: TaxonomyReads,
    private readonly maps: SpotMaps,
    private readonly grounds: Grounds,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  @ResolveField(() => ProposalsSettingsType, { description: 'The rules in force.' })
  rules(@Parent() component: ProposalsComponent) {
    return rulesOf(component);
  }

  @ResolveField(() => [OfferedTaxonomy], { description: 'The trees offered here, and those that something here is filed under.' })
  async taxonomies(@Parent() component: ProposalsComponent) {
    const offer = offerOf(rulesOf(component));
    return offeredTaxonomies(await this.taxonomyReads.ofPlace(component, 'proposal', offer), offer);
  }

  @ResolveField(() => ProposalPage)
  async proposals(
    @Parent() component: PlacedRow,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Args('sort', { type: () => ProposalSortEnum, nullable: true, description: 'By default `defaultSort`.' }) sort: ProposalSort | undefined,
    @Args('seed', { type: () => String, defaultValue: '' }) seed: string,
    @Args('filter', { type: () => ProposalFilterType, nullable: true }) filter: ProposalFilterType | undefined,
    @CurrentViewer() viewer: Caller,
    @Info() info: GraphQLResolveInfo,
  ) {
    const countsHidden = await this.#countsHidden(component);
    return this.reads.list(viewer, component.id, {
      first, after, sort: sort ?? (await this.defaultSort(component)), seed: seed.slice(0, 40), filter: filter ?? {}, countsHidden, spots: rulesOf(component),
      asked: askedOfItems(info),
    });
  }

  @ResolveField(() => SpotMapType, { description: 'Where the proposals are about that a list with the same filter shows, by what everybody may know.' })
  async map(
    @Parent() component: PlacedRow,
    @Args('filter', { type: () => ProposalFilterType, nullable: true }) filter: ProposalFilterType | undefined,
    @CurrentViewer() viewer: Caller,
  ) {
    const { organisationId, id: componentId } = component;
    const things = (await this.reads.listed(viewer, componentId, filter ?? {})) ?? sql`select null::uuid as id where false`;
    const named = (id: Query) => sql`select title, locale from proposal where organisation_id = ${organisationId} and id = ${id}`;
    return this.maps.draw({ organisationId, componentId, kind: 'proposal', rules: rulesOf(component), things, named, box: filter?.box });
  }

  @ResolveField(() => GroundType, { description: 'What lies below the points of a map.' })
  ground(@Parent() component: ProposalsComponent) {
    return this.grounds.of(rulesOf(component));
  }

  @ResolveField(() => [Proposal], { description: 'Published proposals with titles like the given one, the nearest first; none where the rules switch this off.' })
  similar(
    @Parent() component: ProposalsComponent,
    @Args('title', { type: () => String }) title: string,
    @Args('except', { type: () => ID, nullable: true, description: 'The proposal that the title is of.' }) except: string | undefined,
    @Args('answered', { type: () => Boolean, defaultValue: false, description: 'Only those that the city has answered.' }) answered: boolean,
    @Args('first', { type: () => Int, defaultValue: 5 }) first: number,
    @CurrentViewer() viewer: Caller,
  ) {
    return rulesOf(component).similarCheck || answered ? this.reads.similar(viewer, component.id, title, { first, except, answered }) : [];
  }

  @ResolveField(() => ProposalSortEnum, { description: 'As the rules say; otherwise at random while supporting is open, so that no proposal profits from its place.' })
  async defaultSort(@Parent() component: PlacedRow): Promise<ProposalSort> {
    const { defaultSort: set } = rulesOf(component);
    if (set !== 'BY_PHASE' && set !== 'SUPPORTED') return set;
    if (set === 'BY_PHASE' && supportIsOpen(component, await this.clock.nearly(this.db))) return 'RANDOM';
    return (await this.#countsHidden(component)) ? 'NEWEST' : 'SUPPORTED';
  }

  @ResolveField(() => [ProposalCountType], { description: 'How many stand under `all` and `answer:…`.' })
  counts(@Parent() { id }: ProposalsComponent, @CurrentViewer() viewer: Caller) {
    return this.reads.counts(viewer, id);
  }

  @ResolveField(() => [String], { description: 'The keys of the statuses that an answer has or had.' })
  async statusesInUse(@Parent() { organisationId, id }: ProposalsComponent) {
    const rows = await this.db.rows<{ name: string }>(settingUse(organisationId, id));
    return rows.flatMap(({ name }) => (name.startsWith('status:') ? [name.slice('status:'.length)] : []));
  }

  @ResolveField(() => ProposalsViewerType, { description: 'What the viewer did here, and what is left.' })
  async viewer(@Parent() component: ProposalsComponent, @CurrentViewer() viewer: Caller) {
    const mine = await this.reads.allowance(viewer, component.id);
    const { supportsPerPerson } = rulesOf(component);
    return { ...mine, supportsLeft: supportsPerPerson > 0 ? Math.max(supportsPerPerson - mine.supports, 0) : null };
  }

  /** Whether an order by supports would tell what the rules of the place keep back. */
  async #countsHidden(component: PlacedRow): Promise<boolean> {
    const { showCounts } = rulesOf(component);
    return showCounts === 'AFTER_OWN' || (showCounts === 'AFTER_PHASE' && supportIsOpen(component, await this.clock.nearly(this.db)));
  }
}
