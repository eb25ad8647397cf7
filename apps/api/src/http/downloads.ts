import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express, NextFunction, Request, Response } from 'express';
import {
  EVERYTHING, inSnapshot, NightlyFiles, officeFormats, openDataArchive, OpenDataCities, openDataFormats, openDataStream, OverloadedError, Places,
  RateLimit, type Downloads, type FileFormat, type LibraryServer, type OpenData, type Sql,
} from '@hiroba/server';
import type { Type } from '@nestjs/common';
import { refuse } from './failure.ts';

const types: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8', json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'cp932.zip': 'application/zip',
  pdf: 'application/pdf',
};
const limit = { name: 'download', many: 30, seconds: 60 };
const FILE = new RegExp(`^(.{1,100}?)\\.(${[...openDataFormats, ...officeFormats, 'pdf'].join('|').replaceAll('.', '\\.')})$`);
const isForOffices = (format: string | undefined): boolean => officeFormats.some((each) => each === format);
/** Whether a file comes in a form: tables that are made to be read are workbooks for everybody. */
const comesAs = (data: OpenData, format: string, worksHere: boolean): boolean =>
  format === 'pdf' ? data.pdf !== undefined : !isForOffices(format) || worksHere || (format === 'xlsx' && data.layout !== undefined);

const isGiven = ({ formats }: OpenData, format: string | undefined): format is FileFormat =>
  format !== undefined && (formats?.some((each) => each === format) ?? true);

const searchOf = ({ originalUrl }: Pick<Request, 'originalUrl'>) => new URLSearchParams(originalUrl.split('?')[1] ?? '');

const worksHere = ({ visit: { caller } }: Pick<Request, 'visit'>): boolean =>
  !caller.suspended && caller.mfa && caller.grants.some(({ role }) => role === 'STAFF' || role === 'ADMIN');

// Each holds a connection until its reader has taken everything: a few at a time, and few more in front of the door.
const places = new Places(2, 8);

function head(response: Response, { name }: OpenData, format: FileFormat): void {
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
  const cities = nest.get(OpenDataCities, { strict: false });
  const nightly = nest.get(NightlyFiles, { strict: false });

  async function answer(request: Request<{ path: string; file: string }>, response: Response): Promise<void> {
    const { organisation } = request.visit;
    response.set('Link', `<${(await cities.licence(organisation.id)).url}>; rel="license"`);
    const [, id = '', format] = FILE.exec(request.params.file) ?? [];
    const isDigests = request.params.path === 'nightly' && id === 'digests';
    if (request.params.path === 'nightly' && !isDigests) return ofTheNight(request, response);
    if (request.params.path === 'everything' && request.params.file === EVERYTHING) return everything(request, response);
    const data = isDigests ? await nightly.digests(organisation.id) : request.params.path === 'everything'
      ? (await cities.find(organisation.id)).sets.find(({ name }) => name === id)
      : await offered.find(({ path }) => path === request.params.path)?.find(organisation.id, id, searchOf(request));
    if (!data || !isGiven(data, format) || !comesAs(data, format, worksHere(request))) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
    head(response, data, format);
    if (request.method === 'HEAD') return void response.end();
    if (await tooMany(request, response)) return;
    await places.run(() => inSnapshot(db.pool, (read) => pipeline(openDataStream(data, format, read), response)));
  }

  async function tooMany({ visit: { organisation, caller } }: Pick<Request, 'visit'>, response: Response): Promise<boolean> {
    const refusal = await limiter.take({ ...limit, many: limit.many * limits }, `${organisation.id} ${caller.client ?? ''}`);
    if (!refusal) return false;
    for (const name of ['Content-Disposition', 'Content-Length', 'ETag', 'Last-Modified', 'Repr-Digest']) response.removeHeader(name);
    response.set('Retry-After', String(refusal.params.seconds ?? 60));
    refuse(response, 429, 'RATE_LIMITED', 'Too many downloads; try again later.');
    return true;
  }

  /** A file that was made in the night, as long as nothing in it was hidden since; otherwise the way to the same as it is now. */
  async function ofTheNight(request: Request<{ path: string; file: string }>, response: Response): Promise<void> {
    const { organisation } = request.visit;
    const { file: name } = request.params;
    const [, stem = '', format] = FILE.exec(name) ?? [];
    const kept = await nightly.open(organisation.id, name);
    if (!kept) {
      const isSet = format !== undefined && format !== 'pdf' && !isForOffices(format) && (await cities.find(organisation.id)).sets.some((each) => each.name === stem);
      if (!isSet && name !== EVERYTHING) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
      response.set('Cache-Control', 'no-store');
      return response.redirect(302, `/download/everything/${name}`);
    }
    const { digest, bytes, madeAt, read } = kept;
    const at = name.indexOf('.');
    response.type(name === EVERYTHING ? 'application/zip' : types[format as FileFormat])
      .set('Content-Disposition', `attachment; filename="${name.slice(0, at)}-${madeAt.toISOString().slice(0, 10)}${name.slice(at)}"`)
      .set({ ETag: `"${digest}"`, 'Last-Modified': madeAt.toUTCString(), 'Repr-Digest': `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:` });
    if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache');
    if (request.headers['if-none-match']?.split(',').some((each) => each.trim().replace(/^W\//, '') === `"${digest}"`)) return void response.status(304).end();
    response.set('Content-Length', String(bytes));
    if (request.method === 'HEAD') return void response.end();
    if (await tooMany(request, response)) return;
    await pipeline(read(), response);
  }

  async function everything(request: Request, response: Response): Promise<void> {
    const { sets, zone, city, licence } = await cities.find(request.visit.organisation.id);
    const now = new Date();
    response.type('application/zip').set('Content-Disposition', `attachment; filename="open-data-${now.toISOString().slice(0, 10)}.zip"`);
    if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache');
    if (request.method === 'HEAD') return void response.end();
    if (await tooMany(request, response)) return;
    const facts = { madeAt: now, zone, licence: licence.name, licence_url: licence.url, city };
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
