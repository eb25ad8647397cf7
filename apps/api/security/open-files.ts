import { request } from 'node:http';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { officeFormats, openDataFormats, type Downloads } from '@hiroba/server';
import type { Type } from '@nestjs/common';
import type { PlacedRoom } from '@hiroba/testing';
import { libraries } from '../src/libraries.ts';
import type { Fort } from './support.ts';

/** A file that anybody, or anybody who works here, may take along. */
export interface OpenFile {
  readonly path: string;
  readonly status: number;
  /** All that is in it, in whatever it is packed or encoded. */
  readonly text: string;
}

/** The names of all sets of open data of a city. */
export const setNames: readonly string[] = libraries.flatMap(({ openData = [] }) => openData).map(({ name }) => name);

const bytesOf = (
  fort: Fort,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; bytes: Buffer }> =>
  new Promise((resolve, reject) => {
    request({ port: fort.port, host: '127.0.0.1', path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
      answer.on('error', reject);
    })
      .on('error', reject)
      .end();
  });

const textOf = (bytes: Uint8Array, path: string): string =>
  path.includes('cp932')
    ? iconv.decode(Buffer.from(bytes), 'cp932') + Buffer.from(bytes).toString()
    : Buffer.from(bytes).toString();

/** Takes one file along. */
export async function openFile(
  fort: Fort,
  path: string,
  { cookie, host = 'city.test' }: { cookie?: string; host?: string } = {},
): Promise<OpenFile> {
  const { status, bytes } = await bytesOf(fort, path, { host, ...(cookie ? { cookie } : {}) });
  const packed = bytes.subarray(0, 2).toString() === 'PK';
  const parts = packed ? Object.values(unzipSync(bytes)) : [bytes];
  return { path, status, text: parts.map((part) => textOf(part, path)).join('\n') };
}

/** Every file there is of a city and of some places, in every form; those of offices too, where somebody who works there asks. */
export async function openFiles(
  fort: Fort,
  rooms: readonly PlacedRoom[],
  { cookie, host }: { cookie?: string; host?: string } = {},
): Promise<OpenFile[]> {
  const formats = [...openDataFormats, ...(cookie ? officeFormats : [])];
  const types = libraries.flatMap(({ downloads = [] }) => downloads) as readonly Type<Downloads>[];
  const ofPlaces = types.flatMap((type) => {
    const { path } = fort.server.nest.get(type, { strict: false });
    return rooms.flatMap(({ componentId, spaceId }) => [componentId, spaceId].map((id) => `${path}/${id}`));
  });
  const paths = [...ofPlaces, ...setNames.map((name) => `everything/${name}`)].flatMap((path) =>
    formats.map((format) => `/download/${path}.${format}`),
  );
  const files: OpenFile[] = [];
  for (const path of ['/download/everything/open-data.zip', ...paths])
    files.push(await openFile(fort, path, { cookie, host }));
  return files;
}
