import { isUtf8 } from 'node:buffer';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { visitor } from '@hiroba/kernel';
import { bounds } from '../graphql/bounds.ts';
import { refuse } from './failure.ts';

/** The one address of the API. */
export const graphqlPath = '/graphql';

const jsonType = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;

/** Only what the API understands comes in: documents by GET from nobody in particular, JSON in UTF-8 by POST. */
const form: RequestHandler = (request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  if (request.method === 'GET') {
    // Whoever asks by GET is a visitor, so a link on another site reads nothing that is somebody's own.
    const { organisationId, locale, client } = request.visit.caller;
    const viewer = { ...visitor(organisationId, locale), ...(client && { client }) };
    request.visit = { ...request.visit, caller: viewer, context: { viewer, loaders: new WeakMap(), effects: {} } };
    request.headers['apollo-require-preflight'] = '1';
    next();
  } else if (request.method !== 'POST') {
    response.set('Allow', 'GET, POST');
    refuse(response, 405, 'BAD_USER_INPUT', 'Ask by GET or POST.');
  } else if (!jsonType.test(request.headers['content-type'] ?? '')) {
    refuse(response, 415, 'BAD_USER_INPUT', 'Send application/json in UTF-8.');
  } else {
    next();
  }
};

/** Bytes to JSON: bounded, not compressed, and nothing but UTF-8. */
const body = express.json({
  limit: bounds.bytes,
  type: () => true,
  strict: true,
  inflate: false,
  verify: (_request, _response, bytes) => {
    if (!isUtf8(bytes)) throw Object.assign(new Error('not UTF-8'), { status: 400 });
  },
});

/** Whether a value is nested no deeper, and holds no more keys, than variables may. */
export function isModest(value: unknown, { depth, keys } = bounds.variables): boolean {
  let level: readonly unknown[] = [value];
  let seen = 0;
  for (let at = 0; level.length > 0; at += 1) {
    const inner = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    seen += inner.length;
    if (seen > keys || (inner.length > 0 && at >= depth)) return false;
    level = inner;
  }
  return true;
}

/** One operation a request, with modest variables; stored documents do not exist yet. */
const operation: RequestHandler = (request, response, next) => {
  const { variables, extensions } = (request.body ?? {}) as {
    variables?: unknown;
    extensions?: { persistedQuery?: unknown };
  };
  const stored =
    request.method === 'GET'
      ? String(request.query.extensions ?? '').includes('persistedQuery')
      : extensions?.persistedQuery;
  if (stored) refuse(response, 404, 'PERSISTED_QUERY_NOT_FOUND', 'No such stored document.');
  else if (!isModest(variables))
    refuse(response, 400, 'BAD_USER_INPUT', 'The variables are nested too deep, or too many.');
  else next();
};

const unreadable: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  const { status } = error;
  if (status === 413) refuse(response, 413, 'BAD_USER_INPUT', `At most ${bounds.bytes} bytes.`);
  else if (status === 415) refuse(response, 415, 'BAD_USER_INPUT', 'Send the body uncompressed.');
  else if (status === 400) refuse(response, 400, 'BAD_USER_INPUT', 'The body is no JSON.');
  else next(error);
};

/** What stands before GraphQL: the form of the request, its size, and what it may hold. */
export const graphqlDoor: readonly (RequestHandler | ErrorRequestHandler)[] = [form, body, operation, unreadable];
