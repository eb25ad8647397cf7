import { fold, type LocalizedText } from '@hiroba/kernel';

interface Named {
  readonly id: string;
  readonly treeId: string;
  readonly parentId: string | null;
  readonly depth: number;
  readonly key: string;
  readonly name: LocalizedText;
  readonly state: string;
}

/** The headings that a cell of a file names, one after another. */
export const headingsIn = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[;；\n]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

/**
 * The node that a heading of a file means: by its path of keys, by the path of its names, or by its key or name alone where only
 * one is called so.
 */
export function nodeCalled<N extends Named>(heading: string, nodes: readonly N[]): N | undefined {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const wanted = fold(heading.replace(/\s*[/／>›]\s*/g, '/'));
  const waysOf = (node: N): string[] => {
    const parent = node.parentId === null ? undefined : byId.get(node.parentId);
    const own = [node.key, node.name.ja, node.name.en].filter((name) => name !== undefined).map(fold);
    return parent ? waysOf(parent).flatMap((way) => own.map((name) => `${way}/${name}`)) : own;
  };
  const offered = nodes.filter(({ depth, state }) => depth > 0 && state === 'ACTIVE');
  const whole = offered.find((node) => waysOf(node).includes(wanted));
  if (whole) return whole;
  const alone = offered.filter(({ key, name }) =>
    [key, name.ja, name.en].some((each) => each !== undefined && fold(each) === wanted),
  );
  return alone.length === 1 ? alone[0] : undefined;
}
