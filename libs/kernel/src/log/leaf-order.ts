import type { Leaf1, LeafProblem } from './leaf1.ts';

/** The rules that bind the leaves of one log together: unique ids, and revisions of a subject without a gap. */
export class LeafOrder {
  readonly #ids = new Set<string>();
  readonly #revisions = new Map<string, number>();

  /** Takes the next leaf in log order: undefined, or the rule it breaks. */
  next(leaf: Leaf1): Extract<LeafProblem, 'id' | 'rev'> | undefined {
    if (this.#ids.has(leaf.id)) return 'id';
    this.#ids.add(leaf.id);
    if (leaf.subject === undefined) return undefined;
    const key = JSON.stringify([leaf.subject.kind, leaf.subject.id]);
    if (leaf.subject.rev !== (this.#revisions.get(key) ?? 0) + 1) return 'rev';
    this.#revisions.set(key, leaf.subject.rev);
    return undefined;
  }
}
