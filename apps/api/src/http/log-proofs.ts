import type { Express, NextFunction, Request, Response } from 'express';
import type { OrganisationDirectory } from '@hiroba/spaces/server';
import { count } from '@hiroba/transparency';
import { logFolder, proofArchive } from '@hiroba/transparency/server';
import { refuse } from './failure.ts';
import { hostOf } from './visit.ts';

/** Hands out proofs that an entry is in the public log, made of its files alone. */
export function mountProofs(app: Express, { directory, dataDir }: { readonly directory: OrganisationDirectory; readonly dataDir: string }): void {
  async function answer(request: Request<{ index: string }>, response: Response): Promise<void> {
    const index = count(request.params.index);
    const organisation = index === undefined ? undefined : await directory.find(hostOf(request));
    const archive = organisation && index !== undefined ? await proofArchive(logFolder(dataDir, organisation.id), index) : undefined;
    if (!archive) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
    response.type('application/zip').set({ 'Cache-Control': 'no-cache', 'Content-Disposition': `attachment; filename="record-${index}.zip"` });
    response.send(Buffer.from(archive));
  }

  app.get('/log/proof/:index', (request: Request<{ index: string }>, response: Response, next: NextFunction) => {
    answer(request, response).catch(next);
  });
}
