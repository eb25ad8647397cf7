import type { Box } from '../domain/box.ts';
import type { Point } from '../domain/point.ts';
import { pairs } from './map-facts.ts';

/** The side of a drawing of a map, in its own units. */
export const SIDE = 600;

/** Where points of a box stand in its drawing: the box fills it one way, and stands in its middle the other. */
export function drawingOf({
  south,
  west,
  north,
  east,
}: Box): (point: Point) => { readonly x: number; readonly y: number } {
  const narrow = Math.max(0.05, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const [wide, tall] = [(east - west) * narrow, north - south];
  const scale = SIDE / Math.max(wide, tall);
  const [left, top] = [(SIDE - wide * scale) / 2, (SIDE - tall * scale) / 2];
  const short = (units: number): number => Math.round(units * 10) / 10;
  return ({ lat, lon }) => ({
    x: short(left + (lon - west) * narrow * scale),
    y: short(top + (north - lat) * scale),
  });
}

/** The lines of a district as the path of a drawing. */
export const pathOf = (rings: readonly (readonly number[])[], at: ReturnType<typeof drawingOf>): string =>
  rings
    .map((ring) => {
      const corners = pairs(ring).map(([lat, lon]) => at({ lat, lon }));
      return `M${corners.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
    })
    .join('');
