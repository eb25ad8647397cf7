import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { libraries } from '@hiroba/api/libraries';
import { inSnapshot, isoIn, openDataStream, type OpenData, type OpenDataFormat, type ReadRows } from '@hiroba/server';
import { cityOf, Trouble, type City, type House } from './house.ts';
import { spaceAt, type FoundSpace } from './places.ts';

/** The options of `hiroba export space`. */
export interface ExportOptions {
  readonly dir: string;
  readonly licence: string;
  readonly host?: string;
}

/** A file of an export as its manifest tells it. */
export interface WrittenFile {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

const formats: readonly OpenDataFormat[] = ['csv', 'ndjson'];

function filesOf({ id: organisationId, origin, zone }: City, { id: spaceId }: FoundSpace): OpenData[] {
  const scope = { organisationId, spaceId, origin, locale: 'ja', libraries };
  const sets = libraries.flatMap(({ openData = [] }) => openData).filter(({ ofSpace }) => ofSpace !== false);
  return sets.map((set) => ({ ...set, zone, rows: (read) => set.rows(read, scope) }));
}

async function write(data: OpenData, format: OpenDataFormat, dir: string, read: ReadRows): Promise<WrittenFile> {
  const file = `${data.name}.${format}`;
  const half = path.join(dir, `.${file}.part`);
  const hash = createHash('sha256');
  let [rows, bytes] = [0, 0];
  const counted: OpenData = {
    ...data,
    rows: async function* (reading) {
      for await (const row of data.rows(reading)) {
        rows += 1;
        yield row;
      }
    },
  };
  try {
    await pipeline(openDataStream(counted, format, read), async function* (chunks: AsyncIterable<string | Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += Buffer.byteLength(chunk);
        yield chunk;
      }
    }, createWriteStream(half));
    await rename(half, path.join(dir, file));
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  return { file, columns: data.columns, rows, bytes, sha256: hash.digest('hex') };
}

/** Writes a space as open data, all files from one snapshot; the manifest comes last and says that the others are whole. */
export async function exportSpace(house: House, slug: string, { dir, licence, host }: ExportOptions): Promise<string> {
  const city = await cityOf(house, host);
  const space = await spaceAt(house, city, slug);
  if (space.state === 'DRAFT') throw new Trouble(`The space ${space.slug} is a draft; only what is public is exported.`);
  await mkdir(dir, { recursive: true });
  const manifest = path.join(dir, 'manifest.json');
  await rm(manifest, { force: true });
  const made = isoIn(new Date(), city.zone);
  const files = await inSnapshot(house.db.pool, async (read) => {
    const written: WrittenFile[] = [];
    for (const data of filesOf(city, space)) {
      for (const format of formats) written.push(await write(data, format, dir, read));
    }
    return written;
  });
  const url = `${city.origin}/ja/spaces/${space.slug}`;
  const content = { made_at: made, city: { name: city.name, host: city.host }, space: { id: space.id, slug: space.slug, title: space.title, url }, licence, files };
  await writeFile(manifest, `${JSON.stringify(content, null, 2)}\n`);
  const lines = files.filter(({ file }) => file.endsWith('.csv')).map(({ file, rows }) => `  ${file.replace('.csv', '').padEnd(18)} ${rows} rows`);
  return [`${space.title} (${space.slug}) is in ${dir}, as CSV and NDJSON:`, ...lines, '  manifest.json      columns, rows, digests, licence'].join('\n');
}
