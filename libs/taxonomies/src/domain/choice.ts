import { Refusal } from '@hiroba/kernel';
import type { NodeFacts } from './node.ts';

/** Which trees a placed component offers, and in which of them something must be chosen. */
export interface Offer {
  readonly offered: readonly string[];
  readonly required: readonly string[];
}

/** What a choice is judged by. */
export interface Choosing {
  /** The nodes named, and those the thing has already; below a retired node all are retired. */
  readonly nodes: readonly NodeFacts[];
  readonly before: readonly string[];
  /** The required trees in which something can be chosen at all. */
  readonly open: readonly string[];
}

/** Nothing is named and nothing was chosen. */
export const nothingChosen: Choosing = { nodes: [], before: [], open: [] };

const field = 'taxonomies';

/** Why something cannot be filed so, finished or not: one node of each offered tree, none that is no longer offered. */
export function choiceRefusal(
  asked: readonly string[],
  { offered }: Offer,
  { nodes, before }: Choosing,
): Refusal | undefined {
  const found = asked.map((id) => nodes.find((node) => node.id === id));
  const trees = new Set<string>();
  for (const node of found) {
    if (!node) return new Refusal('BAD_USER_INPUT', field);
    // What a thing is filed under already may stay, whatever became of the node and of the settings.
    if (!before.includes(node.id) && (node.state !== 'ACTIVE' || !offered.includes(node.treeId)))
      return new Refusal('BAD_USER_INPUT', field);
    if (node.depth === 0) return new Refusal('BAD_USER_INPUT', field);
    if (trees.has(node.treeId)) return new Refusal('TOO_MANY', field, { max: 1 });
    trees.add(node.treeId);
  }
  return undefined;
}

/** Why a choice is not complete: in each required tree something is chosen, as long as there is something. */
export function missingChoice(
  asked: readonly string[],
  { required }: Offer,
  { nodes, open }: Choosing,
): Refusal | undefined {
  const chosen = nodes.filter(({ id }) => asked.includes(id));
  const missing = required.find((tree) => open.includes(tree) && !chosen.some(({ treeId }) => treeId === tree));
  return missing === undefined ? undefined : new Refusal('EMPTY', `${field}.${missing}`);
}
