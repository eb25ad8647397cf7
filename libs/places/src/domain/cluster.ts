import { CELLS, type Box } from './box.ts';

/** Several things near each other on a map, or one. */
export interface Cluster extends Box {
  readonly lat: number;
  readonly lon: number;
  readonly count: number;
  /** Which thing it is, where it is one. */
  readonly id: string | null;
  readonly title: string | null;
  readonly locale: string | null;
}

/** Two clusters as one, in the middle of all their things. */
function together(a: Cluster, b: Cluster): Cluster {
  const count = a.count + b.count;
  const between = (one: number, other: number): number => (one * a.count + other * b.count) / count;
  return {
    lat: between(a.lat, b.lat),
    lon: between(a.lon, b.lon),
    count,
    id: null,
    title: null,
    locale: null,
    south: Math.min(a.south, b.south),
    west: Math.min(a.west, b.west),
    north: Math.max(a.north, b.north),
    east: Math.max(a.east, b.east),
  };
}

/** Puts clusters together until each can be pressed without meeting its neighbour: points on both sides of a cell's border are near, too. */
export function apart(clusters: readonly Cluster[], { south, west, north, east }: Box): readonly Cluster[] {
  const narrow = Math.max(0.05, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const least = Math.max(north - south, (east - west) * narrow) / CELLS;
  const done: Cluster[] = [];
  const waiting = clusters.toSorted((a, b) => b.count - a.count);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { lat, lon } = next;
    const near = done.findIndex((one) => Math.hypot(one.lat - lat, (one.lon - lon) * narrow) < least);
    const [met] = near < 0 ? [] : done.splice(near, 1);
    // What has grown has moved, and may have come near another.
    if (met) waiting.unshift(together(met, next));
    else done.push(next);
  }
  return done.toSorted((a, b) => b.lat - a.lat || a.lon - b.lon);
}
