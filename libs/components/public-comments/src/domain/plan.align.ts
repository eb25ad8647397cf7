import { plain } from '@hiroba/similarity';
import { pathsOf, tidyUnits, type ParsedUnit, type PlanUnit, type UnitRelation } from './plan.ts';

/** How two versions of a plan belong together: the units of the newer one, and where those of the older one went. */
export interface Alignment {
  readonly units: readonly PlanUnit[];
  readonly removed: readonly PlanUnit[];
  /** For each unit of the older version the unit that stands for it now; nothing where its text is no longer in the plan. */
  readonly successors: ReadonlyMap<string, string>;
}

const SHINGLE = 5;
const SIMILAR = 0.5;
/** How much of a piece must stand in the other for it to be a part of it. */
const CONTAINED = 0.8;

type Shingles = ReadonlySet<string>;

interface Text {
  readonly plain: string;
  readonly shingles: Shingles;
}

function textOf(text: string): Text {
  const letters = [...plain(text)];
  const shingles = new Set<string>();
  for (let at = 0; at + SHINGLE <= letters.length; at += 1) shingles.add(letters.slice(at, at + SHINGLE).join(''));
  if (shingles.size === 0 && letters.length > 0) shingles.add(letters.join(''));
  return { plain: letters.join(''), shingles };
}

const sharedBy = (a: Shingles, b: Shingles): number => {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of few) if (many.has(shingle)) shared += 1;
  return shared;
};

const likeness = (a: Shingles, b: Shingles): number => {
  const shared = sharedBy(a, b);
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
};

const partOf = (part: Shingles, whole: Shingles): number => (part.size === 0 ? 0 : sharedBy(part, whole) / part.size);

