import { LeafOrder, readLeaf1, type Leaf1 } from '@hiroba/kernel';
import { bytesOf, textOf, toHex } from './bytes.ts';
import type { Ciphers } from './ciphers.ts';
import { LeafTypes } from './leaf-types.ts';
import { schemaPath } from './schema-path.ts';
import type { ReadLogFile } from './tile-reader.ts';

/** What an audit found wrong: where, and what. */
export interface AuditProblem {
  /** The path of a file of the log, or `entry N`. */
  readonly at: string;
  readonly problem: string;
}

/** By what the leaves of a log are judged. */
export interface LeafRules {
  /** What they may hold: known beforehand, or as the log itself publishes it; without it, any facts. */
  readonly types?: LeafTypes | 'published';
  /** Whether they are of the format leaf1; else they are bytes of any kind. */
  readonly leaf1?: boolean;
  /** Texts that must stand in none. */
  readonly deny?: readonly string[];
}

/** That a log got another key: by which entry, from when on. */
export interface Rotation {
  readonly entry: number;
  readonly vkey: string;
  readonly from: string;
}

/** A text as it stands inside of JSON: quotes and the like escaped. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const LATEST_BEFORE_HEARTBEAT_MS = 5 * 60_000;
const MOST_WAITING = 10_000;

/** Judges the leaves of a log, one after another in its order. */
export class LeafJudge {
  /** How many entries of each type there are. */
  readonly types = new Map<string, number>();
  heartbeat: string | undefined;
  readonly rotations: Rotation[] = [];
  #entry = -1;
  readonly #order = new LeafOrder();
  readonly #waiting: (readonly [string, Leaf1])[] = [];
  #published: LeafTypes | undefined;

  constructor(
    private readonly rules: LeafRules,
    private readonly read: ReadLogFile,
    private readonly ciphers: Ciphers,
  ) {
    this.#published = rules.types === 'published' ? undefined : rules.types;
  }

  /** What is wrong with the next leaf. */
  async next(bytes: Uint8Array, at: string): Promise<readonly AuditProblem[]> {
    this.#entry += 1;
    const { deny = [], leaf1 = true } = this.rules;
    const text = deny.length > 0 ? new TextDecoder().decode(bytes) : '';
    if (deny.some((each) => text.includes(each) || text.includes(inJson(each)))) return [{ at, problem: 'holds a denied text' }];
    if (!leaf1) return [];
    const read = readLeaf1(bytes);
    if ('problem' in read) return [{ at, problem: read.problem }];
    const { leaf } = read;
    this.types.set(leaf.type, (this.types.get(leaf.type) ?? 0) + 1);
    const problem = this.#order.next(leaf) ?? this.#timeProblem(leaf);
    if (problem !== undefined) return [{ at, problem }];
    if (leaf.type === 'log.key_rotated')
      this.rotations.push({ entry: this.#entry, vkey: String(leaf.data.vkey_new), from: String(leaf.data.from) });
    if (this.rules.types === 'published' && leaf.type === 'log.schema_published') return this.#takeTypes(leaf);
    return this.#judge(leaf, at);
  }

  /** Whether what leaves may hold was known: a log need not hand it out. */
  get judged(): boolean {
    return this.#published !== undefined;
  }

  /** What was wrong with leaves whose type may have been published after them. */
  end(): readonly AuditProblem[] {
    const types = this.#published;
    if (types === undefined) return [];
    return this.#waiting.flatMap(([at, leaf]) => {
      const problem = types.problem(leaf);
      return problem === undefined ? [] : [{ at, problem }];
    });
  }

  #judge(leaf: Leaf1, at: string): readonly AuditProblem[] {
    if (this.rules.types === undefined) return [];
    const problem = this.#published ? this.#published.problem(leaf) : 'unknown-type';
    if (problem === undefined) return [];
    if (this.#published && this.#waiting.length >= MOST_WAITING) return [{ at, problem }];
    this.#waiting.push([at, leaf]);
    return [];
  }

  #timeProblem({ at, type }: Leaf1): string | undefined {
    const { heartbeat } = this;
    if (heartbeat !== undefined && Date.parse(at) < Date.parse(heartbeat) - LATEST_BEFORE_HEARTBEAT_MS)
      return 'back-dated';
    if (type === 'log.heartbeat') this.heartbeat = at;
    return undefined;
  }

  async #takeTypes({ data }: Leaf1): Promise<readonly AuditProblem[]> {
    const digest = typeof data.sha256 === 'string' && /^[0-9a-f]{64}$/.test(data.sha256) ? data.sha256 : '';
    const at = schemaPath(digest);
    const bytes = await this.read(at);
    if (!bytes) return [];
    const text = textOf(bytes) ?? '';
    const types = toHex(this.ciphers.sha256(bytesOf(text))) === digest ? LeafTypes.parse(text) : undefined;
    if (!types) return [{ at, problem: 'OTHER_HASH' }];
    this.#published = types;
    return [];
  }
}
