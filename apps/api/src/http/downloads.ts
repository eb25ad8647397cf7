import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express, NextFunction, Request, Response } from 'express';
import {
  inSnapshot, officeFormats, openDataArchive, openDataFormats, openDataStream, ORIGIN, OverloadedError, Places, RateLimit, sql,
  type Downloads, type LibraryServer, type OfficeFormat, type OpenData, type OpenDataFormat, type OriginOf, type Sql,
} from '@hiroba/server';
import type { Type } from '@nestjs/common';
import { refuse } from './failure.ts';

type Format = OpenDataFormat | OfficeFormat;

const types: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8', json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'cp932.zip': 'application/zip',
};
const limit = { name: 'download', many: 30, seconds: 60 };
const FILE = new RegExp(`^(.{1,100}?)\\.(${[...openDataFormats, ...officeFormats].join('|').replaceAll('.', '\\.')})$`);
const isForOffices = (format: string | undefined): boolean => officeFormats.some((each) => each === format);

const worksHere = ({ visit: { caller } }: Pick<Request, 'visit'>): boolean =>
  !caller.suspended && caller.mfa && caller.grants.some(({ role }) => role === 'STAFF' || role === 'ADMIN');

// Each holds a connection until its reader has taken everything: a few at a time, and few more in front of the door.
const places = new Places(2, 8);

function head(response: Response, { name }: OpenData, format: Format): void {
  const day = new Date().toISOString().slice(0, 10);
  response.type(types[format]).set('Content-Disposition', `attachment; filename="${name}-${day}.${format}"`);
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache');
}

/** Serves the open data of all libraries to everybody alike, as files that are written while they are read. */
export function mountDownloads(
  app: Express, { libraries, db, limits, nest }: {
    libraries: readonly LibraryServer[]; db: Sql; limits: number; nest: { get<T>(type: Type<T>, options: { strict: boolean }): T };
  },
): void {
  const offered = libraries.flatMap(({ downloads = [] }) => downloads).map((type) => nest.get<Downloads>(type, { strict: false }));
  const limiter = nest.get(RateLimit, { strict: false });
  const originOf = nest.get(ORIGIN as never, { strict: false }) as OriginOf;

  async function answer(request: Request<{ path: string; file: string }>, response: Response): Promise<void> {
    const { organisation } = request.visit;
    const [, id = '', format] = FILE.exec(request.params.file) ?? [];
    if (request.params.path === 'everything' && request.params.file === 'open-data.zip') return everything(request, response);
    const data = request.params.path === 'everything'
      ? (await cityOf(organisation.id)).sets.find(({ name }) => name === id)
      : await offered.find(({ path }) => path === request.params.path)?.find(organisation.id, id);
    if (!data || !format || (isForOffices(format) && !worksHere(request))) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
    head(response, data, format as Format);
    if (request.method === 'HEAD') return void response.end();
    if (await tooMany(request, response)) return;
    await places.run(() => inSnapshot(db.pool, (read) => pipeline(openDataStream(data, format as Format, read), response)));
  }

  async function tooMany({ visit: { organisation, caller } }: Pick<Request, 'visit'>, response: Response): Promise<boolean> {
    const refusal = await limiter.take({ ...limit, many: limit.many * limits }, `${organisation.id} ${caller.client ?? ''}`);
    if (!refusal) return false;
    response.removeHeader('Content-Disposition');
    response.set('Retry-After', String(refusal.params.seconds ?? 60));
    refuse(response, 429, 'RATE_LIMITED', 'Too many downloads; try again later.');
    return true;
  }

  /** A city with its sets of open data. */
  async function cityOf(organisationId: string): Promise<{ sets: OpenData[]; city: { name: string; host: string } }> {
    const city = await db.first<{ zone: string; host: string; name: string }>(sql`
      select o.zone, h.host, o.name ->> 'ja' as name from organisation o
      join organisation_host h on h.organisation_id = o.id and h.canonical where o.id = ${organisationId}`);
    if (!city) return { sets: [], city: { name: '', host: '' } };
    const scope = { organisationId, origin: originOf(city.host), locale: 'ja', libraries };
    const sets = libraries.flatMap(({ openData = [] }) => openData).map(({ name, columns, rows }): OpenData =>
      ({ name, columns, zone: city.zone, rows: (read) => rows(read, scope) }));
    return { sets, city: { name: city.name, host: city.host } };
  }

  async function everything(request: Request, response: Response): Promise<void> {
    const { sets, city } = await cityOf(request.visit.organisation.id);
    const now = new Date();
    response.type('application/zip').set('Content-Disposition', `attachment; filename="open-data-${now.toISOString().slice(0, 10)}.zip"`);
    if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache');
    if (request.method === 'HEAD') return void response.end();
    if (await tooMany(request, response)) return;
    const facts = { madeAt: now, licence: 'CC BY 4.0', city };
    await places.run(() => inSnapshot(db.pool, (read) => pipeline(Readable.from(openDataArchive(sets, facts, read)), response)));
  }

  app.get('/download/:path/:file', (request: Request<{ path: string; file: string }>, response: Response, next: NextFunction) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof OverloadedError) {
        response.removeHeader('Content-Disposition');
        response.set('Retry-After', '3');
        refuse(response, 503, 'OVERLOADED', 'Too many downloads at once; try again in a moment.');
      } else if (response.headersSent) response.destroy();
      else {
        response.removeHeader('Content-Disposition');
        next(error);
      }
    });
  });
}
