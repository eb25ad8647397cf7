import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Commands, CurrentViewer, loadOne, outcome, Sql, type Caller, type GraphqlContext } from '@hiroba/server';
import { restoreNode, retireNode } from '../domain/node.commands.ts';
import { TaxonomyNode } from './node.entity.ts';
import { TaxonomyReads, usesOf } from './taxonomy.reads.ts';
import { TaxonomyService } from './taxonomy.service.ts';
import { TaxonomyNodeEdit, TaxonomyNodeInput } from './taxonomy.types.ts';

const TaxonomyNodeOutcome = outcome('TaxonomyNodeOutcome', TaxonomyNode);
const id = { type: () => ID };

/** The trees of a city, and what its administrators may do to them. */
@Resolver(() => TaxonomyNode)
export class TaxonomyResolver {
  constructor(
    private readonly commands: Commands,
    private readonly service: TaxonomyService,
    private readonly reads: TaxonomyReads,
    private readonly db: Sql,
  ) {}

  @Query(() => [TaxonomyNode], { description: 'The trees of the city, by their roots.' })
  taxonomies(@CurrentViewer() { organisationId }: Caller) {
    return this.reads.trees(organisationId);
  }

  @Query(() => [TaxonomyNode], { description: 'A tree, each node below its parent; empty where there is none.' })
  taxonomy(@Args('id', id) treeId: string, @CurrentViewer() { organisationId }: Caller) {
    return this.reads.tree(organisationId, treeId);
  }

  @Mutation(() => TaxonomyNodeOutcome, { description: 'Adds a node, or a tree where no parent is given.' })
  addTaxonomyNode(
    @Args('parentId', { ...id, nullable: true }) parentId: string | null,
    @Args('input') input: TaxonomyNodeInput,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.add(viewer, parentId ?? null, input);
  }

  @Mutation(() => TaxonomyNodeOutcome)
  editTaxonomyNode(
    @Args('id', id) nodeId: string,
    @Args('rev', { type: () => Int }) rev: number,
    @Args('input') input: TaxonomyNodeEdit,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.edit(viewer, nodeId, input, rev);
  }

  @Mutation(() => TaxonomyNodeOutcome, { description: 'No longer offers a node.' })
  retireTaxonomyNode(@Args('id', id) nodeId: string, @CurrentViewer() viewer: Caller) {
    return this.commands.act(TaxonomyNode, nodeId, viewer, retireNode);
  }

  @Mutation(() => TaxonomyNodeOutcome, { description: 'Offers a node again.' })
  restoreTaxonomyNode(@Args('id', id) nodeId: string, @CurrentViewer() viewer: Caller) {
    return this.commands.act(TaxonomyNode, nodeId, viewer, restoreNode);
  }

  @Mutation(() => TaxonomyNodeOutcome, {
    description: 'Makes a node part of another of its tree, with all that is filed under it.',
  })
  mergeTaxonomyNode(@Args('id', id) nodeId: string, @Args('into', id) into: string, @CurrentViewer() viewer: Caller) {
    return this.service.merge(viewer, nodeId, into);
  }

  @ResolveField(() => Int, { description: 'How many public things are filed under it or below it.' })
  uses(@Parent() { id: nodeId }: TaxonomyNode, @Context() context: GraphqlContext) {
    return loadOne(usesOf, this.db, context, nodeId);
  }
}
