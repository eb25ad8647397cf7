import path from 'node:path';
import { parseTilePath } from '../domain/tiles.ts';
import type { ReadLogFile } from '../domain/tile-reader.ts';
import { fileAt } from '../server/durable-files.ts';

/** A log somewhere, and what was wrong with how its files were handed out. */
export interface FoundLog {
  readonly where: string;
  readonly read: ReadLogFile;
  /** Headers that are not as they must be; only an address has any. */
  readonly headers: readonly string[];
}

const LARGEST = 256 * (2 + 65_535);
const PATIENCE_MS = 30_000;

/** What an answer of a log must say of itself. */
function headerProblems(file: string, { headers }: Response): string[] {
  const tile = parseTilePath(file);
  const type = tile ? 'application/octet-stream' : file.startsWith('schema/') ? 'application/json' : 'text/plain';
  const cache = headers.get('cache-control') ?? '';
  const age = Number(/max-age=(\d+)/.exec(cache)?.[1] ?? NaN);
  return [
    ...(headers.get('content-type')?.startsWith(type) ? [] : [`${file}: Content-Type is not ${type}`]),
    ...(headers.get('access-control-allow-origin') === '*' ? [] : [`${file}: no Access-Control-Allow-Origin`]),
    ...(tile && !cache.includes('immutable') ? [`${file}: Cache-Control is not immutable`] : []),
    ...(file === 'checkpoint' && !(age <= 10) ? ['checkpoint: Cache-Control keeps it for more than seconds'] : []),
  ];
}

async function body(response: Response, file: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > LARGEST) throw new Error(`${file} is larger than any file of a log`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function byAddress(address: string, problems: Set<string>): ReadLogFile {
  const prefix = address.replace(/\/+$/, '');
  return async (file) => {
    const response = await fetch(`${prefix}/${file}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok) throw new Error(`${prefix}/${file} answered ${response.status}`);
    for (const problem of headerProblems(file, response)) problems.add(problem);
    return body(response, file);
  };
}

/** The log at an address or in a folder. */
export function logAt(where: string): FoundLog {
  const problems = new Set<string>();
  const read: ReadLogFile = /^https?:\/\//.test(where)
    ? byAddress(where, problems)
    : (file) => fileAt(path.join(where, file));
  return {
    where,
    read,
    get headers() {
      return [...problems];
    },
  };
}
