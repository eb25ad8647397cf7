import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildSchema, extendSchema, isObjectType, parse, type GraphQLSchema } from 'graphql';
import { fieldsOf } from '../security/asking.ts';
import { calls } from '../security/calls.ts';
import { dataClasses } from '../security/data-classes.ts';
import { matrix } from '../security/matrix.ts';

/** ALL6: a root field without a row of the role matrix, and a field without a data class, fail the build by name. */
// As it is written down, which the tree checks hold to the running one: specs in this process may have added types to that.
const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));

/** What the lists do not know of a schema, and what they know that is not in it. */
function unaccounted(of: GraphQLSchema): string[] {
  const roots = fieldsOf(of).map(({ field }) => field.name);
  const fields = Object.values(of.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__') && !['Query', 'Mutation', 'Subscription'].includes(type.name)
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );
  const apart = (kind: string, known: readonly string[], there: readonly string[]) => [
    ...there.filter((name) => !known.includes(name)).map((name) => `${name} has no ${kind}`),
    ...known.filter((name) => !there.includes(name)).map((name) => `${name} has a ${kind} and is nowhere`),
  ];
  return [
    ...apart('row', Object.keys(matrix), roots),
    ...apart('call', Object.keys(calls), roots),
    ...apart('data class', [...dataClasses.keys()], fields),
  ];
}

test('ALL6 SE3 every root field has a row and a call, every field a data class, and nothing is left over', () => {
  expect(unaccounted(schema)).toEqual([]);
});

test('ALL6 a field that somebody adds is named', () => {
  const more = parse(
    'extend type Query { planted: Person } extend type Person { shoeSize: Int } type Planted { id: ID! }',
  );
  expect(unaccounted(extendSchema(schema, more))).toEqual([
    'planted has no row',
    'planted has no call',
    'Person.shoeSize has no data class',
    'Planted.id has no data class',
  ]);
});

test('ALL6 every class is one of three', () => {
  expect([...new Set(dataClasses.values())].sort()).toEqual(['INTERNAL', 'PERSONAL', 'PUBLIC']);
});
