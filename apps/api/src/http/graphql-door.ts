import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import { visitor } from '@hiroba/kernel';
import type { Caller } from '@hiroba/server';
import { bounds } from '../graphql/bounds.ts';
import type { Documents } from '../graphql/documents.ts';
import { malformed, parsedJson, Refused, withText, type Stored } from './asked-document.ts';
import { compressedText } from './compress-answers.ts';
import { refuse, type Failing } from './failure.ts';
import { hostsOf, methods, sameSite } from './gates.ts';
import { readJson, UnreadableBody } from './json-body.ts';
import { callerOf, clientOf, contextOf, hostOf, localeOf, type Door } from './visit.ts';

/** The one address of the API. */
export const graphqlPath = '/graphql';

/** How long a body may take. */
const patienceMs = 30_000;

const jsonType = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;

/** What the door stands on. */
export interface GraphqlDoor {
  readonly door: Door;
  readonly apollo: ApolloServer;
  readonly documents: Documents;
  readonly securityHeaders: ReadonlyMap<string, string>;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly fail: Failing;
}

function unreadable({ status }: UnreadableBody): Refused {
  if (status === 413) return new Refused(status, 'BAD_USER_INPUT', `At most ${bounds.bytes} bytes.`);
  return new Refused(status, 'BAD_USER_INPUT', status === 415 ? 'Send the body uncompressed.' : 'The body is no JSON.');
}

const accepted = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;

function headersFor({ headers }: IncomingMessage, isGet: boolean): HeaderMap {
  const map = new HeaderMap();
  for (const name of accepted) {
    const value = headers[name];
    if (typeof value === 'string') map.set(name, value);
  }
  if (isGet) map.set('apollo-require-preflight', '1');
  return map;
}

/** A request by GET, as far as it names a registered document or sends its own; unreadable variables are left to be refused. */
function askedByGet(documents: Documents, request: IncomingMessage, search: string): HTTPGraphQLRequest {
  const headers = headersFor(request, true);
  const sent = new URLSearchParams(search);
  const extensions = sent.get('extensions')?.includes('persistedQuery')
    ? parsedJson(sent.get('extensions'))
    : undefined;
  if (!sent.has('id') && extensions === undefined) return { method: 'GET', headers, search, body: undefined };
  if (['id', 'query', 'variables', 'extensions'].some((name) => sent.getAll(name).length > 1))
    throw malformed('Each parameter once.');
  if (headers.has('content-type') && !jsonType.test(headers.get('content-type') ?? ''))
    throw new Refused(415, 'BAD_USER_INPUT', 'A question by GET has no body.');
  const asked = {
    id: sent.get('id') ?? undefined,
    query: sent.get('query'),
    variables: parsedJson(sent.get('variables')),
    extensions: extensions as Stored['extensions'],
  };
  headers.set('content-type', 'application/json');
  return { method: 'POST', headers, search: '', body: withText(documents, asked, 'GET') };
}

async function askedByPost(documents: Documents, request: IncomingMessage): Promise<HTTPGraphQLRequest> {
  const sent = await readJson(request, bounds.bytes, patienceMs);
  const body =
    typeof sent === 'object' && sent !== null && !Array.isArray(sent)
      ? withText(documents, sent, 'POST')
      : (sent ?? {});
  return { method: 'POST', headers: headersFor(request, false), search: '', body };
}

/** Sends a text, compressed to visitors only: beside secrets its length would tell (as with pages). */
async function send(
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
  { personId }: Caller,
): Promise<void> {
  const small = personId
    ? undefined
    : await compressedText(request.headers['accept-encoding'] as string | undefined, text);
  if (small) response.setHeader('Content-Encoding', small.encoding);
  const bytes = small?.bytes ?? Buffer.from(text);
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}

/** The door of the API: it stands before the framework, since each question would pay for what only pages need. */
export function graphqlDoor({ door, apollo, documents, securityHeaders, addressOf, fail }: GraphqlDoor) {
  const usual = new Map([...securityHeaders, ['Vary', 'Accept-Encoding']]);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers, url = '' } = request;
    if (!methods.has(method)) {
      response.writeHead(405, { Allow: 'GET, HEAD, POST' }).end();
      return;
    }
    if (hostsOf(request) !== 1) {
      response.writeHead(400).end();
      return;
    }
    const organisation = await door.directory.find(hostOf(request));
    if (!organisation) {
      response.writeHead(421).end();
      return;
    }
    const isGet = method === 'GET';
    if (organisation.redirectTo && (isGet || method === 'HEAD')) {
      response
        .writeHead(308, { Location: `${door.secure ? 'https' : 'http'}://${organisation.redirectTo}${url}` })
        .end();
      return;
    }
    if (!isGet && method !== 'HEAD' && !sameSite(request, door.secure))
      throw new Refused(403, 'FORBIDDEN', 'Sent from another site.');
    response.setHeader('Cache-Control', 'no-store');
    if (!isGet && method !== 'POST') {
      response.setHeader('Allow', 'GET, POST');
      throw new Refused(405, 'BAD_USER_INPUT', 'Ask by GET or POST.');
    }
    if (!isGet && !jsonType.test(headers['content-type'] ?? ''))
      throw new Refused(415, 'BAD_USER_INPUT', 'Send application/json in UTF-8.');
    const address = addressOf(request);
    // Whoever asks by GET is a visitor, so a link on another site reads nothing that is somebody's own.
    const caller = isGet
      ? {
          ...visitor(organisation.id, localeOf(url, headers['accept-language'])),
          client: clientOf(door.vault, address),
        }
      : await callerOf(door, request, organisation.id, address);
    const at = url.indexOf('?');
    const httpGraphQLRequest = isGet
      ? askedByGet(documents, request, at < 0 ? '' : url.slice(at))
      : await askedByPost(documents, request);
    const told = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: async () => contextOf(door, caller, response),
    });
    response.statusCode = told.status ?? 200;
    for (const [name, value] of told.headers) response.setHeader(name, value);
    if (told.body.kind !== 'complete') throw new Error('answers are whole');
    await send(request, response, told.body.string, caller);
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeaders(usual);
    answer(request, response).catch((error: unknown) => {
      const refused = error instanceof UnreadableBody ? unreadable(error) : error;
      if (refused instanceof Refused) refuse(response, refused.status, refused.code, refused.message);
      else fail(error, response);
    });
  };
}

/** Whether a request is for the API. */
export const isForGraphql = ({ url = '' }: IncomingMessage): boolean =>
  url.startsWith(graphqlPath) && (url.length === graphqlPath.length || url[graphqlPath.length] === '?');
