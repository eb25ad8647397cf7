/** A point on the ground, in degrees of WGS 84. */
export interface Point {
  readonly lat: number;
  readonly lon: number;
}

/** How exactly everybody may know a point. */
export const precisions = ['GRID', 'DISTRICT', 'EXACT'] as const;
export type Precision = (typeof precisions)[number];

/** Whether these are degrees at all. */
export const isOnEarth = ({ lat, lon }: Point): boolean => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const EARTH = 6_371_008.8;

/** The distance of two points along the ground, in metres. */
export function metresBetween(a: Point, b: Point): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const chord = half(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lon, b.lon);
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(chord)));
}

const rounded = (degrees: number, digits: number): number => Number(degrees.toFixed(digits));

/** A point as it is kept: a tenth of a metre is more than any map shows. */
export const kept = ({ lat, lon }: Point): Point => ({ lat: rounded(lat, 6), lon: rounded(lon, 6) });

/** The height of a cell, which is 100 m. */
const ROW = 0.0009;

const middle = (degrees: number, step: number): number => (Math.floor(degrees / step) + 0.5) * step;

/** The middle of the cell of about 100 m by 100 m that a point lies in: all points of a cell become one. */
export function onGrid({ lat, lon }: Point): Point {
  const row = middle(lat, ROW);
  const column = ROW / Math.max(0.01, Math.cos(radians(row)));
  return { lat: rounded(row, 5), lon: rounded(middle(lon, column), 5) };
}
