import { describe, expect, test } from '@jest/globals';
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sharedBytes, sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { nodeCiphers as ciphers } from '../server/node-ciphers.ts';
import { audit, type AuditOptions } from './audit.ts';
import { fromBase64, sameBytes, toBase64 } from './bytes.ts';
import { openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { GrowingTiles, type FilledTile } from './growing-tiles.ts';
import { parseSigningKey, parseVerifierKey, type SigningKey, type VerifierKey } from './keys.ts';
import { Frontier, hasherOf, verifyConsistency, verifyInclusion, type Hash } from './merkle.ts';
import { formatProofFile, parseProofFile, verifyProofFile } from './proof-file.ts';
import { LogDamage, TileReader, type ReadLogFile } from './tile-reader.ts';
import {
  edgeTiles,
  encodeBundle,
  levelsOf,
  parseBundle,
  parseTilePath,
  TILE_WIDTH,
  tilePath,
  tilesGrown,
  type Tile,
} from './tiles.ts';

const hasher = hasherOf(ciphers.sha256);
const golden = 'transparency/golden-log';
const folder = fileURLToPath(new URL('../../../../../shared/data/transparency/', import.meta.url));

/** The files of a log of the shared data by their paths. */
function filesOf(log: string): Map<string, Uint8Array> {
  const paths = globSync('{tile/**,checkpoint*/**,checkpoint,checkpoint.*}', {
    cwd: folder + log,
    withFileTypes: false,
  });
  return new Map(
    paths.flatMap((path): [string, Uint8Array][] => {
      try {
        return [[path, sharedBytes(`transparency/${log}/${path}`)]];
      } catch {
        return [];
      }
    }),
  );
}
const reading =
  (files: ReadonlyMap<string, Uint8Array>): ReadLogFile =>
  async (path) =>
    files.get(path);
const keysOf = () => sharedJson<{ log: { vkey: string; skey: string } }>(`${golden}/keys.json`).log;
const goldenKey = (): VerifierKey => parseVerifierKey(keysOf().vkey, ciphers) as VerifierKey;
const goldenOptions = (files: ReadonlyMap<string, Uint8Array>): AuditOptions => ({
  read: reading(files),
  keys: [goldenKey()],
  ciphers,
});
async function readerOf(files: ReadonlyMap<string, Uint8Array>): Promise<TileReader> {
  const opened = openCheckpoint(files.get('checkpoint') ?? '', [goldenKey()], ciphers);
  if ('problem' in opened) throw new Error(opened.problem);
  return TileReader.open(reading(files), hasher, opened.checkpoint);
}
const leaves = (): Uint8Array[] =>
  sharedBytes(`${golden}/leaves.jsonl`)
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => new TextEncoder().encode(line));

