import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Express, NextFunction, Request, Response } from 'express';
import type { OrganisationDirectory } from '@hiroba/spaces/server';
import { logFolder, publishedKeys } from '@hiroba/transparency/server';
import { hostOf } from './visit.ts';

/** What is replaced in the built page by the keys of a city. */
const KEYS = '"keys of a city"';

/** What a page says that it may load and run; it says so from a disk, too. */
const ownPolicy = (page: string): string => /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';

/** Hands out what checks proofs without us: a page that works from a disk, with the keys of the city in it, and the command line in one file. */
export function mountLogTools(app: Express, { directory, dataDir, tools }: { readonly directory: OrganisationDirectory; readonly dataDir: string; readonly tools: string }): void {
  async function verifier(request: Request, response: Response): Promise<void> {
    const organisation = await directory.find(hostOf(request));
    const page = organisation && await readFile(path.join(tools, 'verify.html'), 'utf8');
    if (!page) return void response.status(421).end();
    const keys = await publishedKeys(logFolder(dataDir, organisation.id));
    response.type('html').set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': `${ownPolicy(page)}; frame-ancestors 'none'` });
    // As data, in which nothing ends the element it stands in.
    response.send(page.replace(KEYS, () => JSON.stringify(keys).replaceAll('<', '\\u003c')));
  }

  app.get('/log/verify.html', (request: Request, response: Response, next: NextFunction) => {
    verifier(request, response).catch(next);
  });
  app.get('/log/hiroba-log.mjs', (_, response: Response) => {
    response.sendFile(path.join(tools, 'hiroba-log.mjs'), { maxAge: '1h', headers: { 'Content-Disposition': 'attachment; filename="hiroba-log.mjs"' } });
  });
}
