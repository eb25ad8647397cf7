/** A number from a text (FNV-1a), for orders that nobody has to prove. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

/** Options in an order that a seed chooses and that stays the same for it: no place on the ballot paper is the first for everybody. */
export function shuffled<T>(options: readonly T[], seed: string): readonly T[] {
  const order = [...options];
  let state = seedOf(seed);
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = next(last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
