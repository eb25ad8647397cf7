import { createHash } from 'node:crypto';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { isoIn, openDataStream, type OpenData, type OpenDataFormat, type ReadRows } from './open-data.ts';

/** A file of an archive as its manifest tells it. */
export interface ArchivedFile {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** A file on its way into an archive: how many rows it had is known once its bytes are read. */
export interface FileToArchive {
  readonly file: string;
  readonly columns: readonly string[];
  rows(): number;
  readonly chunks: AsyncIterable<string | Uint8Array>;
}

/** What an archive says of itself besides its files. */
export interface ArchiveFacts {
  readonly madeAt: Date;
  readonly zone: string;
  readonly licence: string;
  /** Where the licence can be read. */
  readonly licence_url: string;
  readonly city: { readonly name: string; readonly host: string };
}

const forms: readonly OpenDataFormat[] = ['csv', 'ndjson'];

function countedFile(data: OpenData, format: OpenDataFormat, read: ReadRows): FileToArchive {
  let many = 0;
  const counted: OpenData = {
    ...data,
    async *rows(from) {
      for await (const row of data.rows(from)) {
        many += 1;
        yield row;
      }
    },
  };
  const { name, columns } = data;
  return { file: `${name}.${format}`, columns, rows: () => many, chunks: openDataStream(counted, format, read) as AsyncIterable<string | Uint8Array> };
}

/** What somebody reads first: whose data it is, when it was made, under which licence, and what is in each file. */
const readme = (made: string, { licence, licence_url: url, city }: Omit<ArchiveFacts, 'madeAt' | 'zone'>, files: readonly ArchivedFile[]): string => [
  `${city.name} オープンデータ / Open data`, `${city.host}   ${made}`, '',
  `利用条件 / Licence: ${licence}`, url, `出典の書き方 / Credit: ${city.name} (${city.host})`, '',
  'CSV は UTF-8（BOM つき）、NDJSON は UTF-8 です。 / CSV is UTF-8 with BOM, NDJSON is UTF-8.', '',
  ...files.flatMap(({ file, columns, rows, sha256 }) => [`${file}   ${rows}`, `  ${columns.join(', ')}`, `  SHA-256 ${sha256}`, '']),
].join('\n');

/** Files in one ZIP with what to read first, and a manifest of columns, rows, sizes and digests; made while it is taken. */
export async function* archive(files: Iterable<FileToArchive>, { madeAt, zone, ...facts }: ArchiveFacts): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) ready.push(chunk);
  });
  const told: ArchivedFile[] = [];
  for (const { file, columns, rows, chunks } of files) {
    const entry = new ZipDeflate(file, { level: 6 });
    zip.add(entry);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of chunks) {
      const chunk = Buffer.from(piece as Uint8Array);
      hash.update(chunk);
      bytes += chunk.length;
      entry.push(new Uint8Array(chunk));
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(0), true);
    told.push({ file, columns, rows: rows(), bytes, sha256: hash.digest('hex') });
  }
  const made = isoIn(madeAt, zone);
  const besides = { 'README.txt': readme(made, facts, told), 'manifest.json': JSON.stringify({ made_at: made, ...facts, files: told }, null, 2) };
  for (const [file, text] of Object.entries(besides)) {
    const entry = new ZipDeflate(file, { level: 6 });
    zip.add(entry);
    entry.push(strToU8(`${text}\n`), true);
  }
  zip.end();
  yield* ready.splice(0);
}

function* filesOf(sets: readonly OpenData[], read: ReadRows): Generator<FileToArchive> {
  for (const data of sets) for (const format of forms) yield countedFile(data, format, read);
}

/** All sets of open data in one ZIP, as CSV and NDJSON, as they are now. */
export const openDataArchive = (sets: readonly OpenData[], facts: ArchiveFacts, read: ReadRows): AsyncGenerator<Uint8Array> =>
  archive(filesOf(sets, read), facts);