describe('paths', () => {
  interface Paths {
    paths: { level: Tile['level']; n: number; width: number; path: string }[];
    invalidPaths: string[];
    sizes: {
      size: number;
      levels: { level: number; fullTiles: number; partialWidth: number }[];
      edgeTiles: string[];
    }[];
  }
  sharedTest('T14 of tiles, and which a size has', 'transparency/tile-paths.json', () => {
    const { paths, invalidPaths, sizes } = sharedJson<Paths>('transparency/tile-paths.json');
    for (const { path, ...tile } of paths) expect([tilePath(tile), parseTilePath(path)]).toEqual([path, tile]);
    expect(invalidPaths.filter((path) => parseTilePath(path) !== undefined)).toEqual([]);
    for (const { size, levels, edgeTiles: edges } of sizes) {
      expect(
        levelsOf(size).map(({ level, hashes }) => ({
          level,
          fullTiles: Math.floor(hashes / 256),
          partialWidth: hashes % 256,
        })),
      ).toEqual(levels);
      expect(edgeTiles(size).map(tilePath)).toEqual(edges);
    }
  });

  test.each([
    '',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/000.p/1/',
    'tile/0/00a',
    'tile/0/x1/000',
    'tile/0/000.P/1',
    'tile/1e0/000',
    'tile/0/%30',
    'tile/0/../0/000',
    'tile/0/x900/x719/x925/x474/x099/x200/000',
  ])('%j is none', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  test('a bundle holds exactly its entries', () => {
    const entries = [new Uint8Array(0), new Uint8Array(65_535).fill(1), Uint8Array.of(2)];
    const bytes = encodeBundle(entries);
    expect(parseBundle(bytes, 3)?.map(({ length }) => length)).toEqual([0, 65_535, 1]);
    expect([
      parseBundle(bytes, 2),
      parseBundle(bytes, 4),
      parseBundle(bytes.subarray(0, -1), 3),
      parseBundle(Uint8Array.of(0), 1),
    ]).toEqual(Array(4).fill(undefined));
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });
});

describe('the golden log', () => {
  sharedTest(
    'T14 is made byte for byte: tiles, bundles and checkpoints of every publication',
    `${golden}/leaves.jsonl`,
    () => {
      const [all, files] = [leaves(), filesOf('golden-log')];
      const key = parseSigningKey(keysOf().skey, ciphers) as SigningKey;
      const { roots } = sharedJson<{ roots: Record<string, string> }>(`${golden}/expected.json`);
      const made = new Map<string, Uint8Array>();
      const put = (path: string, bytes: Uint8Array) => made.set(path, bytes);
      const frontier = new Frontier(hasher);
      let edges: readonly FilledTile[] = [];
      let published = 0;
      for (const size of Object.keys(roots).map(Number)) {
        const growing = new GrowingTiles(hasher, published, edges);
        for (const leaf of all.slice(published, size)) {
          growing.append(hasher.leaf(leaf));
          frontier.append(hasher.leaf(leaf));
        }
        const grown = growing.grown;
        for (const tile of tilesGrown(published, size)) {
          const bytes =
            tile.level === 'entries'
              ? encodeBundle(all.slice(tile.n * TILE_WIDTH, tile.n * TILE_WIDTH + tile.width))
              : grown.find(({ level, n }) => level === tile.level && n === tile.n)?.bytes;
          put(tilePath(tile), bytes ?? new Uint8Array(0));
        }
        expect(toBase64(frontier.root)).toBe(roots[size]);
        put(
          `checkpoints/${size}`,
          new TextEncoder().encode(signCheckpoint({ origin: key.name, size, root: frontier.root }, [key], ciphers)),
        );
        edges = [...grown, ...edges];
        published = size;
      }
      put('checkpoint', made.get('checkpoints/600') as Uint8Array);
      expect([...made.keys()].sort()).toEqual([...files.keys()].sort());
      expect(
        [...made].filter(([path, bytes]) => !sameBytes(bytes, files.get(path) as Uint8Array)).map(([path]) => path),
      ).toEqual([]);
    },
  );

  sharedTest(
    'T14 proof files are made and believed, with their own leaf only',
    `${golden}/proofs/377.tlog-proof`,
    async () => {
      const files = filesOf('golden-log');
      const reader = await readerOf(files);
      for (const index of [0, 1, 255, 256, 377, 511, 512, 599]) {
        const [file, leaf] = [
          sharedBytes(`${golden}/proofs/${index}.tlog-proof`).toString('utf8'),
          sharedBytes(`${golden}/proofs/${index}.leaf`),
        ];
        const proof = await reader.inclusionProof(index);
        expect(formatProofFile({ index, proof, checkpoint: new TextDecoder().decode(files.get('checkpoint')) })).toBe(
          file,
        );
        expect(verifyProofFile(file, leaf, [goldenKey()], ciphers)).toMatchObject({ index, checkpoint: { size: 600 } });
        expect(verifyProofFile(file, leaf.subarray(1), [goldenKey()], ciphers)).toEqual({ problem: 'NOT_INCLUDED' });
        expect(sameBytes(await reader.entry(index), leaf)).toBe(true);
      }
      const file = sharedBytes(`${golden}/proofs/1.tlog-proof`).toString('utf8');
      expect(parseProofFile(file.replace('@v1\n', '@v1\nextra AAAA\n'))).toEqual(parseProofFile(file));
      for (const broken of [
        file.replace('@v1', '@v2'),
        file.replace('index 1', 'index 01'),
        file.replace('index 1', 'index 9007199254740992'),
        file.replace('index 1\n', 'index 1\nAAAA\n'),
        '',
      ])
        expect(parseProofFile(broken)).toBeUndefined();
    },
  );

  sharedTest(
    'T14 consistency proofs between its sizes are as expected and hold',
    `${golden}/expected.json`,
    async () => {
      const { consistency, roots } = sharedJson<{
        roots: Record<string, string>;
        consistency: { size1: number; size2: number; proof: string[] }[];
      }>(`${golden}/expected.json`);
      const files = filesOf('golden-log');
      for (const { size1, size2, proof } of consistency) {
        const root = (size: number) => fromBase64(roots[size] ?? '') as Hash;
        const reader = await TileReader.open(reading(files), hasher, { origin: '', size: size2, root: root(size2) });
        const made = await reader.consistencyProof(size1);
        expect(made.map(toBase64)).toEqual(proof);
        expect(size1 === 0 || verifyConsistency(hasher, size1, size2, root(size1), root(size2), made)).toBe(true);
      }
      expect(consistency.length).toBeGreaterThan(3);
      const [, ...lines] =
        sharedBytes(`${golden}/cosigned/add-checkpoint.body`).toString('utf8').split('\n\n')[0]?.split('\n') ?? [];
      expect((await (await readerOf(files)).consistencyProof(300)).map(toBase64)).toEqual(lines);
    },
  );

  sharedTest(
    'T14 passes an audit with all its older checkpoints, and T8 a fork does not',
    `${golden}/checkpoint`,
    async () => {
      const files = filesOf('golden-log');
      const old = new Map([...files].filter(([path]) => path.startsWith('checkpoints/')));
      const { problems, types, checkpoint } = await audit({ ...goldenOptions(files), old });
      expect([problems, checkpoint?.size]).toEqual([[], 600]);
      expect(Object.fromEntries(types)).toEqual(
        sharedJson<{ typeCounts: object }>(`${golden}/expected.json`).typeCounts,
      );
      const fork = (size: number) =>
        [`fork/checkpoint.${size}`, sharedBytes(`${golden}/fork/checkpoint.${size}`)] as const;
      const forked = await audit({ ...goldenOptions(files), old: new Map([fork(300), fork(600)]) });
      expect(forked.problems).toEqual(
        [300, 600].map((size) => ({ at: `fork/checkpoint.${size}`, problem: 'is no beginning of this log' })),
      );
      const denied = await audit({ ...goldenOptions(files), deny: ['no such text', 'proposal.published'] });
      expect(denied.problems).toContainEqual({
        at: expect.stringMatching(/^entry \d+$/),
        problem: 'holds a denied text',
      });
      const text = (size: number) => files.get(`checkpoints/${size}`) as Uint8Array;
      const later = await audit({
        ...goldenOptions(new Map([...files, ['checkpoint', text(300)]])),
        old: new Map([['kept', text(511)]]),
      });
      expect(later.problems).toEqual([{ at: 'kept', problem: 'is larger than this log' }]);
    },
  );

  interface Mutation {
    file: string;
    op: 'xor' | 'truncate' | 'delete' | 'replace' | 'copyFrom';
    offset?: number;
    byte?: number;
    length?: number;
    from?: string;
    to?: string;
    source?: string;
    inclusion?: number[];
  }
  function damaged({
    file,
    op,
    offset = 0,
    byte = 0,
    length,
    from = '',
    to = '',
    source = '',
  }: Mutation): Map<string, Uint8Array> {
    const files = filesOf('golden-log');
    const bytes = files.get(file) as Uint8Array;
    if (op === 'delete') files.delete(file);
    else if (op === 'xor')
      files.set(
        file,
        bytes.map((each, i) => (i === offset ? each ^ byte : each)),
      );
    else if (op === 'truncate') files.set(file, bytes.subarray(0, length));
    else if (op === 'copyFrom') files.set(file, sharedBytes(`${golden}/${source}`));
    else files.set(file, Buffer.from(Buffer.from(bytes).toString('latin1').replace(from, to), 'latin1'));
    return files;
  }
  sharedTest(
    'T5 T15 each damage fails the audit, by the name of the file, and no proof is made from it',
    'transparency/golden-mutations.json',
    async () => {
      const { mutations } = sharedJson<{ mutations: Mutation[] }>('transparency/golden-mutations.json');
      expect(mutations).toHaveLength(17);
      for (const mutation of mutations) {
        const files = damaged(mutation);
        const { problems } = await audit(goldenOptions(files));
        // An edge tile that was changed is seen by the root it gives.
        const named = [
          mutation.file,
          ...(edgeTiles(600).some((tile) => tilePath(tile) === mutation.file) ? ['checkpoint'] : []),
        ];
        expect([mutation, problems.some(({ at }) => named.includes(at))]).toEqual([mutation, true]);
        for (const index of mutation.inclusion ?? []) {
          const read = readerOf(files).then(async (reader) => [
            await reader.inclusionProof(index),
            await reader.entry(index),
          ]);
          await expect(read).rejects.toThrow();
        }
      }
      const reader = await readerOf(damaged({ file: 'tile/0/001', op: 'xor', offset: 4_000, byte: 128 }));
      await expect(reader.tile(0, 1)).rejects.toEqual(new LogDamage('tile/0/001', 'OTHER_HASH'));
    },
  );

  sharedTest('a partial tile that made room for the full one is read from that', `${golden}/checkpoint`, async () => {
    const files = filesOf('golden-log');
    files.set('checkpoint', files.get('checkpoints/300') as Uint8Array);
    for (const path of ['tile/0/001.p/44', 'tile/1/000.p/1', 'tile/entries/001.p/44']) files.delete(path);
    files.set(
      'tile/1/000',
      new Uint8Array(8_192).map((_, i) => (files.get('tile/1/000.p/2') as Uint8Array)[i] ?? 0),
    );
    const { checkpoint } = await readerOf(files);
    expect((await audit(goldenOptions(files))).problems).toEqual([]);
    const proof = await (await readerOf(files)).inclusionProof(299);
    expect(verifyInclusion(hasher, 299, 300, hasher.leaf(leaves()[299] as Uint8Array), proof, checkpoint.root)).toBe(
      true,
    );
  });
});

sharedTest(
  'T14 a log of another implementation: 16 checkpoints, each a beginning of the last, and a whole audit',
  'transparency/tessera-log/vkey',
  async () => {
    const files = filesOf('tessera-log');
    const key = parseVerifierKey(
      sharedBytes('transparency/tessera-log/vkey').toString('utf8').trim(),
      ciphers,
    ) as VerifierKey;
    const old = new Map([...files].filter(([path]) => path.startsWith('checkpoint.')));
    const report = await audit({ read: reading(files), keys: [key], ciphers, leaf1: false, old });
    expect([old.size, report.problems, report.checkpoint?.size]).toEqual([16, [], 15]);
  },
);
