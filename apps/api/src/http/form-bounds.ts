import type { Request, RequestHandler } from 'express';
import { refuse } from './failure.ts';
import { graphqlPath } from './graphql-door.ts';

const kilobyte = 1024;

/** How many bytes a form may send; files come only from those who work here, and a command says how large each may be. */
const most = { words: 256 * kilobyte, files: 24 * 1024 * kilobyte };

const worksHere = ({ visit: { caller } }: Request): boolean =>
  !caller.suspended && caller.mfa && caller.grants.some(({ role }) => role === 'STAFF' || role === 'ADMIN');

const hasFiles = ({ headers }: Request): boolean => /^multipart\/form-data\s*;.*boundary=/i.test(headers['content-type'] ?? '');
const hasWords = ({ headers }: Request): boolean => /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');

/** Takes forms only, and bounds their body by the length it declares, before anything reads it. */
export const formBounds: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' || request.path === graphqlPath) return next();
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const limit = hasFiles(request) && worksHere(request) ? most.files : most.words;
  if (encoding !== undefined) refuse(response, 411, 'BAD_USER_INPUT', 'Declare the length of the body.');
  else if (!hasFiles(request) && !hasWords(request)) refuse(response, 415, 'BAD_USER_INPUT', 'Send a form.');
  else if (Number(length ?? 0) > limit) refuse(response, 413, 'BAD_USER_INPUT', `At most ${limit} bytes.`);
  else next();
};
