import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';

const known = new Set([
  'BAD_USER_INPUT', 'COST_LIMIT', 'DEPTH_LIMIT', 'ALIAS_LIMIT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'TIMEOUT', 'RATE_LIMITED',
  'OPERATION_RESOLUTION_FAILURE',
]);

const cancelled = (error: unknown): boolean => (error as { code?: string } | undefined)?.code === '57014';

/** Lets expected errors through by code and hides everything else behind an incident id that is in the log. */
export function maskError(error: unknown, log: Logger): GraphQLFormattedError {
  const formatted = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  const { code, field } = formatted.extensions as { code?: string; field?: string };
  if (cancelled(formatted.originalError)) return { message: 'The operation took too long.', extensions: { code: 'TIMEOUT' } };
  const thrown = formatted.originalError && !(formatted.originalError instanceof GraphQLError);
  if (!thrown && code && known.has(code)) {
    return { message: formatted.message, ...(formatted.locations && { locations: formatted.locations }), extensions: { code, ...(field && { field }) } };
  }
  if (!thrown && !formatted.path) {
    return { message: formatted.message, extensions: { code: code ?? 'GRAPHQL_VALIDATION_FAILED' } };
  }
  if (!thrown && formatted.message.startsWith('Variable ')) return { message: 'A variable does not fit.', extensions: { code: 'BAD_USER_INPUT' } };
  const incident = randomUUID();
  log.error({ incident, err: formatted.originalError ?? formatted }, 'unexpected failure');
  return { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR', incident } };
}
