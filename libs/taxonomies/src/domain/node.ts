import { machine, type LocalizedText } from '@hiroba/kernel';

/** The life of a node: what was used once is never deleted, only no longer offered, or part of another. */
export const nodeMoves = machine({
  ACTIVE: { retire: 'RETIRED', merge: 'MERGED', change: 'ACTIVE' },
  RETIRED: { restore: 'ACTIVE', merge: 'MERGED', change: 'RETIRED' },
  MERGED: {},
});

export type NodeState = (typeof nodeMoves.states)[number];

/** How many levels a tree has below its root. */
export const deepest = 4;

/** How many trees an organisation may have, and how many nodes one tree. */
export const most = { trees: 50, nodes: 500 } as const;

/** What the rules read of a node; a root is the tree itself. */
export interface NodeFacts {
  readonly id: string;
  readonly treeId: string;
  readonly parentId: string | null;
  readonly depth: number;
  readonly state: NodeState;
}

/** A node as its commands know it. */
export interface NodeContent extends NodeFacts {
  /** Stable in its tree, for files and addresses. */
  readonly key: string;
  readonly name: LocalizedText;
  /** How the Japanese name is read, for order. */
  readonly kana: string | null;
  readonly weight: number;
  readonly mergedInto: string | null;
  readonly rev: number;
}
