import { composed, event, Refusal, type Decision, type LocalizedText, type Situation } from '@hiroba/kernel';
import { composedText, lineRefusal, textRefusal } from '@hiroba/spaces';
import { deepest, most, type NodeContent, type NodeFacts } from './node.ts';
import { taxonomyPolicy } from './node.policy.ts';

type NodeDecision = Decision<Partial<NodeContent>>;

/** What an administrator typed about a node. */
export interface NodeInput {
  /** Made of the English name, or a number, when left empty. */
  readonly key?: string | null;
  readonly name: LocalizedText;
  readonly kana?: string | null;
}

/** What is there already where a node is to go. */
export interface Surroundings {
  /** All keys of the tree, or of all trees for a new one. */
  readonly keys: readonly string[];
  /** The weights of the nodes beside it. */
  readonly weights: readonly number[];
}

const KEY = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const longest = { key: 40, name: 100, kana: 100 } as const;

/** Why a node cannot be called so. */
export const nodeRefusal = ({ key, name, kana }: NodeInput): Refusal | undefined =>
  (key && (!KEY.test(key) || key.length > longest.key) ? new Refusal('BAD_FORMAT', 'key') : undefined) ??
  textRefusal('name', name, { max: longest.name }) ??
  (kana ? lineRefusal('kana', kana, { max: longest.kana }) : undefined);

const numbered = (keys: ReadonlySet<string>): string => {
  for (let n = keys.size + 1; ; n += 1) if (!keys.has(`n${n}`)) return `n${n}`;
};

/** The key a node gets when nobody chose one: its English name, or the next number. */
export function keyOf({ en = '' }: LocalizedText, taken: readonly string[]): string {
  const keys = new Set(taken);
  const plain = en
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-');
  const key = plain
    .replace(/^[-0-9]+|-$/g, '')
    .slice(0, longest.key)
    .replace(/-$/, '');
  return KEY.test(key) && !keys.has(key) ? key : numbered(keys);
}

const called = ({ name, kana }: NodeInput) => ({
  name: composedText(name),
  kana: composed(kana ?? '').replace(/\n/g, ' ') || null,
});

/** Where nobody has put the others in order, a new one goes by its reading; otherwise it goes last. */
const lastOf = (weights: readonly number[]): number => {
  const largest = Math.max(0, ...weights);
  return largest === 0 ? 0 : largest + 1;
};

const fits = (parent: NodeFacts | undefined, { keys }: Surroundings): Refusal | undefined => {
  if (!parent)
    return keys.length >= most.trees ? new Refusal('LIMIT_REACHED', undefined, { max: most.trees }) : undefined;
  if (parent.state !== 'ACTIVE') return new Refusal('WRONG_STATE', 'parentId', { state: parent.state });
  if (parent.depth >= deepest) return new Refusal('TOO_DEEP', 'parentId', { max: deepest });
  return keys.length >= most.nodes ? new Refusal('LIMIT_REACHED', undefined, { max: most.nodes }) : undefined;
};

/** Adds a node below another, or a tree of its own. */
export const addNode =
  (id: string, typed: NodeInput, parent: NodeFacts | undefined, around: Surroundings, may = taxonomyPolicy.shape) =>
  (at: Situation): NodeDecision | Refusal => {
    const refusal = may(at, undefined) ?? fits(parent, around) ?? nodeRefusal(typed);
    if (refusal) return refusal;
    const { name, kana } = called(typed);
    const key = typed.key || keyOf(name, around.keys);
    return around.keys.includes(key)
      ? new Refusal('TAKEN', 'key')
      : {
          patch: {
            treeId: parent?.treeId ?? id,
            parentId: parent?.id ?? null,
            depth: (parent?.depth ?? -1) + 1,
            state: 'ACTIVE',
            key,
            name,
            kana,
            weight: lastOf(around.weights),
            mergedInto: null,
          },
          event: event(
            'taxonomy.added',
            { key, ...(parent ? { parent: parent.id } : {}) },
            { actor: 'staff', commit: { name } },
          ),
        };
  };

const stale = ({ rev }: NodeContent, opened: number): Refusal | undefined =>
  rev === opened ? undefined : new Refusal('STALE');

/** What an administrator changes of a node; its key stays, so that files and addresses keep their meaning. */
export interface NodeEdit extends Omit<NodeInput, 'key'> {
  /** The smaller, the earlier among its neighbours; equals go by their reading. */
  readonly weight: number;
}

/** Calls a node otherwise, or gives it another place among its neighbours. */
export const editNode =
  (typed: NodeEdit, opened: number) =>
  (at: Situation, node: NodeContent): NodeDecision | Refusal => {
    const next = { ...called(typed), weight: typed.weight };
    const fields = [
      ...(next.name.ja === node.name.ja && next.name.en === node.name.en ? [] : ['name']),
      ...(['kana', 'weight'] as const).filter((field) => next[field] !== node[field]),
    ];
    return (
      taxonomyPolicy.change(at, node) ??
      stale(node, opened) ??
      nodeRefusal(typed) ??
      (Number.isSafeInteger(typed.weight) && typed.weight >= 0 && typed.weight <= 9_999
        ? undefined
        : new Refusal('BAD_FORMAT', 'weight')) ??
      (fields.length === 0 ? new Refusal('NOTHING_CHANGED') : undefined) ?? {
        patch: next,
        event: event('taxonomy.edited', { fields }, { actor: 'staff', commit: { name: next.name } }),
      }
    );
  };

/** No longer offers a node; what is filed under it stays there. */
export const retireNode = (at: Situation, node: NodeContent): NodeDecision | Refusal =>
  taxonomyPolicy.retire(at, node) ?? {
    patch: { state: 'RETIRED' },
    event: event('taxonomy.retired', {}, { actor: 'staff' }),
  };

/** Offers a node again. */
export const restoreNode = (at: Situation, node: NodeContent): NodeDecision | Refusal =>
  taxonomyPolicy.restore(at, node) ?? {
    patch: { state: 'ACTIVE' },
    event: event('taxonomy.restored', {}, { actor: 'staff' }),
  };

/** Makes a node part of another of its tree: all that is filed under it moves there. */
export const mergeNode =
  (into: NodeFacts, moves: { readonly children: number; readonly uses: number }) =>
  (at: Situation, node: NodeContent): NodeDecision | Refusal =>
    taxonomyPolicy.merge(at, node) ??
    (into.treeId === node.treeId && into.id !== node.id && into.depth > 0
      ? undefined
      : new Refusal('BAD_USER_INPUT', 'into')) ??
    (into.state === 'ACTIVE' ? undefined : new Refusal('WRONG_STATE', 'into', { state: into.state })) ??
    (moves.children > 0 ? new Refusal('NODES_BELOW') : undefined) ?? {
      patch: { state: 'MERGED', mergedInto: into.id },
      event: event('taxonomy.merged', { into: into.id, uses: moves.uses }, { actor: 'staff' }),
    };
