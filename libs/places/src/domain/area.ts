import { Refusal } from '@hiroba/kernel';
import type { Point } from './point.ts';

/** The corners of a line that ends where it began, as GeoJSON has them: longitude first. */
export type Ring = readonly (readonly [lon: number, lat: number])[];

/** A piece of ground: its outline, then the outlines of its holes. */
export type Polygon = readonly Ring[];

/** Where something is about: one or more pieces of ground. */
export type Area = readonly Polygon[];

const isPosition = (value: unknown): value is [number, number] =>
  Array.isArray(value) &&
  value.length >= 2 &&
  Number.isFinite(value[0]) &&
  Number.isFinite(value[1]) &&
  Math.abs(value[0] as number) <= 180 &&
  Math.abs(value[1] as number) <= 90;

function isRing(value: unknown): value is Ring {
  if (!Array.isArray(value) || value.length < 4 || !value.every(isPosition)) return false;
  const [first, last] = [value[0], value.at(-1)] as [Ring[number], Ring[number]];
  return first[0] === last[0] && first[1] === last[1] && new Set(value.map(([lon, lat]) => `${lon} ${lat}`)).size > 2;
}

const isPolygon = (value: unknown): value is Polygon => Array.isArray(value) && value.length > 0 && value.every(isRing);

interface Shape {
  readonly type?: unknown;
  readonly coordinates?: unknown;
  readonly geometry?: unknown;
  readonly features?: unknown;
}

/** The pieces of a GeoJSON object; nothing where it has anything but ground. */
function piecesOf(value: unknown): Area | undefined {
  const { type, coordinates, geometry, features } = (value ?? {}) as Shape;
  if (type === 'Polygon') return isPolygon(coordinates) ? [coordinates] : undefined;
  if (type === 'MultiPolygon')
    return Array.isArray(coordinates) && coordinates.every(isPolygon) ? coordinates : undefined;
  if (type === 'Feature') return (geometry as Shape | null)?.type === 'Feature' ? undefined : shapeOf(geometry);
  if (type !== 'FeatureCollection' || !Array.isArray(features)) return undefined;
  const parts = features.map((part: Shape | null) => (part?.type === 'Feature' ? shapeOf(part.geometry) : undefined));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

const shapeOf = (value: unknown): Area | undefined =>
  ['Polygon', 'MultiPolygon'].includes(String((value as Shape | null)?.type)) ? piecesOf(value) : undefined;

/** The area that a GeoJSON text draws, or why it draws none. */
export function parseArea(text: string): Area | Refusal {
  try {
    const area = piecesOf(JSON.parse(text));
    return area && area.length > 0 ? area : new Refusal('BAD_AREA');
  } catch {
    return new Refusal('BAD_AREA');
  }
}

/** Why a text cannot be the area of a place; without a text there is no border. */
export function areaProblem(text: string): Refusal | undefined {
  const area = text.trim() === '' ? [] : parseArea(text);
  return area instanceof Refusal ? area : undefined;
}

const crossed = ([ax, ay]: Ring[number], [bx, by]: Ring[number], { lat, lon }: Point): 'ON' | 'LEFT' | undefined => {
  const side = (bx - ax) * (lat - ay) - (by - ay) * (lon - ax);
  const between = (value: number, from: number, to: number) =>
    value >= Math.min(from, to) && value <= Math.max(from, to);
  if (side === 0 && between(lon, ax, bx) && between(lat, ay, by)) return 'ON';
  return ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax ? 'LEFT' : undefined;
};

/** Where a point lies of a ring; who stands on the line stands on it. */
function within(ring: Ring, point: Point): 'IN' | 'ON' | 'OUT' {
  const met = ring.slice(1).map((corner, index) => crossed(ring[index] ?? corner, corner, point));
  if (met.includes('ON')) return 'ON';
  return met.filter((one) => one === 'LEFT').length % 2 === 1 ? 'IN' : 'OUT';
}

/** Whether a point lies in an area; its borders belong to it, those of its holes, too. */
export const contains = (area: Area, point: Point): boolean =>
  area.some(
    ([outline, ...holes]) =>
      outline !== undefined && within(outline, point) !== 'OUT' && holes.every((hole) => within(hole, point) !== 'IN'),
  );
