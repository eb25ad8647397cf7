import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Refusal, type SpaceVisibility } from '@hiroba/kernel';
import {
  Commands, Component, CurrentViewer, filePath, LocalizedTextInput, outcome, pageOf, UploadScalar,
  type Caller, type GraphqlContext, type UploadedFile,
} from '@hiroba/server';
import { statusOf } from '../domain/phases.ts';
import { missingForPublication, archiveSpace, reopenSpace } from '../domain/space.commands.ts';
import { timeOf, type SpaceTime } from '../domain/space.ts';
import { HeroService } from './hero.service.ts';
import { Now } from './now.ts';
import { OrganisationDirectory } from './organisation-directory.ts';
import { OfficeType } from './organisation.entity.ts';
import { htmlOf, LocalizedHtml } from './rich-text.ts';
import { Space, SpaceTimeEnum, SpaceVisibilityEnum } from './space.entity.ts';
import { DraftSpaceInput, SpaceInput, SpacePhaseInput } from './space.inputs.ts';
import { SpaceReads, type SpaceRow } from './space.reads.ts';
import { SpaceService } from './space.service.ts';
import { DateChange, HeroType, SpacePhaseType } from './space.types.ts';
import { given } from './writing.ts';

const SpacePage = pageOf('SpacePage', Space);

/** A space or a refusal. */
export const SpaceOutcome = outcome('SpaceOutcome', Space);

/** What everybody may ask about spaces. */
@Resolver(() => Space)
export class SpaceResolver {
  constructor(
    private readonly reads: SpaceReads,
    private readonly directory: OrganisationDirectory,
    private readonly now: Now,
  ) {}

  @Query(() => SpacePage, { description: 'Public spaces, by the weight staff gave them.' })
  async spaces(
    @Args('time', { type: () => SpaceTimeEnum, nullable: true }) time: SpaceTime | undefined,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Context() context: GraphqlContext,
  ) {
    return this.reads.list(context.viewer, await this.now.of(context), time, first, after);
  }

  @Query(() => SpacePage, { description: 'The spaces the viewer looks after as staff, drafts too.' })
  staffSpaces(
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.ofStaff(viewer, first, after);
  }

  @Query(() => Space, { nullable: true, description: 'The space at an address it has or once had.' })
  space(@Args('slug', { type: () => String }) slug: string, @CurrentViewer() viewer: Caller) {
    return this.reads.bySlug(viewer, slug);
  }

  @Query(() => Space, { nullable: true })
  spaceById(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller) {
    return this.reads.byId(viewer, id);
  }

  @ResolveField(() => LocalizedHtml, { description: 'The description as HTML.' })
  descriptionHtml(@Parent() space: SpaceRow) {
    return htmlOf(space.description);
  }

  @ResolveField(() => HeroType, { nullable: true, description: 'The picture at its head.' })
  hero(@Parent() { id, hero, visibility }: SpaceRow): HeroType | null {
    if (hero && visibility === 'MEMBERS_ONLY') return { ...hero, src: `/space-pictures/${id}/whole`, srcSmall: `/space-pictures/${id}/small` };
    return hero && { ...hero, src: filePath(hero.src), srcSmall: filePath(hero.srcSmall) };
  }

  @ResolveField(() => OfficeType, { nullable: true, description: 'The office in charge.' })
  async office(@Parent() space: SpaceRow) {
    const organisation = space.office ? await this.directory.byId(space.organisationId) : undefined;
    return organisation?.offices.find(({ key }) => key === space.office);
  }

  @ResolveField(() => [SpacePhaseType])
  async phases(@Parent() space: SpaceRow, @Context() context: GraphqlContext): Promise<SpacePhaseType[]> {
    const now = await this.now.of(context);
    return space.phases.map((phase) => ({
      ...phase,
      opensAt: new Date(phase.opensAt),
      closesAt: phase.closesAt === null ? null : new Date(phase.closesAt),
      status: statusOf(phase, now),
      allows: Object.entries(phase.allows).map(([componentId, actions]) => ({ componentId, actions })),
    }));
  }

  @ResolveField(() => SpaceTimeEnum)
  async time(@Parent() space: SpaceRow, @Context() context: GraphqlContext) {
    return timeOf(space, await this.now.of(context));
  }

  @ResolveField(() => [Component], { description: 'The components in their order; to staff, unpublished ones too.' })
  components(@Parent() { placed, isStaff }: SpaceRow) {
    return placed.filter(({ published }) => published || isStaff);
  }

  @ResolveField(() => Int, { description: 'How many voices its components collected.' })
  voices(@Parent() { placed }: SpaceRow) {
    return placed.reduce((sum, { voices }) => sum + voices, 0);
  }

  @ResolveField(() => Boolean, { description: 'Whether the viewer works here as staff.' })
  isStaff(@Parent() { isStaff }: SpaceRow) {
    return isStaff;
  }

  @ResolveField(() => [String], { description: 'What it lacks before it can be published, by field.' })
  missing(@Parent() space: SpaceRow) {
    return missingForPublication(space);
  }

