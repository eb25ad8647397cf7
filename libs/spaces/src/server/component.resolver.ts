import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Refusal, type SpaceState, type SpaceVisibility } from '@hiroba/kernel';
import { askedOfPage, Component, CurrentViewer, outcome, type Caller, type GraphqlContext } from '@hiroba/server';
import { openPhase } from '../domain/phases.ts';
import { ComponentInput, PlacedComponent, SpaceTemplateType } from './component.types.ts';
import { ComponentKind, Kinds, settingWith } from './kinds.ts';
import { Now } from './now.ts';
import { PlacedComponents } from './placed-components.ts';
import { Space, SpaceStateEnum, SpaceVisibilityEnum } from './space.entity.ts';
import { phasesOf, SpaceReads, type PlacedRow } from './space.reads.ts';
import { ComponentPhaseType } from './space.types.ts';
import { given } from './writing.ts';

/** A placed component or a refusal. */
export const ComponentOutcome = outcome('ComponentOutcome', PlacedComponent);

const AnyComponent = Component as never;

/** What every placed component shows, whatever its kind. */
@Resolver(() => AnyComponent)
export class ComponentResolver {
  constructor(
    private readonly reads: SpaceReads,
    private readonly kinds: Kinds,
    private readonly now: Now,
  ) {}

  @Query(() => AnyComponent, { nullable: true, name: 'component' })
  component(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller, @Info() info: GraphQLResolveInfo) {
    const { page: asked } = askedOfPage(info);
    return this.reads.component(viewer, id, { alone: !asked.has('space') && !asked.has('voices') });
  }

  @Query(() => [SpaceTemplateType], { description: 'Processes to begin with.' })
  spaceTemplates(): SpaceTemplateType[] {
    return this.kinds.templates.map(({ manifest, template: { key, name, about } }) => ({ key, manifest: manifest.name, name, about }));
  }

  @Query(() => [ComponentKind], { description: 'The kinds of component staff can place.' })
  componentKinds(): ComponentKind[] {
    return this.kinds.manifests.map(({ name, actions, settings }) => ({
      name, actions, settings: settings.map((field) => settingWith(field)),
    }));
  }

  @ResolveField(() => Space)
  async space(@Parent() component: Component, @Context() context: GraphqlContext) {
    return (await this.#row(component, context)).space;
  }

  @ResolveField(() => SpaceStateEnum)
  async spaceState(@Parent() component: Component, @Context() context: GraphqlContext): Promise<SpaceState> {
    return (await this.#row(component, context)).space.state;
  }

  @ResolveField(() => SpaceVisibilityEnum, { description: 'Whom its space is for.' })
  async spaceVisibility(@Parent() component: Component, @Context() context: GraphqlContext): Promise<SpaceVisibility> {
    return (await this.#row(component, context)).space.visibility;
  }

  @ResolveField(() => [ComponentPhaseType], { description: 'The phases of its space as its rules read them.' })
  async phases(@Parent() component: Component, @Context() context: GraphqlContext): Promise<ComponentPhaseType[]> {
    return phasesOf(await this.#row(component, context));
  }

  @ResolveField(() => [String], { description: 'What can be done here now.' })
  async openActions(@Parent() component: Component, @Context() context: GraphqlContext) {
    const { space, id, published } = await this.#row(component, context);
    if (!published || space.state !== 'PUBLISHED') return [];
    return openPhase(space.phases, await this.now.of(context))?.allows[id] ?? [];
  }

  @ResolveField(() => Int, { description: 'How many voices it collected.' })
  async voices(@Parent() component: Component, @Context() context: GraphqlContext) {
    return (await this.#row(component, context)).voices;
  }

  async #row(component: Component | PlacedRow, { viewer }: GraphqlContext): Promise<PlacedRow> {
    if ('space' in component) return component;
    const row = await this.reads.component(viewer, component.id);
    if (!row) throw new Error(`component ${component.id} is not there`);
    return row;
  }
}

/** What staff may do to placed components. */
@Resolver(() => PlacedComponent)
export class ComponentMutations {
  constructor(
    private readonly placed: PlacedComponents,
    private readonly reads: SpaceReads,
  ) {}

  @Mutation(() => ComponentOutcome)
  placeComponent(
    @Args('spaceId', { type: () => ID }) spaceId: string,
    @Args('manifest', { type: () => String }) manifest: string,
    @Args('input') input: ComponentInput,
    @CurrentViewer() viewer: Caller,
  ) {
    const { title = {}, ...typed } = given(input);
    return this.#shown(viewer, this.placed.place(viewer, spaceId, manifest, { ...typed, title }));
  }

  @Mutation(() => ComponentOutcome)
  editComponent(
    @Args('id', { type: () => ID }) id: string,
    @Args('edition', { type: () => Int }) edition: number,
    @Args('input') input: ComponentInput,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(viewer, this.placed.edit(viewer, id, given(input), edition));
  }

  @Mutation(() => ComponentOutcome)
  publishComponent(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(viewer, this.placed.publish(viewer, id));
  }

  @Mutation(() => ComponentOutcome)
  unpublishComponent(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(viewer, this.placed.unpublish(viewer, id));
  }

  async #shown(viewer: Caller, changed: Promise<Component | Refusal>): Promise<PlacedComponent | Refusal> {
    const component = await changed;
    if (component instanceof Refusal) return component;
    const row = await this.reads.component(viewer, component.id);
    return row ? { id: row.id, component: row } : new Refusal('NOT_FOUND');
  }
}
