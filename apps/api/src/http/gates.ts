import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { refuse } from './failure.ts';
import { visitOf, type Door } from './visit.ts';

/** How many hosts a request names. */
export const hostsOf = ({ rawHeaders }: IncomingMessage): number =>
  rawHeaders.filter((name, at) => at % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host').length;
/** The methods that something here answers. */
export const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

const isReadable = ({ path }: Request): boolean => {
  try {
    return decodeURIComponent(path).length > 0;
  } catch {
    return false;
  }
};

/** Refuses methods that nothing here answers, addresses that cannot be read, and addresses that name another server, none or two. */
export const knownMethods: RequestHandler = (request, response, next) => {
  if (!methods.has(request.method)) response.status(405).set('Allow', 'GET, HEAD, POST').end();
  else if (!request.originalUrl.startsWith('/') || hostsOf(request) !== 1 || !isReadable(request))
    response.status(400).end();
  else next();
};

const closed = `default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** Security headers of every answer, by name; what is no page may load and run nothing. */
export function securityHeaders(secure: boolean): ReadonlyMap<string, string> {
  const set = helmet({
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    xFrameOptions: { action: 'deny' },
    xPoweredBy: false,
  });
  const names = new Map([
    ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
    ['Content-Security-Policy', closed],
  ]);
  const taking = { setHeader: (name: string, value: string) => names.set(name, value) } as unknown as ServerResponse;
  set({} as IncomingMessage, taking, () => undefined);
  return names;
}

/** Puts the security headers on an answer. */
export function headers(all: ReadonlyMap<string, string>): RequestHandler {
  return (_request, response, next) => {
    response.setHeaders(all as Map<string, string>);
    next();
  };
}

/** The content security policy of one page; pictures come from this site, and those below maps from one more. */
export const policy = (nonce: string, tiles?: string): string =>
  [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self'`,
    `img-src 'self' data:${tiles === undefined ? '' : ` ${new URL(tiles).origin}`}`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `object-src 'none'`,
  ].join('; ');

/** Finds the city and the person; an unknown host shows nothing. */
export const identify =
  (door: Door): RequestHandler =>
  async (request: Request, response: Response, next: NextFunction) => {
    try {
      const visit = await visitOf(door, request, response);
      if (!visit) {
        response.status(421).end();
        return;
      }
      const { redirectTo } = visit.organisation;
      if (redirectTo && (request.method === 'GET' || request.method === 'HEAD')) {
        response.redirect(308, `${door.secure ? 'https' : 'http'}://${redirectTo}${request.originalUrl}`);
        return;
      }
      request.visit = visit;
      response.setHeader('Content-Security-Policy', policy(visit.nonce, door.tiles?.url));
      if (visit.caller.personId) response.setHeader('Cache-Control', 'private, no-store');
      next();
    } catch (error) {
      next(error);
    }
  };

/** Whether a state-changing request comes from our own pages. */
export function sameSite(request: Pick<Request, 'headers'>, secure: boolean): boolean {
  const { origin, referer, host } = request.headers;
  const fetchSite = request.headers['sec-fetch-site'];
  const own = `${secure ? 'https' : 'http'}://${host}`;
  if (fetchSite !== undefined && fetchSite !== 'same-origin') return false;
  if (origin !== undefined) return origin === own;
  if (fetchSite !== undefined) return true;
  return referer !== undefined && URL.canParse(referer) && new URL(referer).origin === own;
}

/** Refuses changes that another site set off. */
export const crossSite =
  (secure: boolean): RequestHandler =>
  (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD' || sameSite(request, secure)) next();
    else refuse(response, 403, 'FORBIDDEN', 'Sent from another site.');
  };
