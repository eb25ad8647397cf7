import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';

/** Sends the brotli twin that the build laid beside an asset, to browsers that take it; the files never change while we run. */
export function compressedTwin(folder: string): RequestHandler {
  const twins = new Set(readdirSync(folder).filter((file) => file.endsWith('.br')));
  return (request, response, next) => {
    const name = request.path.slice(1);
    response.vary('Accept-Encoding');
    if (twins.has(`${name}.br`) && /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
      response.type(path.extname(name)).set('Content-Encoding', 'br');
      request.url = `/${name}.br`;
    }
    next();
  };
}
