import { groupTexts, plain } from '@hiroba/similarity';

/** How opinions came together: by the same words, by nearly the same, or by hand; and what took them apart again. */
export const groupingWays = ['EXACT', 'NEAR', 'MANUAL', 'APART', 'UNDONE'] as const;
export type GroupingWay = (typeof groupingWays)[number];

/** Where an opinion stands: in the group that another one heads, or alone; `apart` where somebody decided that it stands alone. */
export interface Standing {
  readonly group: string | null;
  readonly apart: boolean;
}

/** An opinion and where it stands. The head of a group is in the group of its own id. */
export interface Placed extends Standing {
  readonly id: string;
}

/** An opinion that stands somewhere else from now on. */
export interface Regrouped {
  readonly id: string;
  readonly before: Standing;
  readonly after: Standing;
}

const standing = ({ group, apart }: Standing): Standing => ({ group, apart });
const isSame = (one: Standing, other: Standing): boolean => one.group === other.group && one.apart === other.apart;

const moved = (opinions: readonly Placed[], to: (opinion: Placed) => Standing): readonly Regrouped[] =>
  opinions.flatMap((opinion) => {
    const after = to(opinion);
    return isSame(opinion, after) ? [] : [{ id: opinion.id, before: standing(opinion), after }];
  });

/** Opinions become one group under a head that is one of them. All who are in a group with one of them are among them. */
export const joined = (opinions: readonly Placed[], head: string): readonly Regrouped[] => moved(opinions, () => ({ group: head, apart: false }));

/** One opinion leaves its group, whose opinions are given in their order; the first of the others heads it, and nobody is a group alone. */
export function leaves(group: readonly Placed[], id: string): readonly Regrouped[] {
  const rest = group.filter((opinion) => opinion.id !== id);
  const head = rest.find((opinion) => opinion.id === opinion.group) ?? rest[0];
  return moved(group, (opinion) => {
    if (opinion.id === id) return { group: null, apart: true };
    return { group: rest.length > 1 && head ? head.id : null, apart: opinion.apart };
  });
}

/** What undoes a change. */
export const backwards = (changes: readonly Regrouped[]): readonly Regrouped[] => changes.map(({ id, before, after }) => ({ id, before: after, after: before }));

/** Whether groups are what they should be: each headed by one of its own, none of a single opinion. */
export function isSound(opinions: readonly Placed[]): boolean {
  const sizes = new Map<string, number>();
  for (const { group } of opinions) if (group !== null) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const known = new Map(opinions.map((opinion) => [opinion.id, opinion]));
  return [...sizes].every(([group, size]) => size > 1 && known.get(group)?.group === group);
}

/** Whether opinions still stand where a change put them, and nobody hangs on that, so that it can be undone. */
export function isUndoable(changes: readonly Regrouped[], now: readonly Placed[]): boolean {
  const known = new Map(now.map((opinion) => [opinion.id, opinion]));
  const stand = changes.every(({ id, after }) => {
    const opinion = known.get(id);
    return opinion !== undefined && isSame(opinion, after);
  });
  const before = new Map(changes.map((change) => [change.id, change.before]));
  return stand && isSound(now.map((opinion) => ({ ...opinion, ...before.get(opinion.id) })));
}

/** How texts belong together, as anybody can see: the same but for blanks and signs, nearly the same, or because somebody says so. */
export function wayOf(texts: readonly string[]): Extract<GroupingWay, 'EXACT' | 'NEAR' | 'MANUAL'> {
  const keys = new Set(texts.map(plain));
  if (keys.size === 1 && !keys.has('')) return 'EXACT';
  if (keys.has('')) return 'MANUAL';
  const different = [...keys].map((text, i) => ({ id: String(i), text }));
  const [first] = groupTexts(different).nearGroups;
  return first?.length === different.length ? 'NEAR' : 'MANUAL';
}
