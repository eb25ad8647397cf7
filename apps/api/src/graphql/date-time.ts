import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** An instant that calendars, columns and sorted text agree on: years 1900 to 2999, with its zone. */
function instantOf(typed: unknown): Date {
  const at = typeof typed === 'string' && instant.test(typed) ? new Date(typed) : undefined;
  const year = at?.getUTCFullYear() ?? Number.NaN;
  if (!at || !(year >= 1900 && year <= 2999))
    throw new GraphQLError('DateTime cannot represent a value that is no instant.');
  return at;
}

/** The DateTime scalar; what is no instant is refused at the door. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A date-time string at UTC, such as 2019-12-03T09:54:33Z, compliant with the date-time format.',
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
  parseValue: instantOf,
  parseLiteral: (node) => instantOf(node.kind === Kind.STRING ? node.value : undefined),
});
