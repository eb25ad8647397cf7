import type { Express, NextFunction, Request, Response } from 'express';
import { locales } from '@hiroba/kernel';
import { firstId, isId, ORIGIN, type OriginOf } from '@hiroba/server';
import { PublicPagesReads, type PublicPage } from '@hiroba/spaces/server';
import type { Type } from '@nestjs/common';
import { xmlText } from './atom.ts';
import { refuse } from './failure.ts';

/** So many pages are in one piece; each stands there in every language. */
const MANY = 2_000;
const standing = ['', '/spaces', '/answers', '/activity', '/register', '/open-data'];
const head = '<?xml version="1.0" encoding="utf-8"?>\n';
const scheme = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** The addresses of one page, in every language, each with the others beside it. */
function addressesOf(origin: string, { path, changedAt }: Pick<PublicPage, 'path' | 'changedAt'>): string {
  const others = locales.map((locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${xmlText(`${origin}/${locale}${path}`)}"/>`).join('');
  const last = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
  return locales.map((locale) => `<url><loc>${xmlText(`${origin}/${locale}${path}`)}</loc>${last}${others}</url>`).join('\n');
}

/** Tells search engines which pages everybody may read, and which are nobody's to find. */
export function mountSitemap(app: Express, { nest, many = MANY }: {
  nest: { get<T>(type: Type<T>, options: { strict: boolean }): T }; many?: number | undefined;
}): void {
  const pages = nest.get(PublicPagesReads, { strict: false });
  const originOf = nest.get(ORIGIN as never, { strict: false }) as OriginOf;

  const send = (response: Response, body: string): void => {
    if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache');
    response.type('application/xml; charset=utf-8').send(body);
  };

  app.get('/robots.txt', ({ visit: { organisation } }: Request, response: Response) => {
    const closed = locales.flatMap((locale) => ['account', 'desk', 'me', 'moderate'].map((path) => `Disallow: /${locale}/${path}`));
    response.type('text/plain; charset=utf-8')
      .send(['User-agent: *', ...closed, 'Disallow: /graphql', '', `Sitemap: ${originOf(organisation.host)}/sitemap.xml`, ''].join('\n'));
  });

  app.get('/sitemap.xml', (request: Request, response: Response, next: NextFunction) => {
    const { organisation } = request.visit;
    const origin = originOf(organisation.host);
    pages.pieces(organisation.id, many).then((ids) => {
      const pieces = [firstId, ...ids].map((id) => `<sitemap><loc>${xmlText(`${origin}/sitemaps/${id}.xml`)}</loc></sitemap>`);
      send(response, `${head}<sitemapindex ${scheme}>\n${pieces.join('\n')}\n</sitemapindex>\n`);
    }, next);
  });

  app.get('/sitemaps/:file', (request: Request<{ file: string }>, response: Response, next: NextFunction) => {
    const { organisation } = request.visit;
    const id = request.params.file.replace(/\.xml$/, '');
    if (!isId(id) || id === request.params.file) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
    const origin = originOf(organisation.host);
    pages.list(organisation.id, id, many).then((found) => {
      const always = id === firstId ? standing.map((path) => ({ path, changedAt: null })) : [];
      const urls = [...always, ...found].map((page) => addressesOf(origin, page));
      send(response, `${head}<urlset ${scheme} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`);
    }, next);
  });
}
