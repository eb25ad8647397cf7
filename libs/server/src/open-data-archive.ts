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

/** What an archive says of itself besides its files. */
export interface ArchiveFacts {
  readonly madeAt: Date;
  readonly licence: string;
  readonly city: { readonly name: string; readonly host: string };
}

const forms: readonly OpenDataFormat[] = ['csv', 'ndjson'];

function counted(data: OpenData, count: () => void): OpenData {
  return {
    ...data,
    async *rows(read) {
      for await (const row of data.rows(read)) {
        count();
        yield row;
      }
    },
  };
}

/** All sets of open data in one ZIP, as CSV and NDJSON, with a manifest of columns, rows, sizes and digests; made while it is taken. */
export async function* openDataArchive(
  sets: readonly OpenData[],
  { madeAt, ...facts }: ArchiveFacts,
  read: ReadRows,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) ready.push(chunk);
  });
  const files: ArchivedFile[] = [];
  for (const data of sets) {
    for (const format of forms) {
      const file = `${data.name}.${format}`;
      const entry = new ZipDeflate(file, { level: 6 });
      zip.add(entry);
      const hash = createHash('sha256');
      let [rows, bytes] = [0, 0];
      for await (const piece of openDataStream(
        counted(data, () => (rows += 1)),
        format,
        read,
      )) {
        const chunk = Buffer.from(piece as string | Uint8Array);
        hash.update(chunk);
        bytes += chunk.length;
        entry.push(new Uint8Array(chunk));
        yield* ready.splice(0);
      }
      entry.push(new Uint8Array(0), true);
      files.push({ file, columns: data.columns, rows, bytes, sha256: hash.digest('hex') });
    }
  }
  const manifest = new ZipDeflate('manifest.json', { level: 6 });
  zip.add(manifest);
  const zone = sets[0]?.zone ?? 'Asia/Tokyo';
  manifest.push(strToU8(`${JSON.stringify({ made_at: isoIn(madeAt, zone), ...facts, files }, null, 2)}\n`), true);
  zip.end();
  yield* ready.splice(0);
}
