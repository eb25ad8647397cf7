import { LeafOrder, readLeaf1, type Leaf1 } from '@hiroba/kernel';
import { sameBytes, toBase64 } from './bytes.ts';
import { openCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { Ciphers } from './ciphers.ts';
import type { VerifierKey } from './keys.ts';
import type { LeafTypes } from './leaf-types.ts';
import { Frontier, hasherOf } from './merkle.ts';
import { LogDamage, TileReader, type ReadLogFile } from './tile-reader.ts';
import { TILE_WIDTH } from './tiles.ts';

/** What an audit found wrong: where, and what. */
export interface AuditProblem {
  /** The path of a file of the log, or `entry N`. */
  readonly at: string;
  readonly problem: string;
}

/** What an audit found. */
export interface AuditReport {
  readonly checkpoint?: Checkpoint;
  readonly problems: readonly AuditProblem[];
  /** How many entries of each type there are. */
  readonly types: ReadonlyMap<string, number>;
  /** When the newest heartbeat was, if there was one. */
  readonly heartbeat?: string;
}

/** What an audit rests on. */
export interface AuditOptions {
  readonly read: ReadLogFile;
  readonly keys: readonly VerifierKey[];
  readonly ciphers: Ciphers;
  /** What leaves may hold; without it, leaves are bytes of any kind. */
  readonly types?: LeafTypes;
  /** Whether leaves are of the format leaf1. */
  readonly leaf1?: boolean;
  /** Older checkpoints that were kept, by name: each must be a beginning of the log. */
  readonly old?: ReadonlyMap<string, Uint8Array | string>;
  /** Texts that must stand in no leaf. */
  readonly deny?: readonly string[];
}

const MOST_PROBLEMS = 100;
const LATEST_BEFORE_HEARTBEAT_MS = 5 * 60_000;

/** Judges the leaves of a log, one after another. */
class LeafJudge {
  readonly types = new Map<string, number>();
  heartbeat: string | undefined;
  readonly #order = new LeafOrder();

  constructor(private readonly options: AuditOptions) {}

  problem(bytes: Uint8Array, text: () => string): string | undefined {
    const denied = this.options.deny?.find((each) => text().includes(each));
    if (denied !== undefined) return 'holds a denied text';
    if (this.options.leaf1 === false) return undefined;
    const read = readLeaf1(bytes);
    return 'problem' in read ? read.problem : this.#leafProblem(read.leaf);
  }

  #leafProblem(leaf: Leaf1): string | undefined {
    this.types.set(leaf.type, (this.types.get(leaf.type) ?? 0) + 1);
    const problem = this.#order.next(leaf) ?? this.options.types?.problem(leaf);
    if (problem !== undefined) return problem;
    if (this.heartbeat !== undefined && Date.parse(leaf.at) < Date.parse(this.heartbeat) - LATEST_BEFORE_HEARTBEAT_MS)
      return 'back-dated';
    if (leaf.type === 'log.heartbeat') this.heartbeat = leaf.at;
    return undefined;
  }
}

/** The older checkpoints that the keys signed, by size. */
function olderBySize(
  { old = new Map(), keys, ciphers }: AuditOptions,
  found: AuditProblem[],
): Map<number, [string, Checkpoint][]> {
  const bySize = new Map<number, [string, Checkpoint][]>();
  for (const [name, note] of old) {
    const opened = openCheckpoint(note, keys, ciphers);
    if ('problem' in opened) found.push({ at: name, problem: opened.problem });
    else bySize.set(opened.checkpoint.size, [...(bySize.get(opened.checkpoint.size) ?? []), [name, opened.checkpoint]]);
  }
  return bySize;
}

/** Reads a whole log and recomputes everything it says: signature, root, every tile and entry, order, types, older checkpoints. */
export async function audit(options: AuditOptions): Promise<AuditReport> {
  const { read, keys, ciphers } = options;
  const problems: AuditProblem[] = [];
  const judge = new LeafJudge(options);
  const none = { problems, types: judge.types };
  const note = await read('checkpoint');
  const opened = note ? openCheckpoint(note, keys, ciphers) : { problem: 'MISSING' };
  if ('problem' in opened) return { ...none, problems: [{ at: 'checkpoint', problem: opened.problem }] };
  const { checkpoint } = opened;
  const hasher = hasherOf(ciphers.sha256);
  const frontier = new Frontier(hasher);
  const older = olderBySize(options, problems);
  const compare = () => {
    for (const [name, { origin, root }] of older.get(frontier.size) ?? []) {
      if (origin !== checkpoint.origin || !sameBytes(root, frontier.root))
        problems.push({ at: name, problem: 'is no beginning of this log' });
    }
    older.delete(frontier.size);
  };
  try {
    const reader = await TileReader.open(read, hasher, checkpoint);
    compare();
    for (let n = 0; n * TILE_WIDTH < checkpoint.size; n += 1) {
      for (const bytes of await reader.entries(n)) {
        const problem = judge.problem(bytes, () => new TextDecoder().decode(bytes));
        if (problem !== undefined) problems.push({ at: `entry ${frontier.size}`, problem });
        frontier.append(hasher.leaf(bytes));
        compare();
      }
      if (problems.length >= MOST_PROBLEMS) return { ...none, checkpoint };
    }
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
    return { ...none, checkpoint, problems: [...problems, { at: error.path, problem: error.reason }] };
  }
  if (!sameBytes(frontier.root, checkpoint.root))
    problems.push({ at: 'checkpoint', problem: `is not the root ${toBase64(frontier.root)}` });
  for (const [name] of [...older.values()].flat()) problems.push({ at: name, problem: 'is larger than this log' });
  return { ...none, checkpoint, ...(judge.heartbeat !== undefined && { heartbeat: judge.heartbeat }) };
}
