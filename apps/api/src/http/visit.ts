import { randomBytes } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'express';
import { isLocale, visitor, type Locale } from '@hiroba/kernel';
import type { Sessions } from '@hiroba/accounts/server';
import type { Caller, GraphqlContext, RequestEffects, Tiles, Vault } from '@hiroba/server';
import type { OrganisationDirectory } from '@hiroba/spaces/server';
import { formGuard, type FormGuard } from './form-guard.ts';

/** One request or socket: whose city, who asks, in which language. */
export interface Visit {
  readonly organisation: { readonly id: string; readonly host: string; readonly redirectTo?: string };
  readonly caller: Caller;
  readonly nonce: string;
  readonly forms: FormGuard;
  readonly context: GraphqlContext;
}

declare module 'express-serve-static-core' {
  interface Request {
    visit: Visit;
  }
}

/** What it takes to know a visitor. */
export interface Door {
  readonly directory: OrganisationDirectory;
  readonly sessions: Sessions;
  readonly vault: Vault;
  /** Whether visitors come over https. */
  readonly secure: boolean;
  /** Whence maps have the pictures below them. */
  readonly tiles?: Pick<Tiles, 'url'> | undefined;
}

/** The session cookie's name: bound to the host over https, plain on loopback. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-hiroba' : 'hiroba');

/** The host of a request without its port. */
export const hostOf = (request: IncomingMessage): string =>
  (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();

/** The language of an address, else the one a browser wishes for. */
export function localeOf(path: string, accepted: string | undefined): Locale {
  const first = path.split('/')[1];
  if (isLocale(first)) return first;
  const preferred = (accepted ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find(isLocale);
  return preferred ?? 'ja';
}

const MOST_CLIENTS = 1_000;
const clients = new WeakMap<Vault, Map<string, string>>();

/** The keyed hash of an address; those of late are kept. */
export function clientOf(vault: Vault, address: string): string {
  const known = clients.get(vault) ?? new Map<string, string>();
  const client = known.get(address) ?? vault.digest('client', address);
  if (known.size >= MOST_CLIENTS) known.clear();
  clients.set(vault, known.set(address, client));
  return client;
}

/** The beginning of an address that a household or an office has in common: of IPv4 three numbers, of IPv6 three groups. */
export const networkOf = (address: string): string =>
  address.includes('.') ? address.split('.').slice(0, 3).join('.') : address.split(':').slice(0, 3).join(':');

/** Who is asking, by the session cookie. */
export async function callerOf(
  door: Door,
  request: IncomingMessage,
  organisationId: string,
  address: string,
): Promise<Caller> {
  const { cookie } = request.headers;
  const token = cookie && parseCookie(cookie)[cookieName(door.secure)];
  const client = clientOf(door.vault, address);
  const network = clientOf(door.vault, `network ${networkOf(address)}`);
  const locale = localeOf(request.url ?? '', request.headers['accept-language']);
  const known = token ? await door.sessions.resolve(organisationId, token, client) : undefined;
  return known ? { ...known, locale, client, network } : { ...visitor(organisationId, locale), client, network };
}

/** Effects that reach the browser at once, before the answer is sent. */
function effectsOn(response: ServerResponse, secure: boolean): RequestEffects {
  const cookie = (token: string, maxAge: number) =>
    `${cookieName(secure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure ? '; Secure' : ''}`;
  return {
    set session(value: RequestEffects['session']) {
      if (!value) return;
      if (value === 'ENDED') response.setHeader('Clear-Site-Data', '"cache", "storage"');
      response.appendHeader('Set-Cookie', value === 'ENDED' ? cookie('', 0) : cookie(value.token, value.maxAge));
    },
    set retryAfter(seconds: number) {
      response.setHeader('Retry-After', String(seconds));
    },
  };
}

/** What resolvers share in the answer to one request. */
export const contextOf = (door: Door, viewer: Caller, response: ServerResponse): GraphqlContext => ({
  viewer: { ...viewer, recorded: [] },
  loaders: new WeakMap(),
  effects: effectsOn(response, door.secure),
});

/** The visit of a request, or nothing when no organisation lives at its host. */
export async function visitOf(door: Door, request: Request, response: ServerResponse): Promise<Visit | undefined> {
  const organisation = await door.directory.find(hostOf(request));
  if (!organisation) return undefined;
  const caller = await callerOf(door, request, organisation.id, request.ip ?? '');
  const nonce = randomBytes(16).toString('base64url');
  return {
    organisation,
    caller,
    nonce,
    context: contextOf(door, caller, response),
    forms: formGuard(door.vault, caller),
  };
}
