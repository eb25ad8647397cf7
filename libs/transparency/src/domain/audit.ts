import { sameBytes, toBase64 } from './bytes.ts';
import { openCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { Ciphers } from './ciphers.ts';
import type { VerifierKey } from './keys.ts';
import { LeafJudge, type AuditProblem, type LeafRules, type Rotation } from './leaf-judge.ts';
import { Frontier, hasherOf } from './merkle.ts';
import { LogDamage, TileReader, type ReadLogFile } from './tile-reader.ts';
import { TILE_WIDTH } from './tiles.ts';

/** What an audit found. */
export interface AuditReport {
  readonly checkpoint?: Checkpoint;
  readonly problems: readonly AuditProblem[];
  /** How many entries of each type there are. */
  readonly types: ReadonlyMap<string, number>;
  /** Whether it was known what leaves may hold. */
  readonly judged: boolean;
  /** When the newest heartbeat was, if there was one. */
  readonly heartbeat?: string;
  /** The keys that the log says followed the ones before. */
  readonly rotations: readonly Rotation[];
}

/** What an audit rests on. */
export interface AuditOptions extends LeafRules {
  readonly read: ReadLogFile;
  readonly keys: readonly VerifierKey[];
  readonly ciphers: Ciphers;
  /** Older checkpoints that were kept, by name: each must be a beginning of the log. */
  readonly old?: ReadonlyMap<string, Uint8Array | string>;
}

const MOST_PROBLEMS = 100;

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
  const judge = new LeafJudge(options, read, ciphers);
  const none = { problems, types: judge.types, judged: false, rotations: judge.rotations };
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
        problems.push(...(await judge.next(bytes, `entry ${frontier.size}`)));
        frontier.append(hasher.leaf(bytes));
        compare();
      }
      if (problems.length >= MOST_PROBLEMS) return { ...none, checkpoint };
    }
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
    return { ...none, checkpoint, problems: [...problems, { at: error.path, problem: error.reason }] };
  }
  problems.push(...judge.end());
  if (!sameBytes(frontier.root, checkpoint.root))
    problems.push({ at: 'checkpoint', problem: `is not the root ${toBase64(frontier.root)}` });
  for (const [name] of [...older.values()].flat()) problems.push({ at: name, problem: 'is larger than this log' });
  return {
    ...none,
    judged: judge.judged,
    checkpoint,
    ...(judge.heartbeat !== undefined && { heartbeat: judge.heartbeat }),
  };
}
