import { pipeline } from 'node:stream/promises';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { StoredFiles } from '@hiroba/server';
import { refuse } from './failure.ts';

/** Serves the kept files of the city at the host, to everybody alike; named by their content, they never change. */
export function mountFiles(app: Express, files: StoredFiles): void {
  async function answer(request: Request<{ digest: string }>, response: Response): Promise<void> {
    const { organisation } = request.visit;
    const { digest } = request.params;
    const file = await files.find(organisation.id, digest);
    if (!file) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
    response.set({
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Security-Policy': `sandbox; default-src 'none'`,
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Accept-Ranges': 'none',
      ETag: `"${digest}"`,
    });
    if (request.fresh) return void response.status(304).end();
    response.set({ 'Content-Type': file.kind, 'Content-Length': String(file.bytes) });
    if (request.method === 'HEAD') return void response.end();
    await pipeline(files.read(organisation.id, digest), response);
  }

  const handler: RequestHandler<{ digest: string }> = (request, response, next) => {
    answer(request, response).catch((error: NodeJS.ErrnoException) => {
      // A reader who went away early is no failure.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') next(error);
    });
  };
  app.get('/files/:digest', handler);
}
