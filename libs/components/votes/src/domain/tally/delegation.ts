/** Whom people let vote for them, level by level; an explicit null cancels what lower levels say. */
export interface Delegations {
  readonly unit?: Readonly<Record<string, string | null>>;
  readonly area?: Readonly<Record<string, string | null>>;
  readonly issue?: Readonly<Record<string, string | null>>;
}

/** Why the weight of a person counts for nobody. */
export type Uncounted = 'cycle' | 'not voting' | 'not entitled';

/** Where the weight of each person went (voting design, 3.6). */
export interface DelegationResult {
  readonly weights: Readonly<Record<string, number>>;
  readonly uncounted: Readonly<Record<string, Uncounted>>;
  readonly tally: Readonly<Record<string, number>>;
}

/** The delegate of a person: issue overrides area overrides unit. */
function delegates({ unit, area, issue }: Delegations): ReadonlyMap<string, string | null> {
  return new Map([unit, area, issue].flatMap((level) => Object.entries(level ?? {})));
}

/** Lets weight flow to the first direct voter on each chain; evaluated once, when a vote is closed. */
export function delegated(
  people: readonly string[],
  votes: Readonly<Record<string, string>>,
  delegations: Delegations,
): DelegationResult {
  const entitled = new Set(people);
  const answers = new Map(Object.entries(votes).filter(([person]) => entitled.has(person)));
  const next = delegates(delegations);
  const ends = new Map<string, { readonly voter: string } | Uncounted>();

  function follow(person: string): { readonly voter: string } | Uncounted {
    const chain: string[] = [];
    const onChain = new Set<string>();
    let at = person;
    let end: { readonly voter: string } | Uncounted | undefined;
    while (end === undefined) {
      const known = ends.get(at);
      const to = next.get(at);
      if (known !== undefined) end = known;
      else if (!entitled.has(at)) end = 'not entitled';
      else if (answers.has(at)) end = { voter: at };
      else if (onChain.has(at)) end = 'cycle';
      else if (to == null) end = 'not voting';
      if (end === undefined) {
        chain.push(at);
        onChain.add(at);
        at = to as string;
      }
    }
    for (const each of chain) ends.set(each, end);
    return end;
  }

  const weights = new Map<string, number>([...answers.keys()].map((voter) => [voter, 0]));
  const uncounted: [string, Uncounted][] = [];
  for (const person of people) {
    const end = follow(person);
    if (typeof end === 'string') uncounted.push([person, end]);
    else weights.set(end.voter, (weights.get(end.voter) ?? 0) + 1);
  }
  const tally = new Map<string, number>();
  for (const [voter, weight] of weights) {
    const answer = answers.get(voter) as string;
    tally.set(answer, (tally.get(answer) ?? 0) + weight);
  }
  return {
    weights: Object.fromEntries(weights),
    uncounted: Object.fromEntries(uncounted),
    tally: Object.fromEntries(tally),
  };
}
