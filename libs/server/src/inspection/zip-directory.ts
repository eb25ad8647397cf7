/** An entry of a ZIP archive as its central directory tells it; nothing has been unpacked. */
export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  /** Where its local header begins. */
  readonly at: number;
}

/** The bounds of an archive that is taken in. */
export interface ZipBounds {
  readonly entries: number;
  readonly bytes: number;
  readonly ratio: number;
}

/** What an archive may hold by default. */
export const zipBounds: ZipBounds = { entries: 1_000, bytes: 200_000_000, ratio: 100 };

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LONGEST_COMMENT = 65_535;
const SYMBOLIC_LINK = 0xa000;
// What a small text packs well is no bomb yet.
const HARMLESS = 1_000_000;
const ARCHIVE = /\.(?:zip|jar|7z|rar|gz|tgz|bz2|xz|zst|tar|cab|iso|exe|dll|com|bat|cmd|js|vbs|ps1|sh)$/i;
const OUTSIDE = /^[\\/]|^[A-Za-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)|\0/;

function endOf(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - 22 - LONGEST_COMMENT);
  for (let at = bytes.length - 22; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return undefined;
}

function entryAt(bytes: Buffer, at: number, end: number): { entry: ZipEntry; safe: boolean; next: number } | undefined {
  if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) return undefined;
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const next = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  if (next > end) return undefined;
  const entry = {
    name: bytes.toString('utf8', at + 46, nameEnd),
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    at: bytes.readUInt32LE(at + 42),
  };
  const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
  const isLink = ((bytes.readUInt32LE(at + 38) >>> 16) & 0xf000) === SYMBOLIC_LINK;
  const isHuge = entry.packed === 0xffffffff || entry.unpacked === 0xffffffff || entry.at === 0xffffffff;
  return {
    entry,
    next,
    safe: !isEncrypted && !isLink && !isHuge && !OUTSIDE.test(entry.name) && !ARCHIVE.test(entry.name),
  };
}

/** The entries of an archive, by its central directory alone; undefined where it is broken, a bomb, or reaches outside. */
export function zipEntries(
  bytes: Buffer,
  { entries: most, bytes: largest, ratio }: ZipBounds = zipBounds,
): readonly ZipEntry[] | undefined {
  const end = endOf(bytes);
  if (end === undefined) return undefined;
  const many = bytes.readUInt16LE(end + 10);
  const from = bytes.readUInt32LE(end + 16);
  if (many > most || from > end) return undefined;
  const found = new Map<string, ZipEntry>();
  let at = from;
  let unpacked = 0;
  for (let n = 0; n < many; n += 1) {
    const read = entryAt(bytes, at, end);
    if (!read?.safe || found.has(read.entry.name)) return undefined;
    const { entry } = read;
    unpacked += entry.unpacked;
    if (unpacked > largest || (entry.unpacked > HARMLESS && entry.unpacked > ratio * entry.packed)) return undefined;
    found.set(entry.name, entry);
    at = read.next;
  }
  return at === end ? [...found.values()] : undefined;
}
