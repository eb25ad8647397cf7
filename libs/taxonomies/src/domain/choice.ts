import { Refusal } from '@hiroba/kernel';
import type { NodeFacts } from './node.ts';

/** Which trees a placed component offers, and in which of them something must be chosen. */
export interface Offer {
  readonly offered: readonly string[];
  readonly required: readonly string[];
}

/** What stands in the way of a choice: the nodes named, as they are now, and those the thing has already. */
export interface Choosing {
  readonly nodes: readonly NodeFacts[];
  readonly before: readonly string[];
}

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

/** Why a choice is not complete: in each required tree something is chosen. */
export function missingChoice({ required }: Offer, nodes: readonly NodeFacts[]): Refusal | undefined {
  const missing = required.find((tree) => !nodes.some(({ treeId }) => treeId === tree));
  return missing === undefined ? undefined : new Refusal('EMPTY', `${field}.${missing}`);
}
