import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { connectionLost, OverloadedError, rootOf, sqlStateOf } from '@hiroba/server';
import { describeError } from '../http/describe-error.ts';

const known = new Set([
  'BAD_USER_INPUT',
  'COST_LIMIT',
  'DEPTH_LIMIT',
  'ALIAS_LIMIT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
]);

// Words of the library for which the house has its own.
const ourWord: Readonly<Record<string, string>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'GRAPHQL_VALIDATION_FAILED',
};

// Stopped by us, waited too long for a lock; text that the database cannot hold, numbers beyond its columns.
const ofState: Readonly<Record<string, readonly [code: string, message: string]>> = {
  57014: ['TIMEOUT', 'The operation took too long.'],
  '55P03': ['TIMEOUT', 'The operation took too long.'],
  22021: ['BAD_USER_INPUT', 'A value cannot be stored.'],
  '22P05': ['BAD_USER_INPUT', 'A value cannot be stored.'],
};

const overloaded = (cause: unknown): boolean =>
  cause instanceof OverloadedError ||
  (cause instanceof Error && cause.message.startsWith('timeout exceeded when trying to connect'));

/** What the library says, without what was sent: messages never repeat a value. */
function withoutValues(code: string, message: string): string {
  if (message.startsWith('Variable ')) return 'A variable does not fit the document.';
  if (message.startsWith('GraphQL introspection'))
    return 'Introspection is off; the schema is published at /schema.graphql.';
  if (code === 'GRAPHQL_PARSE_FAILED') return message.replace(/ "[^]*"/, '');
  return message
    .replace(/, found [^]*$/, '.')
    .replace(/( cannot represent [^:]*):[^]*$/, '$1.')
    .replace(/^Value "[^]*" (?=does not exist)/, 'A value ');
}

/** The code of an error, as it says itself or as its text gives away. */
function codeOf({ message, path, extensions }: GraphQLError): string | undefined {
  const { code } = extensions as { code?: string };
  if (code) return ourWord[code] ?? code;
  if (message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  if (message.startsWith('Variable ')) return 'BAD_USER_INPUT';
  return path ? undefined : 'GRAPHQL_VALIDATION_FAILED';
}

function expected(error: GraphQLError): GraphQLFormattedError | undefined {
  const asked = codeOf(error);
  if (!asked || !known.has(asked)) return undefined;
  const { field } = error.extensions as { field?: string };
  const tooLong = asked === 'GRAPHQL_PARSE_FAILED' && error.message.includes('tokens. Parsing aborted');
  return {
    message: withoutValues(asked, error.message),
    ...(error.locations && { locations: error.locations }),
    extensions: { code: tooLong ? 'COST_LIMIT' : asked, ...(field && { field }) },
  };
}

/** Whether a value did not fit its type; what a scalar throws for that is the sender's fault, whatever it throws. */
const askedBadly = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError && error.path === undefined && error.message.startsWith('Variable ');

/** Lets expected errors through by code and hides everything else behind an incident id that is in the log. */
export function maskError(error: unknown, log: Logger): GraphQLFormattedError {
  const root = rootOf(error);
  const [code, message] = ofState[sqlStateOf(root) ?? ''] ?? [];
  if (code && message) return { message, extensions: { code } };
  if (overloaded(root)) return { message: 'Too many are waiting; try again soon.', extensions: { code: 'OVERLOADED' } };
  if (connectionLost(root))
    return { message: 'The database cannot be reached just now; try again soon.', extensions: { code: 'UNAVAILABLE' } };
  const told = askedBadly(error)
    ? expected(error)
    : root instanceof GraphQLError && error instanceof GraphQLError
      ? expected(root.extensions.code ? root : error)
      : undefined;
  if (told) return told;
  const incident = randomUUID();
  log.error({ incident, err: describeError(error) }, 'unexpected failure');
  return { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR', incident } };
}

/** The HTTP status of failures that a balancer or a client must see without reading the answer. */
export const statusOfFailure = (errors: readonly GraphQLFormattedError[] | undefined): 503 | undefined =>
  errors?.some(
    ({ extensions }) =>
      extensions?.code === 'TIMEOUT' || extensions?.code === 'OVERLOADED' || extensions?.code === 'UNAVAILABLE',
  )
    ? 503
    : undefined;
