import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import type { OrganisationDirectory } from '@hiroba/spaces/server';
import { count } from '@hiroba/transparency';
import { logFolder, proofArchive, type Receipts } from '@hiroba/transparency/server';
import { refuse } from './failure.ts';
import { hostOf } from './visit.ts';

function send(response: Response, name: string, archive: Uint8Array | undefined, cache: string): void {
  if (!archive) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
  response.type('application/zip').set({ 'Cache-Control': cache, 'Content-Disposition': `attachment; filename="${name}.zip"` });
  response.send(Buffer.from(archive));
}

const handled = <P>(answer: (request: Request<P>, response: Response) => Promise<void>): RequestHandler<P> =>
  (request: Request<P>, response: Response, next: NextFunction) => {
    answer(request, response).catch(next);
  };

interface PublicLog {
  readonly directory: OrganisationDirectory;
  readonly dataDir: string;
  readonly originOf: (host: string) => string;
}

/** Hands out proofs that an entry is in the public log, made of its files alone. */
export function mountProofs(app: Express, { directory, dataDir, originOf }: PublicLog): void {
  app.get('/log/proof/:index', handled<{ index: string }>(async (request, response) => {
    const index = count(request.params.index);
    const organisation = index === undefined ? undefined : await directory.find(hostOf(request));
    const archive = organisation && index !== undefined
      ? await proofArchive(logFolder(dataDir, organisation.id), index, originOf(organisation.host)) : undefined;
    send(response, `record-${index}`, archive, 'no-cache');
  }));
}

/** Hands out receipts; what is somebody's own of an entry lies in theirs alone. */
export function mountReceipts(app: Express, receipts: Receipts): void {
  app.get('/log/receipts/:file', handled<{ file: string }>(async ({ params: { file }, visit }, response) => {
    const [, id] = /^([0-9a-f-]{36})\.zip$/.exec(file) ?? [];
    send(response, `receipt-${id}`, id ? await receipts.archive(visit.caller, id) : undefined, 'private, no-store');
  }));
}
