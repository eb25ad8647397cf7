import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

/** Everything that can be selected of a type without arguments, so many levels deep. */
export function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, depth: number): string {
  if (!isCompositeType(type)) return '';
  const parts = ['__typename'];
  if (isAbstractType(type)) {
    for (const possible of schema.getPossibleTypes(type))
      parts.push(`... on ${possible.name} ${selectionOf(schema, possible, depth)}`);
  } else {
    for (const field of Object.values((type as GraphQLObjectType).getFields())) {
      if (field.args.some(isRequiredArgument)) continue;
      const inner = getNamedType(field.type);
      // Of two types one field name may differ in nullability; an alias by type keeps them apart.
      if (isLeafType(inner)) parts.push(`${type.name}_${field.name}: ${field.name}`);
      else if (depth > 1)
        parts.push(`${type.name}_${field.name}: ${field.name} ${selectionOf(schema, inner, depth - 1)}`);
    }
  }
  return `{ ${parts.join(' ')} }`;
}

/** A document that calls one root field with variables of the names of its arguments. */
export function documentFor(
  schema: GraphQLSchema,
  root: 'query' | 'mutation' | 'subscription',
  { name, args, type }: Field,
  depth = 1,
): string {
  const refusal = '... on Refusal { code field message }';
  const types = args
    .map(
      (arg) =>
        `$${arg.name}: ${String(arg.type)}${arg.defaultValue === undefined ? '' : ` = ${literal(arg.defaultValue)}`}`,
    )
    .join(', ');
  const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const asked = getNamedType(type);
  const listed = isObjectType(asked) ? asked.getFields().items : undefined;
  const items = listed && isCompositeType(getNamedType(listed.type)) ? ' items { __typename }' : '';
  const selection =
    root === 'mutation'
      ? `{ __typename ${refusal}${reports(schema, asked)} }`
      : selectionOf(schema, asked, depth).replace(/ }$/, `${items} }`);
  return `${root} Call${types && `(${types})`} { outcome: ${name}${given && `(${given})`} ${selection} }`;
}

/** The items of a report about many things, each with its own refusal. */
function reports(schema: GraphQLSchema, type: GraphQLNamedType): string {
  if (!isAbstractType(type)) return '';
  const many = schema.getPossibleTypes(type).filter((each) => {
    const { items } = each.getFields();
    const item = items && getNamedType(items.type);
    return isObjectType(item) && 'refusal' in item.getFields();
  });
  return many.map(({ name }) => ` ... on ${name} { items { refusal { code } } }`).join('');
}

const literal = (value: unknown): string =>
  typeof value === 'string' && /^[A-Z]+$/.test(value) ? value : JSON.stringify(value);

/** The root fields of a schema. */
export const rootFields = (schema: GraphQLSchema, root: 'query' | 'mutation' | 'subscription'): readonly Field[] => {
  const type = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[root];
  return Object.values(type?.getFields() ?? {});
};
