import { pairsByContainment, pairsByMinHash, pairsByPrefix, type OnPair } from './candidates.ts';
import { Gathering, type DistinctText, type SentText } from './gathering.ts';
import { medoidOf } from './medoid.ts';
import { groupingParameters, type GroupingParameters } from './parameters.ts';
import { jaccard, shared, shingleSets, type ShingleSets } from './shingles.ts';
import { Union } from './union.ts';

export { Gathering, type DistinctText, type SentText };

/** Texts that belong together: their ids in ascending order. */
export type IdGroup = readonly string[];

/** A part of a near group as screens show it. */
export interface GroupPart {
  readonly ids: IdGroup;
  /** The smallest id of the text that is most like all others. */
  readonly medoid: string;
  /** How many different texts. */
  readonly distinct: number;
  /** How many persons, where persons are told; else 0. */
  readonly people: number;
}

/** What was found in many texts; the same texts in any order give the same. */
export interface Grouping {
  readonly comments: number;
  readonly distinct: number;
  readonly parameters: GroupingParameters & { readonly method: 'exact' | 'minhash' };
  readonly sameText: readonly IdGroup[];
  readonly nearGroups: readonly IdGroup[];
  readonly templateGroups: readonly IdGroup[];
  /** For each near group its parts. */
  readonly parts: readonly (readonly GroupPart[])[];
  /** Every pair of ids whose texts have a Jaccard of at least 0.50, where asked for. */
  readonly pairs?: readonly (readonly [string, string, number])[];
}

/** Groups of texts by index, turned into ids: the largest first, then by the smallest id. */
function idGroups(groups: readonly (readonly number[])[], texts: readonly DistinctText[]): IdGroup[] {
  return groups
    .map((group) => group.flatMap((i) => texts[i]?.ids ?? []).sort())
    .filter((ids) => ids.length > 1)
    .sort(bySizeThenId);
}

const bySizeThenId = (a: IdGroup, b: IdGroup): number => b.length - a.length || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1);

function nearUnion(all: ShingleSets, near: number, exact: boolean): Union {
  const union = new Union(all.sets.length);
  const onPair: OnPair = (a, b) => {
    if (union.connected(a, b)) return;
    if (jaccard(all.sets[a] ?? NONE, all.sets[b] ?? NONE) >= near) union.join(a, b);
  };
  if (exact) pairsByPrefix(all, near, onPair);
  else pairsByMinHash(all, onPair);
  return union;
}

const NONE = new Int32Array();

/** Groups as parts, whose members all have something in common with the medoid of theirs. */
class Parts {
  constructor(
    private readonly all: ShingleSets,
    private readonly texts: readonly DistinctText[],
    private readonly parameters: GroupingParameters,
  ) {}

  private readonly medoids = new Map<readonly number[], number>();

  medoid(group: readonly number[]): number {
    const known = this.medoids.get(group);
    if (known !== undefined) return known;
    const weighed = group.map((i) => ({
      i,
      set: this.all.sets[i] ?? NONE,
      weight: this.texts[i]?.ids.length ?? 0,
      id: this.texts[i]?.ids[0] ?? '',
    }));
    const found = medoidOf(weighed);
    const medoid = weighed.find(({ id }) => id === found?.id)?.i ?? -1;
    this.medoids.set(group, medoid);
    return medoid;
  }

  of(group: readonly number[]): GroupPart[] {
    const medoid = this.medoid(group);
    const close = (i: number): boolean =>
      jaccard(this.all.sets[i] ?? NONE, this.all.sets[medoid] ?? NONE) >= this.parameters.guard;
    const away = group.filter((i) => !close(i));
    const stays = this.part(group.filter(close), medoid);
    if (away.length === 0) return [stays];
    const rest: ShingleSets = { ...this.all, sets: away.map((i) => this.all.sets[i] ?? NONE) };
    const again = nearUnion(rest, this.parameters.near, away.length <= this.parameters.exactUpTo).groups();
    return [stays, ...again.flatMap((each) => this.of(each.map((k) => away[k] ?? 0)))].sort((a, b) =>
      bySizeThenId(a.ids, b.ids),
    );
  }