  @ResolveField(() => [DateChange], { description: 'When its dates changed, and why. One statement more.' })
  dateChanges(@Parent() space: SpaceRow) {
    return this.reads.dateChanges(space);
  }
}

/** What staff may do to spaces. */
@Resolver(() => Space)
export class SpaceMutations {
  constructor(
    private readonly commands: Commands,
    private readonly service: SpaceService,
    private readonly heroes: HeroService,
    private readonly reads: SpaceReads,
  ) {}

  @Mutation(() => SpaceOutcome)
  draftSpace(@Args('input') input: DraftSpaceInput, @CurrentViewer() viewer: Caller) {
    const { title, kind = 'PROCESS', ...texts } = given(input);
    return this.#shown(viewer, this.service.draft(viewer, { ...texts, kind, title: title ?? {} }));
  }

  @Mutation(() => SpaceOutcome, { description: 'Begins a draft with everything a template has.' })
  draftSpaceFromTemplate(@Args('template', { type: () => String }) template: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(viewer, this.service.fromTemplate(viewer, template));
  }

  @Mutation(() => SpaceOutcome)
  editSpace(
    @Args('id', { type: () => ID }) id: string,
    @Args('edition', { type: () => Int }) edition: number,
    @Args('input') input: SpaceInput,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, this.service.edit(viewer, id, given(input), edition));
  }

  @Mutation(() => SpaceOutcome, { description: 'Says whom a space is for.' })
  setSpaceVisibility(
    @Args('id', { type: () => ID }) id: string,
    @Args('edition', { type: () => Int }) edition: number,
    @Args('visibility', { type: () => SpaceVisibilityEnum }) visibility: SpaceVisibility,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, this.service.setVisibility(viewer, id, visibility, edition));
  }

  @Mutation(() => SpaceOutcome)
  setPhases(
    @Args('id', { type: () => ID }) id: string,
    @Args('edition', { type: () => Int }) edition: number,
    @Args('phases', { type: () => [SpacePhaseInput] }) phases: SpacePhaseInput[],
    @Args('reason', { type: () => String, nullable: true }) reason: string | undefined,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, this.service.setPhases(viewer, id, {
      edition,
      reason,
      phases: phases.map(({ opensAt, closesAt, allows, text, callToAction, ...phase }) => ({
        ...phase,
        text: text ?? {},
        ...(callToAction ? { callToAction } : {}),
        opensAt: opensAt.toISOString(),
        closesAt: closesAt ? closesAt.toISOString() : null,
        allows: Object.fromEntries(allows.map(({ componentId, actions }) => [componentId, actions])),
      })),
    }));
  }

  @Mutation(() => SpaceOutcome, { description: 'Gives a space its picture, or other words about it.' })
  setSpaceHero(
    @Args('id', { type: () => ID }) id: string,
    @Args('edition', { type: () => Int }) edition: number,
    @Args('picture', { type: () => UploadScalar, nullable: true }) picture: UploadedFile | undefined,
    @Args('alt', { type: () => LocalizedTextInput }) alt: LocalizedTextInput,
    @Args('decorative', { type: () => Boolean, description: 'Whether it says nothing that the words do not say.' }) decorative: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, this.heroes.set(viewer, id, edition, { picture: picture ?? undefined, alt, decorative }));
  }

  @Mutation(() => SpaceOutcome, { description: 'Takes the picture of a space away.' })
  removeSpaceHero(
    @Args('id', { type: () => ID }) id: string,
    @Args('edition', { type: () => Int }) edition: number,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, this.heroes.remove(viewer, id, edition));
  }

  @Mutation(() => SpaceOutcome, { description: 'Shows a space and the components in it to everybody.' })
  publishSpace(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(viewer, this.service.publish(viewer, id));
  }

  @Mutation(() => SpaceOutcome)
  archiveSpace(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(viewer, this.commands.act(Space, id, viewer, archiveSpace));
  }

  @Mutation(() => SpaceOutcome)
  reopenSpace(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(viewer, this.commands.act(Space, id, viewer, reopenSpace));
  }

  @Mutation(() => SpaceOutcome, { description: 'Copies texts, components and settings as a draft, its phases so many days later.' })
  copySpace(
    @Args('id', { type: () => ID }) id: string,
    @Args('days', { type: () => Int }) days: number,
    @Args('slug', { type: () => String, nullable: true }) slug: string | undefined,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, this.service.copy(viewer, id, { slug, days }));
  }

  @Mutation(() => SpaceOutcome, { description: 'Puts the components of a space in order; names each once.' })
  orderComponents(
    @Args('spaceId', { type: () => ID }) spaceId: string,
    @Args('ids', { type: () => [ID] }) ids: string[],
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, this.service.order(viewer, spaceId, ids));
  }

  async #shown(viewer: Caller, changed: Promise<Space | Refusal>): Promise<SpaceRow | Refusal> {
    const space = await changed;
    return space instanceof Refusal ? space : (await this.reads.byId(viewer, space.id)) ?? new Refusal('NOT_FOUND');
  }
}
