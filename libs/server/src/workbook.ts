import { inflateRawSync } from 'node:zlib';
import { zipEntries, type ZipEntry } from './inspection/zip-directory.ts';
import {
  BadWorkbookError, dateStyles, EPOCHS, firstSheet, LARGEST_PART, lineOf, ROW, wordsOf, type Surroundings, type TableLine,
} from './workbook-cells.ts';

export type { TableLine };

function partOf(bytes: Buffer, { at, packed, unpacked }: ZipEntry): string {
  if (unpacked > LARGEST_PART || bytes.readUInt32LE(at) !== 0x04034b50) throw new BadWorkbookError();
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const content = bytes.subarray(from, from + packed);
  const plain =
    bytes.readUInt16LE(at + 8) === 0 ? content : inflateRawSync(content, { maxOutputLength: Math.max(1, unpacked) });
  const text = plain.toString('utf8');
  // Entities of its own are the only thing in XML that can grow.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new BadWorkbookError();
  return text;
}

const stringsOf = (xml: string): string[] =>
  [...xml.matchAll(/<(?:\w+:)?si>([^]*?)<\/(?:\w+:)?si>|<(?:\w+:)?si\/>/g)].map(([, item = '']) => wordsOf(item));

function linesOf(xml: string, surroundings: Surroundings): TableLine[] {
  const lines: TableLine[] = [];
  for (const [, head = '', inner = ''] of xml.matchAll(ROW)) lines.push(lineOf(head, inner, surroundings, lines.length + 1));
  return lines;
}

/** The rows of the first sheet of an Excel workbook, its cells as text; undefined when it is none, or could burst. */
export function workbookLines(bytes: Buffer): readonly TableLine[] | undefined {
  const entries = new Map(zipEntries(bytes)?.map((entry) => [entry.name, entry]));
  const part = (name: string): string => {
    const entry = entries.get(name);
    return entry ? partOf(bytes, entry) : '';
  };
  try {
    const sheet = entries.get(firstSheet(part));
    if (!sheet) return undefined;
    const epoch = /date1904="(?:1|true)"/.test(part('xl/workbook.xml')) ? EPOCHS.since1904 : EPOCHS.usual;
    const strings = stringsOf(part('xl/sharedStrings.xml'));
    return linesOf(partOf(bytes, sheet), {
      stringAt: (n) => strings[n] ?? '',
      dates: dateStyles(part('xl/styles.xml')),
      epoch,
    });
  } catch (error) {
    if (
      error instanceof BadWorkbookError ||
      (error as NodeJS.ErrnoException).code?.startsWith('Z_') ||
      error instanceof RangeError
    )
      return undefined;
    throw error;
  }
}
