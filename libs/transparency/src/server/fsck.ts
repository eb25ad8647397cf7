import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readLeaf1 } from '@hiroba/kernel';
import { count, sameBytes, toBase64 } from '../domain/bytes.ts';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { GrowingTiles, type FilledTile } from '../domain/growing-tiles.ts';
import { Frontier, HASH_BYTES, hasherOf } from '../domain/merkle.ts';
import { encodeBundle, parseTilePath, TILE_WIDTH, tilePath, tilesGrown, type Tile } from '../domain/tiles.ts';
import { fileAt } from './durable-files.ts';
import { inView, verifierKeys, type Connection, type KeptLog } from './kept-log.ts';
import { nodeCiphers } from './node-ciphers.ts';
import { treeOf } from './sequencer.ts';
import type { Signer } from './signer.ts';

const hasher = hasherOf(nodeCiphers.sha256);

/** Something of a log that is not what its entries say: a file, a row, or the state of the signer. */
export interface FsckProblem {
  readonly at: string;
  readonly problem: string;
}

/** Everything that follows from the entries of a log, made anew. */
class Recomputed {
  readonly roots = new Map<number, string>();
  readonly problems: FsckProblem[] = [];
  readonly #tiles = new GrowingTiles(hasher);
  readonly #frontier = new Frontier(hasher);
  #made: ReadonlyMap<string, FilledTile> | undefined;

  constructor(private readonly sizes: ReadonlySet<number>) {
    this.#note();
  }

  get size(): number {
    return this.#frontier.size;
  }

  take(leaves: readonly Uint8Array[]): void {
    for (const leaf of leaves) {
      const hash = hasher.leaf(leaf);
      this.#tiles.append(hash);
      this.#frontier.append(hash);
      this.#note();
    }
  }

  /** What a tile must hold; undefined where the log does not reach so far. */
  bytes({ level, n, width }: Tile): Uint8Array | undefined {
    this.#made ??= new Map(this.#tiles.grown.map((tile) => [`${tile.level} ${tile.n}`, tile]));
    const made = this.#made.get(`${level} ${n}`);
    return made && made.width >= width ? made.bytes.subarray(0, width * HASH_BYTES) : undefined;
  }

  #note(): void {
    if (this.sizes.has(this.size)) this.roots.set(this.size, toBase64(this.#frontier.root));
  }

  get root(): string {
    return toBase64(this.#frontier.root);
  }
}

/** Judges entries by themselves, and their bundles, older partial ones too; not more of them are held at a time than one bundle has. */
async function takeEntries(
  db: Connection,
  { organisationId, name }: KeptLog,
  size: number,
  made: Recomputed,
  outside: Outside,
): Promise<void> {
  const bundles = Map.groupBy(bundlesOf(outside), ({ n }) => n);
  for (let from = 0; from < size; from += TILE_WIDTH) {
    const { rows } = await db.query<{ id: string; idx: string; leaf: Buffer; leaf_hash: Buffer }>(
      `select id, idx, leaf, leaf_hash from log_entry where organisation_id = $1 and log = $2 and idx >= $3 and idx < $4 order by idx`,
      [organisationId, name, from, Math.min(from + TILE_WIDTH, size)],
    );
    for (const [i, { id, idx, leaf, leaf_hash: stored }] of rows.entries()) {
      if (Number(idx) !== from + i)
        made.problems.push({ at: `log_entry ${id}`, problem: `is numbered ${idx}, not ${from + i}` });
      if (!sameBytes(hasher.leaf(leaf), stored)) made.problems.push({ at: `log_entry ${id}`, problem: 'leaf_hash' });
      const read = readLeaf1(leaf);
      if ('problem' in read) made.problems.push({ at: `log_entry ${id}`, problem: read.problem });
    }
    if (rows.length !== Math.min(TILE_WIDTH, size - from))
      made.problems.push({ at: `entries from ${from}`, problem: 'MISSING' });
    const leaves = rows.map(({ leaf }) => leaf);
    made.take(leaves);
    for (const { file, width } of bundles.get(from / TILE_WIDTH) ?? [])
      await judgeFile(outside, file, leaves.length < width ? undefined : encodeBundle(leaves.slice(0, width)), made);
    bundles.delete(from / TILE_WIDTH);
  }
  for (const { file } of [...bundles.values()].flat()) await judgeFile(outside, file, undefined, made);
}

const bundlesOf = ({ files }: Outside): { readonly file: string; readonly n: number; readonly width: number }[] =>
  [...files].flatMap((file) => {
    const tile = parseTilePath(file);
    return tile?.level === 'entries' ? [{ file, n: tile.n, width: tile.width }] : [];
  });

async function judgeFile(
  { folder }: Outside,
  file: string,
  bytes: Uint8Array | undefined,
  { problems }: Recomputed,
): Promise<void> {
  if (!bytes) problems.push({ at: file, problem: 'belongs to no size of this log' });
  else if (!sameBytes((await fileAt(path.join(folder, file))) ?? new Uint8Array(0), bytes))
    problems.push({ at: file, problem: 'OTHER_BYTES' });
}

async function judgeRows(
  db: Connection,
  { organisationId, name }: KeptLog,
  size: number,
  made: Recomputed,
): Promise<void> {
  const { rows } = await db.query<{ level: number; n: string; width: number; data: Buffer }>(
    'select level, n, width, data from log_tile where organisation_id = $1 and log = $2',
    [organisationId, name],
  );
  const stored = new Map(rows.map((row) => [`${row.level} ${row.n}`, row]));
  for (const tile of tilesGrown(0, size)) {
    if (tile.level === 'entries') continue;
    const row = stored.get(`${tile.level} ${tile.n}`);
    if (!row || row.width !== tile.width || !sameBytes(row.data, made.bytes(tile) ?? new Uint8Array(0)))
      made.problems.push({ at: `log_tile ${tile.level} ${tile.n}`, problem: 'OTHER_HASH' });
  }
}

function judgeNote(at: string, note: Uint8Array | string, log: KeptLog, made: Recomputed): number | undefined {
  const opened = openCheckpoint(note, verifierKeys(log), nodeCiphers);
  if ('problem' in opened) made.problems.push({ at, problem: opened.problem });
  else if (opened.checkpoint.origin !== log.origin) made.problems.push({ at, problem: 'OTHER_ORIGIN' });
  else if (made.roots.get(opened.checkpoint.size) !== toBase64(opened.checkpoint.root))
    made.problems.push({ at, problem: 'OTHER_ROOT' });
  else return opened.checkpoint.size;
  return undefined;
}

/** What lies outside the database. */
interface Outside {
  readonly folder: string;
  readonly note: Buffer | undefined;
  readonly state: Buffer | undefined;
  readonly files: ReadonlySet<string>;
}

const sizeIn = (note: Uint8Array | string): number => count(String(note).split('\n')[1] ?? '') ?? 0;

async function filesBelow(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(path.join(folder, 'tile'), { recursive: true, withFileTypes: true }).catch(() => []);
  return new Set(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))),
  );
}

