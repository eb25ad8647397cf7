import { count, joined } from './bytes.ts';

/** How many hashes a full tile holds, and entries a full bundle. */
export const TILE_WIDTH = 256;

/** A file of a log in the layout of C2SP tlog-tiles: hashes of one level, or a bundle of entries. */
export interface Tile {
  readonly level: number | 'entries';
  readonly n: number;
  /** How much it holds: 256 when full, else 1 to 255. */
  readonly width: number;
}

const groupsOf = (n: number): string => {
  const digits = String(n);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  return padded.replace(/\d{3}(?=\d)/g, 'x$&/');
};

/** The path of a tile below the prefix of its log. */
export const tilePath = ({ level, n, width }: Tile): string =>
  `tile/${level}/${groupsOf(n)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;
const HIGHEST_LEVEL = 63;

/** The tile at a path, or undefined when no tile is called so. */
export function parseTilePath(path: string): Tile | undefined {
  const [, levelText, groups, widthText] = PATH.exec(path) ?? [];
  if (levelText === undefined || groups === undefined) return undefined;
  const level = levelText === 'entries' ? levelText : Number(levelText);
  const n = count(groups.replace(/[x/]/g, '').replace(/^0+(?=\d)/, ''));
  const width = widthText === undefined ? TILE_WIDTH : Number(widthText);
  if (n === undefined || (level !== 'entries' && level > HIGHEST_LEVEL)) return undefined;
  if (width > TILE_WIDTH || (widthText !== undefined && width === TILE_WIDTH)) return undefined;
  const tile: Tile = { level, n, width };
  return tilePath(tile) === path ? tile : undefined;
}

/** One level of a tree: how many hashes it has. */
export interface Level {
  readonly level: number;
  readonly hashes: number;
}

/** The levels of tiles of a tree that have any hashes, lowest first. */
export function levelsOf(size: number): readonly Level[] {
  const levels: Level[] = [];
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH))
    levels.push({ level: levels.length, hashes });
  return levels;
}

/** The tile of a level that is not full, of each level that has one, lowest first: together they give the root. */
export const edgeTiles = (size: number): readonly (Tile & { readonly level: number })[] =>
  levelsOf(size).flatMap(({ level, hashes }) => {
    const width = hashes % TILE_WIDTH;
    return width === 0 ? [] : [{ level, n: Math.floor(hashes / TILE_WIDTH), width }];
  });

function tilesBetween(level: Tile['level'], before: number, after: number): Tile[] {
  const tiles: Tile[] = [];
  for (let n = Math.floor(before / TILE_WIDTH); n * TILE_WIDTH < after; n += 1)
    tiles.push({ level, n, width: Math.min(TILE_WIDTH, after - n * TILE_WIDTH) });
  return tiles;
}

/** The tiles and bundles that are new where a tree has grown from one size to another. */
export function tilesGrown(before: number, after: number): readonly Tile[] {
  if (after <= before) return [];
  const hashes = levelsOf(after).flatMap(({ level, hashes: now }) => {
    const then = levelsOf(before)[level]?.hashes ?? 0;
    return now > then ? tilesBetween(level, then, now) : [];
  });
  return [...tilesBetween('entries', before, after), ...hashes];
}

const LONGEST_ENTRY = 65_535;

/** The bytes of a bundle: each entry after its length in two bytes. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return joined(
    ...entries.flatMap((entry) => {
      if (entry.length > LONGEST_ENTRY) throw new RangeError('an entry has at most 65,535 bytes');
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** The entries of a bundle, or undefined when the bytes do not hold exactly so many. */
export function parseBundle(bytes: Uint8Array, width: number): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    if (at + 2 + length > bytes.length || entries.length === width) return undefined;
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries.length === width ? entries : undefined;
}