/** The longest monotone row of pairs, weighed; only pairs that are worth something are taken. */
function monotone(olds: readonly number[], news: readonly number[], worth: (o: number, n: number) => number): [number, number][] {
  const width = news.length + 1;
  const best = new Float64Array((olds.length + 1) * width);
  const worths = new Float64Array(olds.length * news.length);
  for (let i = olds.length - 1; i >= 0; i -= 1) {
    for (let j = news.length - 1; j >= 0; j -= 1) {
      const own = worth(olds[i] as number, news[j] as number);
      worths[i * news.length + j] = own;
      const taken = own > 0 ? own + (best[(i + 1) * width + j + 1] as number) : 0;
      best[i * width + j] = Math.max(taken, best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < olds.length && j < news.length;) {
    const own = worths[i * news.length + j] as number;
    if (own > 0 && best[i * width + j] === own + (best[(i + 1) * width + j + 1] as number)) {
      pairs.push([olds[i] as number, news[j] as number]);
      i += 1;
      j += 1;
    } else if (best[i * width + j] === best[(i + 1) * width + j]) i += 1;
    else j += 1;
  }
  return pairs;
}

const indexes = (length: number): number[] => Array.from({ length }, (_, n) => n);

/** Pairs of equal texts in order, then of similar ones between them, then of equal ones that moved. */
function paired(older: readonly Text[], newer: readonly Text[]): { pairs: Map<number, number>; moved: Set<number> } {
  const equal = (o: number, n: number) => Number(older[o]?.plain === newer[n]?.plain && older[o]?.plain !== '');
  const anchors: [number, number][] = monotone(indexes(older.length), indexes(newer.length), equal);
  const pairs = new Map(anchors.map(([o, n]) => [n, o]));
  let [fromOld, fromNew] = [0, 0];
  for (const [o, n] of [...anchors, [older.length, newer.length] as [number, number]]) {
    const [olds, news] = [indexes(o - fromOld).map((at) => at + fromOld), indexes(n - fromNew).map((at) => at + fromNew)];
    const alike = (a: number, b: number) => {
      const close = likeness(older[a]?.shingles ?? new Set(), newer[b]?.shingles ?? new Set());
      return close >= SIMILAR ? close : 0;
    };
    for (const [a, b] of monotone(olds, news, alike)) pairs.set(b, a);
    [fromOld, fromNew] = [o + 1, n + 1];
  }
  const taken = new Set(pairs.values());
  const free = new Map<string, number[]>();
  older.forEach(({ plain: text }, o) => (taken.has(o) || text === '' ? undefined : free.set(text, [...(free.get(text) ?? []), o])));
  const moved = new Set<number>();
  newer.forEach(({ plain: text }, n) => {
    const o = pairs.has(n) ? undefined : free.get(text)?.shift();
    if (o === undefined) return;
    pairs.set(n, o);
    moved.add(n);
  });
  return { pairs, moved };
}

/** The whole that a part belongs to among its neighbours, if most of the part stands in one of them. */
function wholeOf(part: Text, among: readonly (readonly [number, Text])[]): number | undefined {
  const found = among.map(([at, whole]) => [at, partOf(part.shingles, whole.shingles)] as const).sort((a, b) => b[1] - a[1])[0];
  return found && found[1] >= CONTAINED ? found[0] : undefined;
}

const NEAR = 3;
const near = (texts: readonly Text[], at: number) =>
  texts.map((text, n) => [n, text] as const).slice(Math.max(0, at - NEAR), at + NEAR + 1);

/** Puts a new version beside the one before: each unit keeps its id where its text can be followed; nothing is dropped. */
export function align(before: readonly PlanUnit[], parsed: readonly ParsedUnit[], newId: () => string): Alignment {
  const next = tidyUnits(parsed);
  const [older, newer] = [before.map(({ text }) => textOf(text)), next.map(({ text }) => textOf(text))];
  const { pairs, moved } = paired(older, newer);
  const newOf = new Map([...pairs].map(([n, o]) => [o, n]));
  const relations = newer.map((text, n): UnitRelation => {
    const o = pairs.get(n);
    if (o === undefined) return 'NEW';
    return moved.has(n) ? 'MOVED' : older[o]?.plain === text.plain ? 'KEPT' : 'EDITED';
  });
  const from = newer.map((_, n) => (pairs.has(n) ? [pairs.get(n) as number] : []));
  // A part of an older unit that now stands by itself; where it stands in nobody's place yet, its whole tells.
  newer.forEach((text, n) => {
    if (pairs.has(n)) return;
    const at = [...indexes(n)].reverse().map((each) => pairs.get(each)).find((each) => each !== undefined) ?? 0;
    const whole = wholeOf(text, near(older, at));
    if (whole === undefined) return;
    const first = newOf.get(whole);
    relations[n] = 'SPLIT';
    from[n] = [whole];
    if (first === undefined) {
      pairs.set(n, whole);
      newOf.set(whole, n);
    } else if (relations[first] !== 'KEPT') relations[first] = 'SPLIT';
  });
  // An older unit that went into another one.
  const into = new Map<number, number>();
  older.forEach((text, o) => {
    if (newOf.has(o)) return;
    const at = [...indexes(o)].reverse().map((each) => newOf.get(each)).find((each) => each !== undefined) ?? 0;
    const whole = wholeOf(text, near(newer, at));
    if (whole === undefined || relations[whole] === 'KEPT') return;
    into.set(o, whole);
    relations[whole] = 'MERGED';
    from[whole] = [...(from[whole] ?? []), o].sort((a, b) => a - b);
  });
  const paths = pathsOf(next);
  const idOf = (n: number): string => before[pairs.get(n) ?? -1]?.id ?? newId();
  const units = next.map((unit, n): PlanUnit => ({
    ...unit, id: idOf(n), path: paths[n] ?? '', relation: relations[n] ?? 'NEW', from: (from[n] ?? []).flatMap((o) => before[o]?.id ?? []),
  }));
  const successors = new Map(before.flatMap(({ id }, o): [string, string][] => {
    const unit = units[newOf.get(o) ?? into.get(o) ?? -1];
    return unit ? [[id, unit.id]] : [];
  }));
  return { units, successors, removed: before.filter(({ id }) => !successors.has(id)) };
}