/** Every tile that is there, older partial ones too, must be what the entries say; no file that is needed may be missing. */
async function judgeFiles(outside: Outside, size: number, made: Recomputed): Promise<void> {
  for (const tile of tilesGrown(0, size))
    if (!outside.files.has(tilePath(tile))) made.problems.push({ at: tilePath(tile), problem: 'MISSING' });
  for (const file of outside.files) {
    const tile = parseTilePath(file);
    // What was being written when a process was killed is not published, and is written anew.
    if (tile?.level === 'entries' || (!tile && file.endsWith('.new'))) continue;
    await judgeFile(outside, file, tile && made.bytes(tile), made);
  }
}

async function judge(db: Connection, log: KeptLog, outside: Outside): Promise<Recomputed> {
  const { rows: checkpoints } = await db.query<{ size: string; note: string }>(
    'select size, note from log_checkpoint where organisation_id = $1 and log = $2 order by size',
    [log.organisationId, log.name],
  );
  const tree = await treeOf(db, log);
  const { note, state } = outside;
  const told = [...checkpoints.map(({ note: each }) => each), note, state].flatMap((each) =>
    each ? [sizeIn(each)] : [],
  );
  const made = new Recomputed(new Set([...told, tree.size]));
  await takeEntries(db, log, tree.size, made, outside);
  if (made.root !== toBase64(tree.root)) made.problems.push({ at: 'log_state', problem: 'OTHER_ROOT' });
  await judgeRows(db, log, tree.size, made);
  for (const { size, note: each } of checkpoints) {
    const said = judgeNote(`log_checkpoint ${size}`, each, log, made);
    if (said !== undefined && said !== Number(size))
      made.problems.push({ at: `log_checkpoint ${size}`, problem: `is of size ${said}` });
  }
  const published = note ? judgeNote('checkpoint', note, log, made) : undefined;
  if (!note) made.problems.push({ at: 'checkpoint', problem: 'MISSING' });
  await judgeFiles(outside, published ?? 0, made);
  if (state) judgeNote('signer state', state, log, made);
  else made.problems.push({ at: 'signer state', problem: 'MISSING' });
  return made;
}

/** Compares everything that was made of the entries of a log with the entries: numbers, tree, tiles, files, checkpoints, and what the signer remembers. */
export async function fsck(
  db: Connection,
  log: KeptLog,
  folder: string,
  signer: Signer,
): Promise<{ readonly size: number; readonly problems: readonly FsckProblem[] }> {
  // First what was published, then one view of the database: the log may grow meanwhile, and then the database is ahead.
  const note = await fileAt(path.join(folder, 'checkpoint'));
  const outside: Outside = {
    folder,
    note,
    state: await fileAt(signer.stateFile(log.origin)),
    files: await filesBelow(folder),
  };
  const { size, problems } = await inView(db, () => judge(db, log, outside));
  return { size, problems };
}
