import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { LocalizedTextInput, LocalizedTextType } from '@hiroba/server';
import type { NodeEdit, NodeInput } from '../domain/node.commands.ts';
import type { Offer } from '../domain/choice.ts';
import { choicesOf } from '../domain/tree.ts';
import type { CountedNode, FiledNode } from './taxonomy.reads.ts';

/** What an administrator types about a new node. */
@InputType('TaxonomyNodeInput')
export class TaxonomyNodeInput implements NodeInput {
  @Field(() => String, {
    nullable: true,
    description: 'For files and addresses; made by itself when empty. It never changes.',
  })
  key?: string | null;

  @Field(() => LocalizedTextInput)
  name!: LocalizedTextInput;

  @Field(() => String, { nullable: true })
  kana?: string | null;
}

/** What an administrator changes of a node. */
@InputType('TaxonomyNodeEdit')
export class TaxonomyNodeEdit implements NodeEdit {
  @Field(() => LocalizedTextInput)
  name!: LocalizedTextInput;

  @Field(() => String, { nullable: true })
  kana?: string | null;

  @Field(() => Int)
  weight!: number;
}

/** A heading that a place offers. */
@ObjectType('TaxonomyOption')
export class TaxonomyOption {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly key!: string;

  @Field(() => ID, { nullable: true })
  readonly parentId!: string | null;

  @Field(() => Int)
  readonly depth!: number;

  @Field(() => LocalizedTextType)
  readonly name!: LocalizedText;

  @Field(() => Boolean, { description: 'No longer offered; what is filed under it stays there.' })
  readonly retired!: boolean;

  @Field(() => Int, { description: 'How many public things are filed under it or below it.' })
  readonly count!: number;
}

/** A tree that a place offers, or of which it has something. */
@ObjectType('OfferedTaxonomy')
export class OfferedTaxonomy {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly key!: string;

  @Field(() => LocalizedTextType)
  readonly name!: LocalizedText;

  @Field(() => Boolean, { description: 'Whether something new can be filed under it.' })
  readonly offered!: boolean;

  @Field(() => Boolean)
  readonly required!: boolean;

  @Field(() => [TaxonomyOption], { description: 'Each below its parent, without the tree itself.' })
  readonly options!: readonly TaxonomyOption[];
}

/** What a thing is filed under in one tree. */
@ObjectType('TaxonomyChoice')
export class TaxonomyChoice {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => ID)
  readonly treeId!: string;

  @Field(() => LocalizedTextType)
  readonly tree!: LocalizedText;

  @Field(() => LocalizedTextType)
  readonly name!: LocalizedText;

  @Field(() => [LocalizedTextType], { description: 'The names above it, from the top, without the tree.' })
  readonly above!: readonly LocalizedText[];

  @Field(() => String, { description: 'The keys from the tree down.' })
  readonly path!: string;

  @Field(() => Boolean, { description: 'No longer offered.' })
  readonly retired!: boolean;
}

/** The ids of retired nodes and of all below them; nodes come each below its parent. */
function retiredAmong(nodes: readonly CountedNode[]): ReadonlySet<string> {
  const retired = new Set<string>();
  for (const { id, parentId, state } of nodes) {
    if (state === 'RETIRED' || (parentId !== null && retired.has(parentId))) retired.add(id);
  }
  return retired;
}

/** The trees of a place with their options, from its nodes in order. */
export function offeredTaxonomies(nodes: readonly CountedNode[], { offered, required }: Offer): OfferedTaxonomy[] {
  const retired = retiredAmong(nodes);
  return nodes
    .filter(({ depth }) => depth === 0)
    .map(({ id, key, name }) => ({
      id,
      key,
      name,
      offered: offered.includes(id) && !retired.has(id),
      required: required.includes(id),
      options: nodes
        .filter(({ treeId, depth }) => treeId === id && depth > 0)
        .map((node) => ({ ...node, retired: retired.has(node.id) })),
    }));
}

/** What a thing is filed under, as pages show it. */
export const taxonomyChoices = (nodes: readonly FiledNode[]): TaxonomyChoice[] =>
  choicesOf(nodes).map(({ node, above }) => ({
    id: node.id,
    treeId: node.treeId,
    name: node.name,
    retired: node.retired,
    tree: above[0]?.name ?? node.name,
    above: above.slice(1).map(({ name }) => name),
    path: [...above, node].map(({ key }) => key).join('/'),
  }));
