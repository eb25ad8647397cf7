import { badText, composed, graphemes, Refusal } from '@hiroba/kernel';
import { contains, parseArea, type Area, type Polygon, type Ring } from './area.ts';
import { kept, onGrid, type Point, type Precision } from './point.ts';

/** A part of an area that its GeoJSON draws as a feature of its own: its name, where it has one, and its ground. */
export interface District {
  readonly name: string;
  readonly pieces: Area;
}

/** The longest name of a district, in graphemes. */
const nameMax = 60;

interface Feature {
  readonly type?: unknown;
  readonly features?: readonly Feature[];
  readonly properties?: { readonly name?: unknown } | null;
}

function nameOf({ properties }: Feature): string {
  const name = typeof properties?.name === 'string' ? composed(properties.name).replaceAll('\n', ' ').trim() : '';
  return badText(name) || graphemes(name) > nameMax ? '' : name;
}

/** The districts of an area: its features, or the whole of it where it has none. */
export function districtsIn(text: string): readonly District[] {
  const whole = text.trim() === '' ? [] : parseArea(text);
  if (whole instanceof Refusal || whole.length === 0) return [];
  const drawn = JSON.parse(text) as Feature;
  return (drawn.features ?? [drawn]).flatMap((feature) => {
    const pieces = parseArea(JSON.stringify(feature));
    return pieces instanceof Refusal ? [] : [{ name: nameOf(feature), pieces }];
  });
}

const corners = (ring: Ring) => ring.slice(1).map((to, at) => ({ from: ring[at] ?? to, to }));

/** Twice the ground inside a line, with a sign that tells which way it runs. */
const doubled = (ring: Ring): number =>
  corners(ring).reduce((sum, { from: [ax, ay], to: [bx, by] }) => sum + ax * by - bx * ay, 0);

const largest = (pieces: Area): Polygon | undefined =>
  pieces.toSorted(([a = []], [b = []]) => Math.abs(doubled(b)) - Math.abs(doubled(a)))[0];

function centroid(ring: Ring): Point {
  const sum = corners(ring).reduce(
    ({ lat, lon }, { from: [ax, ay], to: [bx, by] }) => {
      const weight = ax * by - bx * ay;
      return { lat: lat + (ay + by) * weight, lon: lon + (ax + bx) * weight };
    },
    { lat: 0, lon: 0 },
  );
  const six = 3 * doubled(ring);
  return { lat: sum.lat / six, lon: sum.lon / six };
}

/** The middle of the widest stretch of a piece along one latitude. */
function widest(piece: Polygon, lat: number): Point | undefined {
  const met = piece
    .flatMap(corners)
    .filter(({ from: [, ay], to: [, by] }) => ay > lat !== by > lat)
    .map(({ from: [ax, ay], to: [bx, by] }) => ((bx - ax) * (lat - ay)) / (by - ay) + ax)
    .toSorted((a, b) => a - b);
  const stretches = met.flatMap((west, at) => (at % 2 === 0 ? [{ west, east: met[at + 1] ?? west }] : []));
  const [best] = stretches.toSorted((a, b) => b.east - b.west - (a.east - a.west));
  return best && { lat, lon: (best.west + best.east) / 2 };
}

const rounded = (degrees: number): number => Number(degrees.toFixed(5));

/** The one point that stands for a district: the middle of its largest piece, or a point near it that lies inside. */
export function middleOf({ pieces }: District): Point | undefined {
  const piece = largest(pieces);
  if (!piece?.[0]) return undefined;
  const middle = centroid(piece[0]);
  const inside = contains([piece], middle) ? middle : (widest(piece, middle.lat) ?? middle);
  return { lat: rounded(inside.lat), lon: rounded(inside.lon) };
}

/** The district that a point lies in, the first where they touch. */
export const districtOf = (districts: readonly District[], point: Point): District | undefined =>
  districts.find(({ pieces }) => contains(pieces, point));

/** What everybody may know of a point: nothing where only districts are told, and it lies in none. */
export function publicPoint(
  point: Point,
  precision: Precision,
  districts: readonly District[] = [],
): Point | undefined {
  if (precision === 'EXACT') return kept(point);
  if (precision === 'GRID') return onGrid(point);
  const district = districtOf(districts, point);
  return district && middleOf(district);
}
