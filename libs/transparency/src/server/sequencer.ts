import { LeafOrder, readLeaf1 } from '@hiroba/kernel';
import { sameBytes } from '../domain/bytes.ts';
import { GrowingTiles, type FilledTile } from '../domain/growing-tiles.ts';
import { Frontier, hasherOf, type Hash } from '../domain/merkle.ts';
import { edgeTiles } from '../domain/tiles.ts';
import { inTransaction, type Connection, type KeptLog } from './kept-log.ts';
import { LogTrouble } from './log-trouble.ts';
import { nodeCiphers } from './node-ciphers.ts';

const hasher = hasherOf(nodeCiphers.sha256);

/** How many entries are put in order in one transaction. */
export const BATCH = 2_000;

interface Pending {
  readonly id: string;
  readonly type: string;
  readonly leaf: Buffer;
  readonly leaf_hash: Buffer;
}

/** How large the tree of a log is, and its frontier. */
export async function treeOf(db: Connection, { organisationId, name, origin }: KeptLog, more = ''): Promise<Frontier> {
  const {
    rows: [state],
  } = await db.query<{ size: string; frontier: Buffer[] }>(
    `select size, frontier from log_state where organisation_id = $1 and log = $2 ${more}`,
    [organisationId, name],
  );
  try {
    return new Frontier(hasher, Number(state?.size), state?.frontier);
  } catch {
    throw new LogTrouble('TREE_BROKEN', origin, 'log_state');
  }
}

/** The stored tiles that are not full at a size. */
async function edgesOf(
  db: Connection,
  { organisationId, name }: KeptLog,
  size: number,
): Promise<readonly FilledTile[]> {
  const edges = edgeTiles(size);
  const { rows } = await db.query<{ level: number; n: string; width: number; data: Buffer }>(
    `select level, n, width, data from log_tile where organisation_id = $1 and log = $2
     and (level, n) in (select * from unnest($3::int[], $4::bigint[]))`,
    [organisationId, name, edges.map(({ level }) => level), edges.map(({ n }) => n)],
  );
  return rows.map(({ level, n, width, data }) => ({ level, n: Number(n), width, bytes: data }));
}

/** The hashes of entries as they were committed; who changed one is found here, before it is in the tree. */
function checked({ origin }: KeptLog, pending: readonly Pending[]): readonly Hash[] {
  const order = new LeafOrder();
  return pending.map(({ id, leaf, leaf_hash: stored }) => {
    const hash = hasher.leaf(leaf);
    const read = readLeaf1(leaf);
    const problem = 'problem' in read ? read.problem : order.next({ ...read.leaf, subject: undefined });
    if (problem !== undefined) throw new LogTrouble('BAD_ENTRY', origin, `log_entry ${id}: ${problem}`);
    if (!sameBytes(hash, stored)) throw new LogTrouble('BAD_ENTRY', origin, `log_entry ${id}: leaf_hash`);
    return hash;
  });
}

/** An entry as the tree takes it. */
export interface Taken {
  readonly type: string;
  readonly hash: Hash;
}

function counted(entries: readonly Taken[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { type } of entries) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** Takes entries into the tree that was held for it, inside the transaction in which they are numbered. */
export async function takeIn(
  db: Connection,
  log: KeptLog,
  frontier: Frontier,
  entries: readonly Taken[],
): Promise<void> {
  const own = [log.organisationId, log.name];
  const { size } = frontier;
  const tiles = growing(log.origin, size, await edgesOf(db, log, size));
  for (const { hash } of entries) {
    frontier.append(hash);
    tiles.append(hash);
  }
  const { grown } = tiles;
  await db.query(
    `insert into log_tile (organisation_id, log, level, n, width, data)
     select $1, $2, * from unnest($3::int[], $4::bigint[], $5::int[], $6::bytea[])
     on conflict (organisation_id, log, level, n) do update set width = excluded.width, data = excluded.data
     where log_tile.width < excluded.width`,
    [
      ...own,
      ...(['level', 'n', 'width'] as const).map((column) => grown.map((tile) => tile[column])),
      grown.map(({ bytes }) => Buffer.from(bytes)),
    ],
  );
  const moved = await db.query(
    `update log_state set size = $3, frontier = $4, types = (
       select jsonb_object_agg(type, n) from (
         select key as type, sum(value::bigint) as n
         from (select * from jsonb_each_text(types) union all select * from jsonb_each_text($6::jsonb)) c (key, value) group by key) s)
     where organisation_id = $1 and log = $2 and size = $5`,
    [...own, frontier.size, frontier.roots.map((root) => Buffer.from(root)), size, JSON.stringify(counted(entries))],
  );
  if (moved.rowCount !== 1) throw new LogTrouble('TREE_BROKEN', log.origin, `size ${size}`);
}

/** Numbers the next entries of a log and takes them into its tree, in one transaction; returns how many there were. */
export function sequence(db: Connection, log: KeptLog, most = BATCH): Promise<number> {
  return inTransaction(db, async () => {
    const frontier = await treeOf(db, log, 'for update');
    const { size } = frontier;
    // Not a cursor over ids: those that commit late would be lost. A log begins with the entries about itself.
    const { rows: pending } = await db.query<Pending>(
      `select id, type, leaf, leaf_hash from log_entry where organisation_id = $1 and log = $2 and idx is null
       order by ${size === 0 ? `type not like 'log.%', ` : ''}id limit ${most}`,
      [log.organisationId, log.name],
    );
    if (pending.length === 0) return 0;
    const hashes = checked(log, pending);
    const numbered = await db.query(
      'update log_entry e set idx = v.idx from unnest($1::bigint[], $2::bigint[]) v (id, idx) where e.id = v.id',
      [pending.map(({ id }) => id), pending.map((_, i) => size + i)],
    );
    if (numbered.rowCount !== pending.length) throw new LogTrouble('TREE_BROKEN', log.origin, `size ${size}`);
    await takeIn(
      db,
      log,
      frontier,
      pending.map(({ type }, i) => ({ type, hash: hashes[i] as Hash })),
    );
    return pending.length;
  });
}

function growing(origin: string, size: number, edges: readonly FilledTile[]): GrowingTiles {
  try {
    return new GrowingTiles(hasher, size, edges);
  } catch {
    throw new LogTrouble('TREE_BROKEN', origin, 'log_tile');
  }
}
