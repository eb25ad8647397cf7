import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

/** A body that is not taken, with the HTTP status that says why. */
export class UnreadableBody extends Error {
  constructor(readonly status: 400 | 413 | 415) {
    super('the body cannot be read');
  }
}

/** The bytes of a body, at most so many; one that comes too slowly loses its connection. */
function bytesOf(request: IncomingMessage, most: number, patienceMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const late = setTimeout(() => request.destroy(), patienceMs);
    const end = (problem?: Error): void => {
      clearTimeout(late);
      request.off('data', take).off('end', whole).off('close', gone).off('error', gone);
      if (problem) reject(problem);
      else resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > most) end(new UnreadableBody(413));
      else chunks.push(chunk);
    };
    const whole = (): void => end();
    const gone = (): void => end(new UnreadableBody(400));
    request.on('data', take).on('end', whole).on('close', gone).on('error', gone);
  });
}

/** The JSON of a body: bounded, not compressed, nothing but UTF-8, an object or a list; nothing where there is no body. */
export async function readJson(request: IncomingMessage, most: number, patienceMs: number): Promise<unknown> {
  const { 'content-encoding': encoding = 'identity', 'content-length': length } = request.headers;
  if (encoding.toLowerCase() !== 'identity') throw new UnreadableBody(415);
  if (Number(length ?? 0) > most) throw new UnreadableBody(413);
  const bytes = await bytesOf(request, most, patienceMs);
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new UnreadableBody(400);
  const text = bytes.toString();
  if (!/^[ \t\r\n]*[{[]/.test(text)) throw new UnreadableBody(400);
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableBody(400);
  }
}
