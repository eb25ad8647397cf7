import { Extensions } from '@nestjs/graphql';
import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** Marks a resolver that is only asked for what the rows of a list do not hold already. */
export const InRow = (): MethodDecorator => Extensions({ inRow: true }) as MethodDecorator;

function* fieldsOf(set: SelectionSetNode | undefined, info: GraphQLResolveInfo): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsOf(selection.selectionSet, info);
    else yield* fieldsOf(info.fragments[selection.name.value]?.selectionSet, info);
  }
}

/** The names of the fields that a document asks of the items of a page. */
export function askedOfItems(info: GraphQLResolveInfo): ReadonlySet<string> {
  const within = (nodes: readonly FieldNode[]): FieldNode[] =>
    nodes.flatMap(({ selectionSet }) => [...fieldsOf(selectionSet, info)]);
  const items = within(info.fieldNodes).filter(({ name }) => name.value === 'items');
  return new Set(within(items).map(({ name }) => name.value));
}
