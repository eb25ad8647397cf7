import { pipeline } from 'node:stream/promises';
import type { Express, NextFunction, Request, Response } from 'express';
import {
  inSnapshot, officeFormats, openDataFormats, openDataStream, OverloadedError, Places, RateLimit,
  type Downloads, type LibraryServer, type OfficeFormat, type OpenData, type OpenDataFormat, type Sql,
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

  async function answer(request: Request<{ path: string; file: string }>, response: Response): Promise<void> {
    const { organisation, caller } = request.visit;
    const [, id = '', format] = FILE.exec(request.params.file) ?? [];
    const data = await offered.find(({ path }) => path === request.params.path)?.find(organisation.id, id);
    if (!data || !format || (isForOffices(format) && !worksHere(request))) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
    head(response, data, format as Format);
    if (request.method === 'HEAD') return void response.end();
    const tooMany = await limiter.take({ ...limit, many: limit.many * limits }, `${organisation.id} ${caller.client ?? ''}`);
    if (tooMany) {
      response.removeHeader('Content-Disposition');
      response.set('Retry-After', String(tooMany.params.seconds ?? 60));
      return refuse(response, 429, 'RATE_LIMITED', 'Too many downloads; try again later.');
    }
    await places.run(() => inSnapshot(db.pool, (read) => pipeline(openDataStream(data, format as Format, read), response)));
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