  private part(members: readonly number[], medoid: number): GroupPart {
    const people = new Set(members.flatMap((i) => [...(this.texts[i]?.people ?? [])]));
    const ids = members.flatMap((i) => this.texts[i]?.ids ?? []).sort();
    return { ids, medoid: this.texts[medoid]?.ids[0] ?? '', distinct: members.length, people: people.size };
  }
}

function templateUnion(
  all: ShingleSets,
  near: Union,
  { contain, containMin }: GroupingParameters,
  larger?: ReadonlySet<number>,
): Union {
  const union = new Union(near.size);
  for (let i = 0; i < near.size; i += 1) union.join(i, near.top(i));
  pairsByContainment(all, { least: contain, min: containMin, ...(larger && { larger }) }, (small, large) => {
    if (union.connected(small, large)) return;
    const [a, b] = [all.sets[small] ?? NONE, all.sets[large] ?? NONE];
    if (shared(a, b) / a.length >= contain) union.join(small, large);
  });
  return union;
}

function pairsOf(all: ShingleSets, texts: readonly DistinctText[], exact: boolean): [string, string, number][] {
  const found = new Map<string, [string, string, number]>();
  const take = (one: string, other: string, likeness: number): void => {
    const [a, b] = one < other ? [one, other] : [other, one];
    found.set(`${a} ${b}`, [a, b, Math.round(likeness * 1e6) / 1e6]);
  };
  const onPair: OnPair = (a, b) => {
    const likeness = jaccard(all.sets[a] ?? NONE, all.sets[b] ?? NONE);
    if (likeness < 0.5) return;
    for (const one of texts[a]?.ids ?? []) for (const other of texts[b]?.ids ?? []) take(one, other, likeness);
  };
  if (exact) pairsByPrefix(all, 0.5, onPair);
  else pairsByMinHash(all, onPair);
  for (const { ids } of texts) ids.forEach((one, i) => ids.slice(i + 1).forEach((other) => take(one, other, 1)));
  return [...found.values()].sort(([a, b], [c, d]) => (a === c ? (b < d ? -1 : 1) : a < c ? -1 : 1));
}

/** Groups what was gathered. */
export function groupGathered(
  gathering: Gathering,
  {
    pairs = false,
    parameters = groupingParameters,
  }: { readonly pairs?: boolean; readonly parameters?: GroupingParameters } = {},
): Grouping {
  const texts = gathering.distinct();
  const all = shingleSets(
    texts.map((each) => each.plain),
    parameters.shingle,
  );
  const exact = texts.length <= parameters.exactUpTo;
  const near = nearUnion(all, parameters.near, exact);
  const groups = near.groups();
  const parts = new Parts(all, texts, parameters);
  const larger = exact
    ? undefined
    : new Set(groups.map((group) => (group.length > 1 ? parts.medoid(group) : (group[0] ?? 0))));
  const template = templateUnion(all, near, parameters, larger);
  const together = groups.filter((group) => group.length > 1 || (texts[group[0] ?? 0]?.ids.length ?? 0) > 1);
  const ordered = together
    .map((group) => ({ ids: idGroups([group], texts)[0] ?? [], parts: parts.of(group) }))
    .sort((a, b) => bySizeThenId(a.ids, b.ids));
  return {
    comments: gathering.size,
    distinct: texts.length,
    parameters: { ...parameters, method: exact ? 'exact' : 'minhash' },
    sameText: idGroups(
      texts.map((_, i) => [i]),
      texts,
    ),
    nearGroups: ordered.map(({ ids }) => ids),
    templateGroups: idGroups(template.groups(), texts),
    parts: ordered.map((each) => each.parts),
    ...(pairs && { pairs: pairsOf(all, texts, exact) }),
  };
}

/** Groups texts: identical ones, near ones, and those made of one template. */
export function groupTexts(sent: Iterable<SentText>, options: Parameters<typeof groupGathered>[1] = {}): Grouping {
  const gathering = new Gathering();
  for (const each of sent) gathering.add(each);
  return groupGathered(gathering, options);
}
