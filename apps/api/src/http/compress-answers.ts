import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip, type BrotliCompress, type Gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

const SMALLEST = 1_024;
const text = /^(?:text\/|application\/(?:json|graphql-response\+json|x-ndjson|xml|atom\+xml|manifest\+json))/;

/** The encoding an answer may have, by what the client says it takes; one it gives no weight is none. */
export function encodingOf(accepted: string | undefined): 'br' | 'gzip' | undefined {
  const taken = (accepted ?? '').split(',').map((part) => part.trim().toLowerCase()).filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part));
  return (['br', 'gzip'] as const).find((name) => taken.some((part) => part.split(';')[0]?.trim() === name));
}

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } };

const compressor = (encoding: 'br' | 'gzip'): BrotliCompress | Gzip => (encoding === 'br' ? createBrotliCompress(brotli) : createGzip({ level: 6 }));

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

/** A whole text compressed as the client takes it; nothing where it takes none or the text is small. */
export async function compressedText(accepted: string | undefined, whole: string): Promise<{ readonly encoding: 'br' | 'gzip'; readonly bytes: Buffer } | undefined> {
  const encoding = whole.length < SMALLEST ? undefined : encodingOf(accepted);
  if (!encoding) return undefined;
  const bytes = await (encoding === 'br' ? inBrotli(whole, brotli) : inGzip(whole, { level: 6 }));
  return { encoding, bytes };
}

/**
 * Sends text compressed to visitors. Answers to somebody signed in hold secrets (the token of forms) beside what an address may
 * repeat; their length, compressed, would tell the one by the other (BREACH), so they go out as they are.
 */
export const compressAnswers: RequestHandler = (request, response, next) => {
  response.vary('Accept-Encoding');
  const encoding = request.visit.caller.personId ? undefined : encodingOf(request.headers['accept-encoding'] as string | undefined);
  if (!encoding || request.method === 'HEAD') {
    next();
    return;
  }
  const plain = { write: response.write.bind(response), end: response.end.bind(response) };
  let chosen: BrotliCompress | Gzip | null | undefined;
  const choose = (whole?: number): BrotliCompress | Gzip | null => {
    const fits = !response.headersSent && text.test(String(response.getHeader('content-type') ?? '')) && !response.hasHeader('content-encoding')
      && response.statusCode !== 204 && response.statusCode !== 304 && (whole === undefined || whole >= SMALLEST);
    if (!fits) return null;
    const made = compressor(encoding);
    response.setHeader('Content-Encoding', encoding);
    response.removeHeader('Content-Length');
    made.on('data', (chunk: Buffer) => { if (!plain.write(chunk)) made.pause(); });
    made.on('end', () => plain.end());
    made.on('drain', () => response.emit('drain'));
    response.on('drain', () => made.resume());
    response.on('close', () => made.destroy());
    return made;
  };
  response.write = ((chunk: Buffer | string, ...rest: unknown[]): boolean => {
    chosen = chosen === undefined ? choose() : chosen;
    return chosen ? chosen.write(chunk, ...rest as []) : plain.write(chunk, ...rest as []);
  }) as typeof response.write;
  response.end = ((...args: unknown[]) => {
    const [chunk, charset] = args;
    const bytes = typeof chunk === 'string' || Buffer.isBuffer(chunk) ? chunk : undefined;
    if (chosen === undefined) chosen = bytes === undefined ? null : choose(Buffer.byteLength(bytes, charset as BufferEncoding | undefined));
    if (chosen) chosen.end(...args as []);
    else plain.end(...args as []);
    return response;
  }) as typeof response.end;
  next();
};
