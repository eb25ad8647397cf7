import { badText, composed, graphemes, Refusal, type SettingField } from '@hiroba/kernel';
import { areaProblem, contains, parseArea } from './area.ts';
import { districtsIn, publicPoint } from './district.ts';
import { isOnEarth, kept, precisions, type Point, type Precision } from './point.ts';

/** Where a voice is about: an address, a point, or both. */
export interface Spot {
  readonly address: string;
  readonly point: Point | null;
}

/** What somebody typed of a spot. */
export interface SpotInput {
  readonly address?: string | null;
  readonly lat?: string | null;
  readonly lon?: string | null;
}

/** What a place asks of spots. */
export interface SpotRules {
  readonly places: 'OFF' | 'OPTIONAL' | 'REQUIRED';
  /** The area a point must lie in, as GeoJSON; empty where there is none. */
  readonly area: string;
  readonly placePrecision: Precision;
}

/** The settings of a component whose voices may have a spot; spread them into its manifest. */
export const spotSettings = [
  { key: 'places', group: 'places', type: 'CHOICE', options: ['OFF', 'OPTIONAL', 'REQUIRED'], default: 'OFF' },
  { key: 'placePrecision', group: 'places', type: 'CHOICE', options: precisions, default: 'GRID' },
  { key: 'area', group: 'places', type: 'TEXT', max: 20_000, check: areaProblem, default: '' },
] as const satisfies readonly SettingField[];

/** The longest address, in graphemes. */
export const addressMax = 200;

const NUMBER = /^[+-]?\d{1,3}(\.\d{1,20})?$/;

/** The degrees that somebody typed, full-width digits too; nothing where they are none. */
function degreesOf(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').replace(/[−‐–]/g, '-').replace(/[°\s]/g, '');
  return NUMBER.test(plain) ? Number(plain) : undefined;
}

function pointOf(lat: string, lon: string): Point | null | Refusal {
  if (lat === '' && lon === '') return null;
  // Maps copy a point as one text, "34.5, 134.4".
  const [first = '', second] = lat.split(/[,、]/);
  const typed = lon === '' && second !== undefined ? { lat: first, lon: second } : { lat, lon };
  const [north, east] = [degreesOf(typed.lat), degreesOf(typed.lon)];
  if (north === undefined || Math.abs(north) > 90) return new Refusal('BAD_FORMAT', 'lat');
  if (east === undefined || !isOnEarth({ lat: north, lon: east })) return new Refusal('BAD_FORMAT', 'lon');
  return kept({ lat: north, lon: east });
}

/** The spot that somebody typed; null for none, and a refusal for what cannot be one. */
export function spotOf({ address, lat, lon }: SpotInput): Spot | null | Refusal {
  const text = composed(address ?? '')
    .replace(/\n/g, ' ')
    .trim();
  if (badText(text)) return new Refusal('BAD_TEXT', 'address');
  if (graphemes(text) > addressMax) return new Refusal('TOO_LONG', 'address', { max: addressMax });
  const point = pointOf((lat ?? '').trim(), (lon ?? '').trim());
  if (point instanceof Refusal) return point;
  return text === '' && !point ? null : { address: text, point };
}

/** Whether two spots are the same. */
export const sameSpot = (a: Spot | null, b: Spot | null): boolean =>
  (a?.address ?? '') === (b?.address ?? '') && a?.point?.lat === b?.point?.lat && a?.point?.lon === b?.point?.lon;

/** Why a spot cannot be kept; one that was taken before may stay, whatever has become of the rules. */
export function spotRefusal(after: Spot | null, before: Spot | null, { places, area }: SpotRules): Refusal | undefined {
  if (!after || sameSpot(after, before)) return undefined;
  if (places === 'OFF') return new Refusal('BAD_USER_INPUT', 'address');
  if (!after.point || area.trim() === '') return undefined;
  const ground = parseArea(area);
  return ground instanceof Refusal || contains(ground, after.point) ? undefined : new Refusal('OUTSIDE_AREA', 'lat');
}

/** How little everybody knows of a point. */
const coarseness: Readonly<Record<Precision, number>> = { EXACT: 0, GRID: 1, DISTRICT: 2 };

/**
 * A spot as it goes along to another place: nobody there learns more of the point than they could before, and what the other place
 * does not take stays behind.
 */
export function spotElsewhere({ address, point }: Spot, from: SpotRules, to: SpotRules): Spot | null {
  if (to.places === 'OFF') return null;
  const finer = coarseness[to.placePrecision] < coarseness[from.placePrecision];
  const known = point && finer ? (publicPoint(point, from.placePrecision, districtsIn(from.area)) ?? null) : point;
  const there = { address, point: known };
  if (address === '' && !known) return null;
  if (!spotRefusal(there, null, to)) return there;
  return address === '' ? null : { address, point: null };
}

/** Why a voice may not stand before everybody without a spot. */
export const spotMissing = (spot: Spot | null, { places }: SpotRules): Refusal | undefined =>
  places === 'REQUIRED' && !spot ? new Refusal('EMPTY', 'address') : undefined;
