import { timingSafeEqual } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Type } from '@nestjs/common';
import type { Express, NextFunction, Request, Response } from 'express';
import {
  contentDisposition,
  filePath,
  type FileDoor,
  type LibraryServer,
  type ServedFile,
  type StoredFiles,
  type Vault,
} from '@hiroba/server';
import { refuse } from './failure.ts';

interface Files {
  readonly files: StoredFiles;
  readonly vault: Vault;
  readonly libraries: readonly LibraryServer[];
  readonly nest: { get<T>(type: Type<T>, options: { strict: boolean }): T };
}

/** How long a link to a file that is not for everybody lives. */
const linkMs = 300_000;
const own = '/files/own';

const nothing = (response: Response): void => refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');

/** Where a file has an address of its own: the path of its library, its id, and in which form. */
interface Address {
  readonly path: string;
  readonly id: string;
  readonly form: string;
}

const written = ({ path, id, form }: Address): string => [path, id, form].map(encodeURIComponent).join('/');

/** The proof that a link was made for this session, this file and this moment. */
function proofOf(
  vault: Vault,
  { visit: { organisation, caller } }: Pick<Request, 'visit'>,
  address: Address,
  until: string,
): string {
  return vault.digest('file-link', ['GET', organisation.id, caller.sessionId, written(address), until].join(' '));
}

function accepts(vault: Vault, request: Pick<Request, 'query' | 'visit'>, address: Address): boolean {
  const { until, proof } = request.query;
  if (!request.visit.caller.sessionId || typeof until !== 'string' || typeof proof !== 'string') return false;
  if (!/^\d{1,15}$/.test(until) || Number(until) <= Date.now()) return false;
  const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(vault, request, address, until))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Serves the kept files of the city at the host: those for everybody under their digest, others by links that soon end. */
export function mountFiles(app: Express, { files, vault, libraries, nest }: Files): void {
  const doors = libraries
    .flatMap(({ fileDoors = [] }) => fileDoors)
    .map((type) => nest.get<FileDoor>(type, { strict: false }));

  async function openFile(organisationId: string, digest: string): Promise<ServedFile | undefined> {
    for (const door of doors) {
      const file = await door.open(organisationId, digest);
      if (file && (await files.has(organisationId, digest, file.bytes))) return file;
    }
    return undefined;
  }

  async function send(
    request: Pick<Request, 'method' | 'visit'>,
    response: Response,
    { digest, mime, bytes, shown, name, opened }: ServedFile,
  ): Promise<void> {
    const content = await opened?.();
    response.set({
      'Content-Security-Policy': `sandbox; default-src 'none'`,
      'Accept-Ranges': 'none',
      'Content-Type': mime,
      'Content-Length': String(content?.length ?? bytes),
      ...(name === undefined
        ? {}
        : { 'Content-Disposition': contentDisposition(shown ? 'inline' : 'attachment', name) }),
    });
    if (content || request.method === 'HEAD') return void response.end(content);
    await pipeline(files.read(request.visit.organisation.id, digest), response);
  }

  async function sendOpen(request: Request<{ digest: string }>, response: Response): Promise<void> {
    const file = await openFile(request.visit.organisation.id, request.params.digest);
    if (!file) return nothing(response);
    response.set({
      // What can be hidden one day must not live on in caches.
      'Cache-Control': file.lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=60, must-revalidate',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      ETag: `"${file.digest}"`,
    });
    if (request.fresh) return void response.status(304).end();
    await send(request, response, file);
  }

  const ownFile = (
    { visit: { caller } }: Pick<Request, 'visit'>,
    { path, id, form }: Address,
  ): Promise<ServedFile | undefined> =>
    doors.find((door) => door.path === path)?.own?.(caller, id, form) ?? Promise.resolve(undefined);

  async function lead(request: Request, response: Response, address: Address): Promise<void> {
    const file = await ownFile(request, address);
    if (!file) return nothing(response);
    response.set('Cache-Control', 'private, no-store');
    if (await openFile(request.visit.organisation.id, file.digest))
      return response.redirect(303, filePath(file.digest));
    const until = String(Date.now() + linkMs);
    response.redirect(
      303,
      `${own}/${written(address)}?until=${until}&proof=${proofOf(vault, request, address, until)}`,
    );
  }

  async function sendOwn(
    request: Request<{ path: string; id: string; form: string }>,
    response: Response,
  ): Promise<void> {
    const address = request.params;
    if (!accepts(vault, request, address)) {
      return refuse(response, 403, 'FORBIDDEN', 'This link has ended. Open the file from its page again.');
    }
    // The rule is asked again: the link says who asked, not what they still may see.
    const file = await ownFile(request, address);
    if (!file || !(await files.has(request.visit.organisation.id, file.digest, file.bytes))) return nothing(response);
    response.set('Cache-Control', 'private, no-store');
    await send(request, response, file);
  }

  const handled =
    <P>(answer: (request: Request<P>, response: Response) => Promise<void>) =>
    (request: Request<P>, response: Response, next: NextFunction) => {
      answer(request, response).catch((error: NodeJS.ErrnoException) => {
        // A reader who went away early is no failure.
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') next(error);
      });
    };
  app.get('/files/:digest', handled(sendOpen));
  app.get(`${own}/:path/:id/:form`, handled(sendOwn));
  for (const { path } of doors) {
    if (path === undefined) continue;
    app.get(
      `/${path}/:id{/:form}`,
      handled<{ id: string; form?: string }>((request, response) =>
        lead(request as Request, response, { path, id: request.params.id, form: request.params.form ?? 'whole' }),
      ),
    );
  }
}
