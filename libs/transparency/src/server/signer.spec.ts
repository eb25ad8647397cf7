import { beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseVerifierKey } from '../domain/keys.ts';
import { formatVerifierKey } from '../domain/keys.ts';
import { Frontier, hasherOf, type Hash } from '../domain/merkle.ts';
import { openNote } from '../domain/note.ts';
import { consistencyProof } from '../domain/proofs.ts';
import { nodeCiphers } from './node-ciphers.ts';
import { Signer } from './signer.ts';

const origin = 'city.example/log/public';
const hasher = hasherOf(nodeCiphers.sha256);

/** The roots of a growing tree, and proofs between them; another seed is a fork. */
function tree(seed: string) {
  const leaves = Array.from({ length: 9 }, (_, i) => hasher.leaf(Buffer.from(i < 2 ? `${i}` : `${seed} ${i}`)));
  const rootOf = (from: number, to: number): Hash => {
    const frontier = new Frontier(hasher);
    for (const leaf of leaves.slice(from, to)) frontier.append(leaf);
    return frontier.root;
  };
  const proof = (size1: number, size2: number) =>
    consistencyProof(size1, size2, hasher, async ({ height, number }) =>
      rootOf(number * 2 ** height, (number + 1) * 2 ** height),
    );
  return { root: (size: number) => rootOf(0, size), proof };
}
const [ours, theirs] = [tree('ours'), tree('theirs')];

let signer: Signer;
beforeEach(async () => {
  signer = new Signer(path.join(mkdtempSync(path.join(tmpdir(), 'hiroba-signer-')), 'keys'));
  await signer.keyMade(origin);
  await signer.sign(origin, 0, hasher.empty, []);
});
const grow = async (from: number, to: number, of = ours) =>
  signer.sign(origin, to, of.root(to), await of.proof(from, to));

test('signs a tree that grows, the same bytes for the same size, also after a restart', async () => {
  expect((await grow(0, 3)).split('\n').slice(0, 2)).toEqual([origin, '3']);
  const note = await grow(3, 8);
  expect(await grow(8, 8)).toBe(note);
  const again = new Signer(signer.folder);
  expect(await again.sign(origin, 8, ours.root(8), [])).toBe(note);
  expect([(await again.last(origin))?.checkpoint.size, readFileSync(signer.stateFile(origin), 'utf8')]).toEqual([
    8,
    note,
  ]);
  const key = parseVerifierKey(formatVerifierKey(await signer.keyMade(origin)), nodeCiphers);
  expect(openNote(note, key ? [key] : [], nodeCiphers)).toHaveProperty('text');
});

test('T7 T8 refuses a smaller tree, a second one of a size, and one that does not go on from the last', async () => {
  await grow(0, 5);
  await expect(signer.sign(origin, 3, ours.root(3), [])).rejects.toMatchObject({ code: 'BEHIND_THE_SIGNER' });
  await expect(signer.sign(origin, 5, theirs.root(5), [])).rejects.toMatchObject({ code: 'FORK' });
  await expect(signer.sign(origin, 8, ours.root(8), [])).rejects.toMatchObject({ code: 'FORK' });
  await expect(grow(5, 8, theirs)).rejects.toMatchObject({ code: 'FORK' });
  expect((await signer.last(origin))?.checkpoint.size).toBe(5);
  expect(await grow(5, 8)).toContain('\n8\n');
});

test('signs nothing without its key, for another origin, or when it lost what it signed last', async () => {
  await grow(0, 5);
  const state = readFileSync(signer.stateFile(origin));
  rmSync(signer.stateFile(origin));
  await expect(grow(5, 8)).rejects.toMatchObject({ code: 'SIGNER_STATE_MISSING' });
  writeFileSync(signer.stateFile(origin), state.toString().replace('\n5\n', '\n6\n'));
  await expect(grow(5, 8)).rejects.toMatchObject({ code: 'SIGNER_STATE_BROKEN' });
  writeFileSync(signer.stateFile(origin), state);
  await expect(signer.sign('else.example/log/public', 0, hasher.empty, [])).rejects.toMatchObject({
    code: 'KEY_MISSING',
  });
  const own = readFileSync(signer.keyFile(origin));
  rmSync(signer.keyFile(origin));
  await expect(grow(5, 8)).rejects.toMatchObject({ code: 'KEY_MISSING' });
  writeFileSync(signer.keyFile(origin), own.toString().replace('city', 'town'));
  await expect(grow(5, 8)).rejects.toMatchObject({ code: 'OTHER_KEY' });
});

test('takes back what it once signed, where it knows of nothing', async () => {
  const note = await grow(0, 5);
  await expect(signer.accept(origin, note)).rejects.toMatchObject({ code: 'FORK' });
  rmSync(signer.stateFile(origin));
  await expect(signer.accept(origin, note.replace('\n5\n', '\n6\n'))).rejects.toMatchObject({
    code: 'SIGNER_STATE_BROKEN',
  });
  expect(await signer.accept(origin, note)).toBe(5);
  expect(await grow(5, 8)).toContain('\n8\n');
});

test('keeps its key from others, makes one only once, and leaves nothing half written', async () => {
  expect(statSync(signer.keyFile(origin)).mode & 0o777).toBe(0o600);
  const keys = await Promise.all(
    Array.from({ length: 5 }, () => new Signer(signer.folder).keyMade('b.example/log/public')),
  );
  expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
  const notes = await Promise.all(Array.from({ length: 5 }, () => grow(0, 4)));
  expect(new Set(notes).size).toBe(1);
  expect(readdirSync(signer.folder).filter((file) => !/\.(skey|checkpoint)$/.test(file))).toEqual([]);
});

test('takes over the lock of a process that was killed', async () => {
  const lock = signer.stateFile(origin).replace(/checkpoint$/, 'lock');
  writeFileSync(lock, '');
  utimesSync(lock, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
  expect(await grow(0, 2)).toContain('\n2\n');
});
