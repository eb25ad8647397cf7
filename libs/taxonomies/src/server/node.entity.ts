import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import type { LocalizedText } from '@hiroba/kernel';
import { LocalizedTextType, Logged, LogKind } from '@hiroba/server';
import { nodeMoves, type NodeContent, type NodeState } from '../domain/node.ts';

const states = Object.fromEntries(nodeMoves.states.map((state) => [state, state])) as { [K in NodeState]: K };
registerEnumType(states, {
  name: 'TaxonomyNodeState',
  description: 'Retired nodes are no longer offered; merged ones lead to the node they are part of now.',
});

/** A heading of a taxonomy; the root is the tree itself. */
@LogKind('taxonomy')
@ObjectType()
@Entity()
export class TaxonomyNode extends Logged implements NodeContent {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => Int, { description: 'How many times it was changed; a form sends back the one it was opened with.' })
  declare readonly rev: number;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  readonly treeId!: string;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  readonly parentId: string | null = null;

  @Field(() => Int, { description: '0 is the tree itself; 4 is the lowest.' })
  @Property({ type: 'smallint' })
  readonly depth!: number;

  @Field(() => String, { description: 'Stable in its tree, for files and addresses.' })
  @Property({ type: 'text' })
  readonly key!: string;

  @Field(() => LocalizedTextType)
  @Property({ type: 'json' })
  readonly name!: LocalizedText;

  @Field(() => String, { nullable: true, description: 'How the Japanese name is read, for order.' })
  @Property({ type: 'text', nullable: true })
  readonly kana: string | null = null;

  @Field(() => Int, { description: 'The smaller, the earlier among its neighbours; equals go by their reading.' })
  @Property({ type: 'integer' })
  readonly weight: number = 0;

  @Field(() => states)
  @Enum({ items: () => states })
  readonly state: NodeState = 'ACTIVE';

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  readonly mergedInto: string | null = null;
}
