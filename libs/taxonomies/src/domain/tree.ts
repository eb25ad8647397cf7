interface Placed {
  readonly id: string;
  readonly parentId: string | null;
}

/** Nodes each below its parent, neighbours in the order they come in; those whose parent is not there are left out. */
export function inTreeOrder<N extends Placed>(nodes: readonly N[]): N[] {
  const below = Map.groupBy(nodes, ({ parentId }) => parentId);
  const walk = (parent: string | null): N[] => (below.get(parent) ?? []).flatMap((node) => [node, ...walk(node.id)]);
  return walk(null);
}

interface Listed {
  readonly id: string;
  readonly treeId: string;
  readonly depth: number;
  readonly key: string;
  readonly chosen: boolean;
}

/** One thing's place in one tree: the node it is filed under, and the nodes above it from the tree down. */
export interface Choice<N> {
  readonly node: N;
  readonly above: readonly N[];
}

/** What a thing is filed under, of the rows of all nodes from the trees down to the chosen ones. */
export function choicesOf<N extends Listed>(nodes: readonly N[]): Choice<N>[] {
  const trees = Map.groupBy(nodes, ({ treeId }) => treeId);
  return [...trees.values()].flatMap((of) => {
    const levels = [...of].sort((a, b) => a.depth - b.depth);
    const node = levels.find(({ chosen }) => chosen);
    return node ? [{ node, above: levels.filter(({ depth }) => depth < node.depth) }] : [];
  });
}
