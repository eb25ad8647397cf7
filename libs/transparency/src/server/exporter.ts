import path from 'node:path';
import { bytesOf, sameBytes } from '../domain/bytes.ts';
import { openCheckpoint, type Checkpoint } from '../domain/checkpoint.ts';
import { hasherOf } from '../domain/merkle.ts';
import { LogDamage, TileReader } from '../domain/tile-reader.ts';
import { encodeBundle, TILE_WIDTH, tilePath, tilesGrown, type Tile } from '../domain/tiles.ts';
import { fileAt, putFiles } from './durable-files.ts';
import { signingKeys, verifierKeys, type Connection, type KeptLog } from './kept-log.ts';
import { LogTrouble } from './log-trouble.ts';
import { nodeCiphers } from './node-ciphers.ts';
import { treeOf } from './sequencer.ts';
import type { Signer } from './signer.ts';

const hasher = hasherOf(nodeCiphers.sha256);
// So many files are in memory at once where much is published for the first time.
const FILES_AT_ONCE = 64;

/** The folder of the files of a log. */
export const logFolder = (dataDir: string, organisationId: string, name = 'public'): string =>
  path.join(dataDir, 'log', organisationId, name);

/** The checkpoint that everybody sees now, or undefined before the first. */
export async function published(folder: string, log: KeptLog): Promise<Checkpoint | undefined> {
  const { origin } = log;
  const note = await fileAt(path.join(folder, 'checkpoint'));
  if (note === undefined) return undefined;
  const opened = openCheckpoint(note, verifierKeys(log), nodeCiphers);
  if ('problem' in opened || opened.checkpoint.origin !== origin)
    throw new LogTrouble('PUBLISHED_BROKEN', origin, path.join(folder, 'checkpoint'));
  return opened.checkpoint;
}

/** Makes the files of a log from its rows. */
class FileMaker {
  constructor(
    private readonly db: Connection,
    private readonly log: KeptLog,
  ) {}

  async bytes(tile: Tile): Promise<Uint8Array> {
    const { level, n, width } = tile;
    if (level === 'entries') return encodeBundle(await this.#leaves(n * TILE_WIDTH, width));
    const { organisationId, name, origin } = this.log;
    const {
      rows: [row],
    } = await this.db.query<{ data: Buffer }>(
      'select data from log_tile where organisation_id = $1 and log = $2 and level = $3 and n = $4 and width >= $5',
      [organisationId, name, level, n, width],
    );
    if (row === undefined) throw new LogTrouble('TREE_BROKEN', origin, tilePath(tile));
    return row.data.subarray(0, width * hasher.empty.length);
  }

  async #leaves(from: number, many: number): Promise<readonly Uint8Array[]> {
    const { organisationId, name, origin } = this.log;
    const { rows } = await this.db.query<{ leaf: Buffer }>(
      'select leaf from log_entry where organisation_id = $1 and log = $2 and idx >= $3 and idx < $4 order by idx',
      [organisationId, name, from, from + many],
    );
    if (rows.length !== many) throw new LogTrouble('TREE_BROKEN', origin, `entries from ${from}`);
    return rows.map(({ leaf }) => leaf);
  }
}

/** Writes every file that a tree needs and that a smaller one did not have, all durable when it is done. */
async function writeFiles(db: Connection, log: KeptLog, folder: string, from: number, to: number): Promise<void> {
  const maker = new FileMaker(db, log);
  const tiles = tilesGrown(from, to);
  for (let at = 0; at < tiles.length; at += FILES_AT_ONCE) {
    const files: [string, Uint8Array][] = [];
    for (const tile of tiles.slice(at, at + FILES_AT_ONCE)) files.push([tilePath(tile), await maker.bytes(tile)]);
    await putFiles(folder, files);
  }
}

/**
 * Publishes a log as large as it is by now: files first, then the signature, then the checkpoint, so that each size that was
 * ever signed is covered by files that last. Whoever was killed in between begins again and comes to the same bytes.
 */
export async function publish(db: Connection, log: KeptLog, folder: string, signer: Signer): Promise<Checkpoint> {
  const { organisationId, name, origin } = log;
  const [before, tree] = [await published(folder, log), await treeOf(db, log)];
  const checkpoint: Checkpoint = { origin, size: tree.size, root: tree.root };
  const [size, root] = [checkpoint.size, checkpoint.root];
  if (before?.size === size && sameBytes(before.root, root)) return before;
  if (before !== undefined && before.size >= size)
    throw new LogTrouble(before.size === size ? 'FORK' : 'BEHIND_THE_SIGNER', origin, `size ${size}`);
  await writeFiles(db, log, folder, before?.size ?? 0, size);
  const signed = (await signer.last(origin))?.checkpoint.size ?? 0;
  const consistency = signed > 0 && signed < size ? await proofFrom(signed, folder, checkpoint) : [];
  const note = await signer.sign(origin, size, root, consistency, signingKeys(log));
  const {
    rows: [kept],
  } = await db.query<{ note: string }>(
    `with new as (insert into log_checkpoint (organisation_id, log, size, note) values ($1, $2, $3, $4) on conflict do nothing returning note)
     select note from new union all select note from log_checkpoint where organisation_id = $1 and log = $2 and size = $3`,
    [organisationId, name, size, note],
  );
  if (kept?.note !== note) throw new LogTrouble('FORK', origin, `log_checkpoint of size ${size}`);
  await putFiles(folder, [['checkpoint', bytesOf(note)]]);
  return checkpoint;
}

async function proofFrom(
  size: number,
  folder: string,
  checkpoint: Checkpoint,
): ReturnType<TileReader['consistencyProof']> {
  try {
    const reader = await TileReader.open((file) => fileAt(path.join(folder, file)), hasher, checkpoint);
    return await reader.consistencyProof(size);
  } catch (error) {
    if (error instanceof LogDamage) throw new LogTrouble('TREE_BROKEN', checkpoint.origin, error.message);
    throw error;
  }
}
