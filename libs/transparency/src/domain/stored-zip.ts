import { textOf } from './bytes.ts';

const END = 0x06_05_4b_50;
const LISTED = 0x02_01_4b_50;
const FILE = 0x04_03_4b_50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;

interface Listed {
  readonly name: string;
  readonly from: number;
  readonly bytes: number;
  readonly next: number;
}

function endOf(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= first; at -= 1) if (view.getUint32(at, true) === END) return at;
  return undefined;
}

/** A file by its line in the list at the end; only what is stored as it is, nothing packed, locked or split. */
function listed(view: DataView, zip: Uint8Array, at: number): Listed | undefined {
  if (view.getUint32(at, true) !== LISTED || view.getUint16(at + 8, true) & 1 || view.getUint16(at + 10, true) !== 0)
    return undefined;
  const [packed, bytes] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
  const [nameBytes, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
    number,
    number,
    number,
  ];
  const local = view.getUint32(at + 42, true);
  const name = textOf(zip.subarray(at + 46, at + 46 + nameBytes));
  if (packed !== bytes || name === undefined || view.getUint32(local, true) !== FILE) return undefined;
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  return from + bytes > at ? undefined : { name, from, bytes, next: at + 46 + nameBytes + extra + comment };
}

/** The files of a ZIP that packs nothing, by their names; undefined where it is damaged, or another kind of file. */
export function storedFiles(zip: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const files = new Map<string, Uint8Array>();
  try {
    const end = endOf(view);
    if (end === undefined) return undefined;
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      const file = listed(view, zip, at);
      if (file === undefined || files.has(file.name)) return undefined;
      files.set(file.name, zip.subarray(file.from, file.from + file.bytes));
      at = file.next;
    }
    return at === end ? files : undefined;
  } catch (error) {
    // A number that points beyond the end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
