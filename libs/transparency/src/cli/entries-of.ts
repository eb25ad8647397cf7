import { readLeaf1, type Leaf1 } from '@hiroba/kernel';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { hasherOf } from '../domain/merkle.ts';
import { TileReader } from '../domain/tile-reader.ts';
import { TILE_WIDTH } from '../domain/tiles.ts';
import { nodeCiphers as ciphers } from '../server/node-ciphers.ts';
import { needsKey, trusted, type Trust } from './log-commands.ts';
import { logAt } from './read-log.ts';

/** The entries of a log in its order, each vouched for by the signed root; throws at the first that is not. */
export async function* entriesOf(where: string, trust: Trust = {}): AsyncGenerator<Leaf1> {
  const log = logAt(where);
  const { keys } = await trusted(trust);
  if (keys.length === 0) await needsKey(log);
  const opened = openCheckpoint((await log.read('checkpoint')) ?? new Uint8Array(0), keys, ciphers);
  if ('problem' in opened) throw new Error(`checkpoint: ${opened.problem}`);
  const reader = await TileReader.open(log.read, hasherOf(ciphers.sha256), opened.checkpoint);
  for (let n = 0; n * TILE_WIDTH < opened.checkpoint.size; n += 1) {
    for (const bytes of await reader.entries(n)) {
      const read = readLeaf1(bytes);
      if ('problem' in read) throw new Error(`entry in bundle ${n}: ${read.problem}`);
      yield read.leaf;
    }
  }
}
