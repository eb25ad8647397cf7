import { readLeaf1, type Leaf1 } from '@hiroba/kernel';
import { guardedTables, type LogLine } from '@hiroba/server';
import { sameBytes } from '../domain/bytes.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { hasherOf, verifyConsistency, type Frontier } from '../domain/merkle.ts';
import { TileReader, type ReadLogFile } from '../domain/tile-reader.ts';
import { TILE_WIDTH } from '../domain/tiles.ts';
import { inTransaction, type Connection, type KeptLog } from './kept-log.ts';
import { LogTrouble } from './log-trouble.ts';
import { nodeCiphers } from './node-ciphers.ts';
import { takeIn, treeOf } from './sequencer.ts';

const hasher = hasherOf(nodeCiphers.sha256);

/** What a recovery brought back. */
export interface Recovery {
  readonly before: number;
  readonly after: number;
  /** How many entries were not in the database at all. */
  readonly restored: number;
  /** Things that went on after what the database knows of them: their content is older than their entries. */
  readonly behind: readonly string[];
}

interface Read {
  readonly leaf: Leaf1;
  readonly bytes: Uint8Array;
  readonly idx: number;
}

/** The entries of a bundle that a database of a size lacks. */
async function missing(reader: TileReader, origin: string, n: number, size: number): Promise<readonly Read[]> {
  const entries = await reader.entries(n);
  return entries.flatMap((bytes, i): readonly Read[] => {
    const idx = n * TILE_WIDTH + i;
    if (idx < size) return [];
    const read = readLeaf1(bytes);
    if ('problem' in read) throw new LogTrouble('PUBLISHED_BROKEN', origin, `entry ${idx}: ${read.problem}`);
    return [{ leaf: read.leaf, bytes, idx }];
  });
}

/** Gives entries their numbers, and writes those that are not there; returns how many were written. */
async function put(
  db: Connection,
  { organisationId, name, origin }: KeptLog,
  entries: readonly Read[],
  linesOf: LinesOf,
): Promise<number> {
  const column = <T>(of: (read: Read) => T): T[] => entries.map(of);
  const { rowCount: written } = await db.query(
    `insert into log_entry (organisation_id, log, event_id, type, subject_kind, subject_id, subject_rev, leaf, leaf_hash, at)
     select $1, $2, * from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bytea[], $9::bytea[], $10::timestamptz[])
     on conflict (event_id) do nothing`,
    [
      organisationId,
      name,
      column(({ leaf }) => leaf.id),
      column(({ leaf }) => leaf.type),
      column(({ leaf }) => leaf.subject?.kind ?? null),
      column(({ leaf }) => leaf.subject?.id ?? null),
      column(({ leaf }) => leaf.subject?.rev ?? null),
      column(({ bytes }) => Buffer.from(bytes)),
      column(({ bytes }) => Buffer.from(hasher.leaf(bytes))),
      column(({ leaf }) => leaf.at),
    ],
  );
  const { rowCount: numbered } = await db.query(
    `update log_entry e set idx = v.idx from unnest($3::uuid[], $4::bigint[], $5::bytea[]) v (event_id, idx, leaf)
     where e.event_id = v.event_id and e.organisation_id = $1 and e.log = $2 and e.idx is null and e.leaf = v.leaf`,
    [
      organisationId,
      name,
      column(({ leaf }) => leaf.id),
      column(({ idx }) => idx),
      column(({ bytes }) => Buffer.from(bytes)),
    ],
  );
  if (numbered !== entries.length) throw new LogTrouble('FORK', origin, `entry ${entries[0]?.idx} and later`);
  if (written !== null && written > 0) await putBeside(db, organisationId, entries, linesOf);
  return written ?? 0;
}

/** In which lists an entry is shown. */
export type LinesOf = (leaf: Leaf1) => readonly LogLine[];

