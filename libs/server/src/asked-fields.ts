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

/** What a document asks of a page of a list: the names of its fields, and of those of its items; `author.code` names one within another. */
export interface AskedOfPage {
  readonly page: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
}

// Compiled documents bring the same nodes each time.
const known = new WeakMap<readonly FieldNode[], AskedOfPage>();

/** What a document asks of the page that is being resolved. */
export function askedOfPage(info: GraphQLResolveInfo): AskedOfPage {
  const { fieldNodes } = info;
  const asked = known.get(fieldNodes) ?? askedWithin(fieldNodes, info);
  known.set(fieldNodes, asked);
  return asked;
}

function askedWithin(fieldNodes: readonly FieldNode[], info: GraphQLResolveInfo): AskedOfPage {
  const within = (nodes: readonly FieldNode[]): FieldNode[] => nodes.flatMap(({ selectionSet }) => [...fieldsOf(selectionSet, info)]);
  const namesOf = (nodes: readonly FieldNode[]) => new Set(nodes.flatMap((node) => {
    const { name: { value: name } } = node;
    return [name, ...within([node]).map((inner) => `${name}.${inner.name.value}`)];
  }));
  const page = within(fieldNodes);
  return { page: namesOf(page), items: namesOf(within(page.filter(({ name }) => name.value === 'items'))) };
}

/** Whether what a document asks is among some fields; what is within them is not looked at. */
export const asksOnly = (asked: ReadonlySet<string> | undefined, fields: ReadonlySet<string>): boolean =>
  asked !== undefined && [...asked].every((name) => name.includes('.') || fields.has(name));

/** The names of the fields that a document asks of the items of a page. */
export const askedOfItems = (info: GraphQLResolveInfo): ReadonlySet<string> => askedOfPage(info).items;
