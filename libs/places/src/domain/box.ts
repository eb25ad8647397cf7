import { Refusal } from '@hiroba/kernel';
import type { Area } from './area.ts';
import { isOnEarth, type Point } from './point.ts';

/** A piece of the earth between two latitudes and two longitudes. */
export interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** Degrees below which a map shows no more: about 100 m. */
const LEAST = 0.001;

const rounded = (degrees: number): number => Number(degrees.toFixed(5));

/** Why these are no box. */
export const boxProblem = ({ south, west, north, east }: Box): Refusal | undefined =>
  [south, west, north, east].every(Number.isFinite) &&
  isOnEarth({ lat: south, lon: west }) &&
  isOnEarth({ lat: north, lon: east }) &&
  south < north &&
  west < east
    ? undefined
    : new Refusal('BAD_USER_INPUT', 'box');

/** A box as an address says it: south, west, north, east. */
export const boxText = ({ south, west, north, east }: Box): string => [south, west, north, east].map(rounded).join(',');

/** The box that an address says, if it says one. */
export function boxIn(text: string | null): Box | undefined {
  const [south, west, north, east, more] = (text ?? '')
    .split(',')
    .map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (south === undefined || west === undefined || north === undefined || east === undefined || more !== undefined)
    return undefined;
  const box = { south, west, north, east };
  return boxProblem(box) ? undefined : box;
}

/** The box around points; nothing around none. */
export function boxAround(points: Iterable<Point>): Box | undefined {
  const box = { south: Infinity, west: Infinity, north: -Infinity, east: -Infinity };
  for (const { lat, lon } of points) {
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
  }
  return box.south <= box.north ? box : undefined;
}

/** The box around all corners of an area. */
export const boxOfArea = (area: Area): Box | undefined => boxAround(area.flat(2).map(([lon, lat]) => ({ lat, lon })));

/** A box with room around it, and never so small that nothing else is seen. */
export function withRoom({ south, west, north, east }: Box): Box {
  const [tall, wide] = [Math.max((north - south) * 0.1, LEAST), Math.max((east - west) * 0.1, LEAST)];
  return {
    south: rounded(Math.max(south - tall, -90)),
    west: rounded(Math.max(west - wide, -180)),
    north: rounded(Math.min(north + tall, 90)),
    east: rounded(Math.min(east + wide, 180)),
  };
}

/** How many cells stand beside each other at most on a map: each is as wide as a thumb on a phone. */
export const CELLS = 10;

/** How wide the cells of a map are, in degrees: one of a few sizes, so that they stay where they are when the map moves. */
export function cellOf({ south, west, north, east }: Box): number {
  const least = Math.max(north - south, east - west, LEAST) / CELLS;
  return 2 ** Math.ceil(Math.log2(least));
}

/** The most cells that a map can show. */
export const MOST_CELLS = (CELLS + 1) ** 2;
