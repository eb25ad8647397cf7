/** A pairwise table, however it came about. */
export type PairwiseTable = readonly (readonly number[])[];

const at = (table: PairwiseTable, row: number, column: number): number =>
  (table[row] as readonly number[])[column] as number;
const beats = (table: PairwiseTable, a: number, b: number): boolean => at(table, a, b) > at(table, b, a);
const everybody = (table: PairwiseTable): readonly number[] => table.map((_, option) => option);

/** The option that beats every other, or undefined. */
export const condorcetWinner = (table: PairwiseTable): number | undefined =>
  everybody(table).find((a) => everybody(table).every((b) => a === b || beats(table, a, b)));

/** The smallest set of options each of which beats every option outside. */
export function smithSet(table: PairwiseTable): readonly number[] {
  const all = everybody(table);
  const wins = (a: number): number => all.filter((b) => beats(table, a, b)).length;
  const [best] = [...all].sort((a, b) => wins(b) - wins(a));
  if (best === undefined) return [];
  // Whoever is not beaten by a member belongs to the set; so it grows from the option that beats most.
  const members = new Set([best]);
  for (const member of members)
    for (const other of all) if (other !== member && !beats(table, member, other)) members.add(other);
  return all.filter((option) => members.has(option));
}

/** The strengths of the widest paths over winning votes (Schulze). */
export function widestPaths(table: PairwiseTable): PairwiseTable {
  const paths = table.map((row, a) => row.map((votes, b) => (a !== b && beats(table, a, b) ? votes : 0)));
  for (let over = 0; over < paths.length; over += 1)
    for (let from = 0; from < paths.length; from += 1)
      for (let to = 0; to < paths.length; to += 1) {
        if (from === to || from === over || to === over) continue;
        const detour = Math.min(at(paths, from, over), at(paths, over, to));
        if (detour > at(paths, from, to)) (paths[from] as number[])[to] = detour;
      }
  return paths;
}

/** The levels of the Schulze method: again and again the options that no remaining one is before. */
export function schulzeLevels(table: PairwiseTable): readonly (readonly number[])[] {
  const paths = widestPaths(table);
  const levels: (readonly number[])[] = [];
  let left = everybody(table);
  while (left.length > 0) {
    const level = left.filter((a) => left.every((b) => !beats(paths, b, a)));
    levels.push(level);
    left = left.filter((option) => !level.includes(option));
  }
  return levels;
}
