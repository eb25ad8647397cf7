import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Express, NextFunction, Request, Response } from 'express';
import type { OrganisationDirectory } from '@hiroba/spaces/server';
import { parseTilePath } from '@hiroba/transparency';
import { logFolder } from '@hiroba/transparency/server';
import { encodingOf } from './compress-answers.ts';
import { hostOf } from './visit.ts';

/** How a file of a log is handed out. */
interface Kind {
  readonly type: string;
  readonly cache: string;
  /** Whether it may go out compressed; hashes cannot be. */
  readonly gzip?: boolean;
}

const text = 'text/plain; charset=utf-8';
const forever = 'public, max-age=31536000, immutable';
const tile: Kind = { type: 'application/octet-stream', cache: forever };
const named: Readonly<Record<string, Kind>> = {
  checkpoint: { type: text, cache: 'max-age=2' },
  vkey: { type: text, cache: 'max-age=3600' },
  policy: { type: text, cache: 'max-age=3600' },
  'receipts/vkey': { type: text, cache: 'max-age=3600' },
};

/** The kind of a file, by its path below the prefix; only the one spelling of each path is known. */
function kindOf(file: string): Kind | undefined {
  if (Object.hasOwn(named, file)) return named[file];
  if (/^schema\/[0-9a-f]{64}$/.test(file)) return { type: 'application/json; charset=utf-8', cache: forever, gzip: true };
  const found = parseTilePath(file);
  return found && { ...tile, gzip: found.level === 'entries' };
}

/** Serves the public log: files that a web server might hand out as well, the same to everybody, without the database. */
export function mountLog(app: Express, { directory, dataDir }: { readonly directory: OrganisationDirectory; readonly dataDir: string }): void {
  async function answer(request: Request, response: Response): Promise<void> {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.status(405).set('Allow', 'GET, HEAD').end();
    const file = request.path.slice(1);
    const kind = kindOf(file);
    const organisation = kind && await directory.find(hostOf(request));
    const handle = organisation && await open(path.join(logFolder(dataDir, organisation.id), file), 'r').catch(() => undefined);
    const size = handle && await handle.stat().then((stat) => (stat.isFile() ? stat.size : undefined));
    if (!kind || !handle || size === undefined) {
      await handle?.close();
      return void response.status(404).set('Cache-Control', 'no-store').type(text).send('There is nothing here.\n');
    }
    response.set({ 'Content-Type': kind.type, 'Cache-Control': kind.cache });
    const gzip = kind.gzip && encodingOf(String(request.headers['accept-encoding'] ?? '').replace(/\bbr\b/g, '')) === 'gzip';
    if (kind.gzip) response.vary('Accept-Encoding');
    if (gzip) response.set('Content-Encoding', 'gzip');
    else response.set('Content-Length', String(size));
    if (request.method === 'HEAD') {
      await handle.close();
      return void response.end();
    }
    const stream = createReadStream('', { fd: handle });
    await (gzip ? pipeline(stream, createGzip(), response) : pipeline(stream, response));
  }

  app.use('/log/public', (request: Request, response: Response, next: NextFunction) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else next(error);
    });
  });
}
