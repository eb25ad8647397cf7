import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeLeaf1, uuid7 } from '../../../libs/kernel/src/index.ts';
import {
  encodeBundle,
  Frontier,
  GrowingTiles,
  hasherOf,
  signCheckpoint,
  TILE_WIDTH,
  tilePath,
  type SigningKey,
} from '../../../libs/transparency/src/index.ts';
import { nodeCiphers as ciphers } from '../../../libs/transparency/src/server/node-ciphers.ts';

const hasher = hasherOf(ciphers.sha256);

/** The n-th leaf of a made log: one a second, of an export; its data is `more` letters longer. */
export function leafAt(n: number, more = 0): Uint8Array {
  const at = new Date(Date.UTC(2026, 3, 1) + n * 1_000);
  const id = uuid7(at.getTime(), ciphers.sha256(Buffer.from(`${n}`)).subarray(0, 10));
  const data = { dataset: `p${'x'.repeat(more)}`, rows: n, purpose_code: 'OPEN_DATA', basis: 'PUBLIC' };
  return Buffer.from(
    encodeLeaf1({
      v: 1,
      type: 'data.exported',
      id,
      at: at.toISOString(),
      actor: { kind: 'system', ref: 'system' },
      data,
    }),
  );
}

/** Writes the files of a good log of a size, without a database; their paths. */
export async function makeLog(
  folder: string,
  key: SigningKey,
  size: number,
  leaf: (n: number) => Uint8Array = leafAt,
): Promise<readonly string[]> {
  const [tiles, frontier] = [new GrowingTiles(hasher), new Frontier(hasher)];
  const files: string[] = [];
  const write = async (file: string, bytes: Uint8Array | string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), bytes);
    files.push(file);
  };
  for (let from = 0; from < size; from += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, size - from);
    const leaves = Array.from({ length: width }, (_, i) => leaf(from + i));
    for (const hash of leaves.map(hasher.leaf)) {
      tiles.append(hash);
      frontier.append(hash);
    }
    await write(tilePath({ level: 'entries', n: from / TILE_WIDTH, width }), encodeBundle(leaves));
  }
  for (const tile of tiles.grown) await write(tilePath(tile), tile.bytes);
  await write('checkpoint', signCheckpoint({ origin: key.name, size, root: frontier.root }, [key], ciphers));
  return files;
}
