import type { Request as HttpRequest, RequestHandler, Response as HttpResponse } from 'express';
import { megabyte, mostMegabytes, Places, type Uploads } from '@hiroba/server';
import { refuse } from './failure.ts';
import { libraries } from '../libraries.ts';
import { boundaryOf } from './multipart.ts';
import { readForm, spoolOf } from './sent-forms.ts';

const kilobyte = 1024;

/** How many bytes a form may send; of files that are too large nothing is kept, so that the words beside them come through. */
const most = { words: 256 * kilobyte, files: 300 * megabyte, visitors: 6 * mostMegabytes.participant * megabyte };

/** The forms by which somebody without an account may bring files, too. */
const openForms = libraries.flatMap(({ openForms: forms = [] }) => forms);

const takesPart = ({ visit: { caller } }: HttpRequest): boolean => caller.personId !== undefined && !caller.suspended;
const worksHere = (request: HttpRequest): boolean =>
  takesPart(request) && request.visit.caller.mfa && request.visit.caller.grants.some(({ role }) => role === 'STAFF' || role === 'ADMIN');

const hasFiles = ({ headers }: HttpRequest): boolean => boundaryOf(headers['content-type']) !== undefined;
const hasWords = ({ headers }: HttpRequest): boolean => /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');

/** Somebody whose session ended while they wrote still has its cookie; of their files nothing is kept, but they get back their words. */
const tookPart = ({ headers }: HttpRequest): boolean => /(?:^|[;\s])(?:__Host-)?hiroba=/.test(headers.cookie ?? '');

const isOpenForm = ({ path }: HttpRequest): boolean => openForms.some((form) => form.test(path));

/** Whether a request may bring files: forms of people who are, or were, signed in, and the few that are open to everybody. */
export const mayBeLarge = (request: HttpRequest): boolean =>
  request.method === 'POST' && hasFiles(request) && (takesPart(request) || tookPart(request) || isOpenForm(request));

const bytesFor = (request: HttpRequest): number => {
  if (!mayBeLarge(request)) return most.words;
  return takesPart(request) || tookPart(request) ? most.files : most.visitors;
};

/** Takes forms only, and bounds their body by the length it declares, before anything reads it. */
export const formBounds: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST') return next();
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const limit = bytesFor(request);
  if (encoding !== undefined) refuse(response, 411, 'BAD_USER_INPUT', 'Declare the length of the body.');
  else if (!hasFiles(request) && !hasWords(request)) refuse(response, 415, 'BAD_USER_INPUT', 'Send a form.');
  else if (Number(length ?? 0) > limit) refuse(response, 413, 'BAD_USER_INPUT', `At most ${limit} bytes.`);
  else next();
};

// Each writes onto the disk while it is read.
const places = new Places(8, 40);

/** How large one file of this sender may be. */
const fileBound = (request: HttpRequest): number => {
  if (!takesPart(request)) return isOpenForm(request) && !request.visit.caller.suspended ? mostMegabytes.participant * megabyte : 0;
  return (worksHere(request) ? mostMegabytes.staff : mostMegabytes.participant) * megabyte;
};

/** Reads the form of a request; its files lie on disk until the answer is out. */
export function formReader(request: HttpRequest & { readonly res: HttpResponse }, uploads: Uploads) {
  const spool = spoolOf(uploads, request.res);
  return (sent: Request): Promise<FormData> =>
    places.run(() => readForm(sent, { words: most.words, file: fileBound(request) }, spool));
}