/** Writes what stands beside entries that had to be written: their lines in lists. Who acted is not known any more, and nothing reacts again. */
async function putBeside(
  db: Connection,
  organisationId: string,
  entries: readonly Read[],
  linesOf: LinesOf,
): Promise<void> {
  const beside = entries.map(({ leaf }) => ({ id: leaf.id, place: leaf.space ?? null, lines: linesOf(leaf) }));
  await db.query(
    `with written as (
       select e.id, e.at, e.subject_id, b.place, b.lines from json_to_recordset($2) b (id uuid, place text, lines json)
       join log_entry e on e.event_id = b.id where not exists (select from log_entry_context c where c.entry_id = e.id)),
     context as (insert into log_entry_context (entry_id, params) select id, '{"restored": true}' from written)
     insert into log_line (entry_id, organisation_id, list, kind, at, space_id, subject_id)
     select w.id, $1, l.list, l.kind, w.at, coalesce(
         (select c.space_id from component c where c.organisation_id = $1 and c.id::text = w.place),
         (select s.id from space s where s.organisation_id = $1 and s.id::text = w.place)), w.subject_id
     from written w cross join lateral json_to_recordset(w.lines) l (list text, kind text)`,
    [organisationId, JSON.stringify(beside)],
  );
}

/** Whether the tree of the database is the beginning of the one that was signed. */
async function begins(tree: Frontier, reader: TileReader): Promise<boolean> {
  if (tree.size === 0) return true;
  const { size, root } = reader.checkpoint;
  if (tree.size > size) return false;
  return verifyConsistency(hasher, tree.size, size, tree.root, root, await reader.consistencyProof(tree.size));
}

/** Lets the number of each thing follow its entries, and names those that fell behind: what they say now, only people know. */
async function raiseRevs(db: Connection, { organisationId }: KeptLog): Promise<readonly string[]> {
  const behind: string[] = [];
  for (const { table, trigger, kind } of await guardedTables(db)) {
    await db.query(`alter table ${table} disable trigger ${trigger}`);
    const { rows } = await db.query<{ id: string }>(
      `update ${table} r set rev = e.rev from (select subject_id, max(subject_rev) as rev from log_entry
         where organisation_id = $1 and subject_kind = $2 group by subject_id) e
       where r.organisation_id = $1 and r.id::text = e.subject_id and r.rev < e.rev returning r.id::text as id`,
      [organisationId, kind],
    );
    await db.query(`alter table ${table} enable trigger ${trigger}`);
    const { rows: gone } = await db.query<{ id: string }>(
      `select distinct e.subject_id as id from log_entry e where e.organisation_id = $1 and e.subject_kind = $2
       and not exists (select from ${table} r where r.organisation_id = $1 and r.id::text = e.subject_id) order by 1`,
      [organisationId, kind],
    );
    behind.push(...rows.map(({ id }) => `${kind} ${id}`), ...gone.map(({ id }) => `${kind} ${id} (is not there)`));
  }
  return behind;
}

/** Brings entries back that were published and that a restored database lacks; all of them or none. The files are believed only as far as the signer vouches. */
export async function recover(
  db: Connection,
  log: KeptLog,
  read: ReadLogFile,
  signed: Checkpoint,
  linesOf: LinesOf,
): Promise<Recovery> {
  const reader = await TileReader.open(read, hasher, signed);
  return inTransaction(db, async () => {
    const tree = await treeOf(db, log, 'for update');
    const before = tree.size;
    if (!(await begins(tree, reader))) throw new LogTrouble('FORK', log.origin, `size ${before}`);
    let restored = 0;
    for (let n = Math.floor(before / TILE_WIDTH); n * TILE_WIDTH < signed.size; n += 1) {
      const entries = await missing(reader, log.origin, n, before);
      if (entries.length === 0) continue;
      restored += await put(db, log, entries, linesOf);
      await takeIn(
        db,
        log,
        tree,
        entries.map(({ leaf, bytes }) => ({ type: leaf.type, hash: hasher.leaf(bytes) })),
      );
    }
    if (!sameBytes(tree.root, signed.root)) throw new LogTrouble('FORK', log.origin, `size ${tree.size}`);
    return { before, after: tree.size, restored, behind: restored > 0 ? await raiseRevs(db, log) : [] };
  });
}
