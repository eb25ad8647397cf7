import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import {
  CurrentViewer, filePath, LocalizedTextInput, ORIGIN, outcome, UploadScalar, type Caller, type GraphqlContext, type OriginOf, type UploadedFile,
} from '@hiroba/server';
import type { OrganisationSettings } from '../domain/organisation.ts';
import { LogoService } from './logo.service.ts';
import { LegalPage, LegalPageLink } from './legal-page.type.ts';
import { Now } from './now.ts';
import { OrganisationDirectory, type OrganisationRow } from './organisation-directory.ts';
import { CityNumbers, ContactType, LogoType, Organisation, OrganisationInput } from './organisation.entity.ts';
import { OrganisationService } from './organisation.service.ts';
import { given } from './writing.ts';

/** An organisation or a refusal. */
export const OrganisationOutcome = outcome('OrganisationOutcome', Organisation);

/** A legal page or a refusal. */
export const LegalPageOutcome = outcome('LegalPageOutcome', LegalPage);

/** The city at hand: its settings and legal pages. */
@Resolver(() => Organisation)
export class OrganisationResolver {
  constructor(
    private readonly directory: OrganisationDirectory,
    private readonly service: OrganisationService,
    private readonly logos: LogoService,
    private readonly now: Now,
    @Inject(ORIGIN) private readonly originOf: OriginOf,
  ) {}

  @Query(() => Organisation, { description: 'The city whose host was asked.' })
  organisation(@CurrentViewer() viewer: Caller) {
    return this.#shown(viewer);
  }

  @Query(() => LegalPage, { nullable: true })
  legalPage(
    @Args('slug', { type: () => String }) slug: string,
    @Args('version', { type: () => Int, nullable: true }) version: number | undefined,
    @CurrentViewer() { organisationId }: Caller,
  ) {
    return this.service.legalPage(organisationId, slug, version);
  }

  @ResolveField(() => String)
  host(@Parent() { host }: OrganisationRow) {
    return host;
  }

  @ResolveField(() => String, { description: 'The whole address of its pages, without the language.' })
  address(@Parent() { host }: OrganisationRow) {
    return this.originOf(host);
  }

  @ResolveField(() => ContactType)
  contact(@Parent() { contact, offices }: OrganisationRow) {
    return { ...contact, officeKey: contact.office, office: offices.find(({ key }) => key === contact.office)?.name };
  }

  @ResolveField(() => LogoType, { nullable: true, description: 'Its sign at the head of every page.' })
  logo(@Parent() { logo }: OrganisationRow): LogoType | null {
    return logo && { ...logo, src: filePath(logo.src) };
  }

  @ResolveField(() => [LegalPageLink])
  legalPages(@Parent() { legalPages }: OrganisationRow) {
    return legalPages;
  }

  @ResolveField(() => Boolean, { description: 'Whether somebody administers it; until then it can be set up.' })
  hasAdministrator(@Parent() { hasAdministrator, id }: OrganisationRow) {
    return hasAdministrator || this.service.hasAdministrator(id);
  }

  @ResolveField(() => CityNumbers, { description: 'One statement.' })
  async numbers(@Parent() { id }: OrganisationRow, @Context() context: GraphqlContext) {
    return this.service.numbers(id, await this.now.of(context));
  }

  @Mutation(() => OrganisationOutcome)
  editOrganisation(
    @Args('rev', { type: () => Int }) rev: number,
    @Args('input') input: OrganisationInput,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#changed(viewer, this.service.edit(viewer, given(input) as Partial<OrganisationSettings>, rev));
  }

  @Mutation(() => OrganisationOutcome, { description: 'The first settings of an installation that nobody administers yet.' })
  setUpOrganisation(
    @Args('key', { type: () => String, description: 'The key of the set-up link.' }) key: string,
    @Args('input') input: OrganisationInput,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#changed(viewer, this.service.setUp(viewer, key, given(input) as Partial<OrganisationSettings>));
  }

  @Mutation(() => OrganisationOutcome, { description: 'Gives the city its logo.' })
  setOrganisationLogo(
    @Args('rev', { type: () => Int }) rev: number,
    @Args('logo', { type: () => UploadScalar, nullable: true }) logo: UploadedFile | undefined,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#changed(viewer, this.logos.set(viewer, logo ?? undefined, rev));
  }

  @Mutation(() => OrganisationOutcome, { description: 'Takes the logo of the city away.' })
  removeOrganisationLogo(@Args('rev', { type: () => Int }) rev: number, @CurrentViewer() viewer: Caller) {
    return this.#changed(viewer, this.logos.remove(viewer, rev));
  }

  @Mutation(() => LegalPageOutcome, { description: 'Publishes a new version; old ones stay readable.' })
  publishLegalPage(
    @Args('slug', { type: () => String }) slug: string,
    @Args('title') title: LocalizedTextInput,
    @Args('body') body: LocalizedTextInput,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.publishLegalPage(viewer, slug, { title, body });
  }

  async #shown({ organisationId }: Caller): Promise<OrganisationRow> {
    const organisation = await this.directory.byId(organisationId);
    if (!organisation) throw new Error(`organisation ${organisationId} is not there`);
    return organisation;
  }

  async #changed(viewer: Caller, changed: Promise<Organisation | Refusal>): Promise<OrganisationRow | Refusal> {
    const outcomeOf = await changed;
    return outcomeOf instanceof Refusal ? outcomeOf : this.#shown(viewer);
  }
}
