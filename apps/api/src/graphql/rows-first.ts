import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

type Resolve = GraphQLFieldResolver<Readonly<Record<string, unknown>>, unknown>;

/** Gives what a row holds at once, and asks the resolvers that are marked so only for the rest: most values of a list are in its rows. */
export function rowsFirst(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields()).filter(({ extensions }) => extensions.inRow)) {
      const { name, resolve } = field;
      const held: Resolve = (row, ...rest) => (row[name] === undefined ? resolve?.(row, ...rest) : row[name]);
      field.resolve = held;
    }
  }
  return schema;
}
