import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '@hiroba/kernel';
import { areaProblem, contains, parseArea, type Area } from './area.ts';
import { boxIn, boxText, cellOf, CELLS, MOST_CELLS, withRoom } from './box.ts';
import { apart } from './cluster.ts';
import { districtOf, districtsIn, middleOf, publicPoint } from './district.ts';
import { metresBetween, onGrid } from './point.ts';
import { spotElsewhere, spotMissing, spotOf, spotRefusal, type SpotRules } from './spot.ts';

const square = (from: number, to: number): [number, number][] => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
  [from, from],
];
const polygon = (...rings: [number, number][][]) => JSON.stringify({ type: 'Polygon', coordinates: rings });
const areaOf = (text: string): Area => {
  const area = parseArea(text);
  if (area instanceof Refusal) throw area;
  return area;
};

describe('an area', () => {
  const withHole = areaOf(polygon(square(0, 10), square(4, 6)));

  test.each([
    ['inside', 2, 2, true],
    ['in the hole', 5, 5, false],
    ['on the border of the hole', 4, 5, true],
    ['on a corner of the hole', 6, 6, true],
    ['on the west border', 5, 0, true],
    ['on the east border', 5, 10, true],
    ['on the south border', 0, 5, true],
    ['on the north border', 10, 5, true],
    ['on a corner', 10, 10, true],
    ['level with a corner, outside', 10, 11, false],
    ['level with the south border, outside', 0, -1, false],
    ['just outside', 5, 10.000001, false],
    ['just inside', 5, 9.999999, true],
  ])('has a point %s: %d, %d', (_, lat, lon, expected) => {
    expect(contains(withHole, { lat, lon })).toBe(expected);
  });

  test('may have several pieces, as features too', () => {
    const pieces = areaOf(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [square(0, 1), square(5, 6)].map((ring) => ({
          type: 'Feature',
          properties: {},
          geometry: { type: 'Polygon', coordinates: [ring] },
        })),
      }),
    );
    expect([0.5, 3, 5.5].map((at) => contains(pieces, { lat: at, lon: at }))).toEqual([true, false, true]);
  });

  test.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a point', '{"type":"Point","coordinates":[0,0]}'],
    ['nothing drawn', '{"type":"MultiPolygon","coordinates":[]}'],
    ['an open line', polygon(square(0, 1).slice(0, 4))],
    ['a line that encloses nothing', '{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0],[0,0]]]}'],
    ['degrees off the earth', polygon(square(0, 91))],
    ['words for degrees', '{"type":"Polygon","coordinates":[[["a","b"],[1,1],[2,2],["a","b"]]]}'],
    [
      'a point among its features',
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]}}]}',
    ],
  ])('is not %s', (_, text) => {
    expect(areaProblem(text)).toEqual(new Refusal('BAD_AREA'));
  });

  test('is not asked for', () => {
    expect(areaProblem(' \n')).toBeUndefined();
  });
});

const feature = (name: unknown, ...rings: [number, number][][]) => ({
  type: 'Feature',
  properties: { name },
  geometry: { type: 'Polygon', coordinates: rings },
});
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

describe('the districts of an area', () => {
  const [west, east] = [square(0, 10), square(0, 10).map(([lon, lat]): [number, number] => [lon + 10, lat])];

  test('are its features with their names; a border belongs to the first', () => {
    const districts = districtsIn(collection(feature(' 港\n町 ', west), feature(7, east)));
    expect(districts.map(({ name }) => name)).toEqual(['港 町', '']);
    const at = (lon: number) => districtOf(districts, { lat: 5, lon })?.name;
    expect([at(9.999999), at(10), at(10.000001), at(20.000001)]).toEqual(['港 町', '港 町', '', undefined]);
  });

  test('are one without features, and none without an area', () => {
    expect(districtsIn(polygon(square(0, 1)))).toHaveLength(1);
    expect([...districtsIn(' '), ...districtsIn('{'), ...districtsIn('[]')]).toEqual([]);
    expect(
      districtsIn(collection(feature('あ'.repeat(60), west), feature('あ'.repeat(61), east))).map(
        ({ name }) => name.length,
      ),
    ).toEqual([60, 0]);
  });

  test.each([
    ['a square', [square(0, 10)], { lat: 5, lon: 5 }],
    ['a ring, beside its hole', [square(0, 10), square(2, 8)], { lat: 5, lon: 1 }],
    [
      'a horseshoe, in one of its arms',
      [
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [8, 9],
          [8, 1],
          [2, 1],
          [2, 9],
          [0, 9],
          [0, 0],
        ] as [number, number][],
      ],
      undefined,
    ],
  ])('are known by a point that lies inside: of %s', (_, rings, expected) => {
    const [district] = districtsIn(collection(feature('名', ...rings)));
    const middle = district && middleOf(district);
    expect(middle && district && contains(district.pieces, middle)).toBe(true);
    if (expected) expect(middle).toEqual(expected);
  });

  test('are all that everybody knows of a point where the rules say so, and nothing outside of them', () => {
    const districts = districtsIn(collection(feature('港町', west)));
    const points = [
      { lat: 0.1, lon: 0.2 },
      { lat: 9.123456, lon: 8.5 },
    ].map((point) => publicPoint(point, 'DISTRICT', districts));
    expect(points).toEqual([
      { lat: 5, lon: 5 },
      { lat: 5, lon: 5 },
    ]);
    expect(publicPoint({ lat: 5, lon: 10.000001 }, 'DISTRICT', districts)).toBeUndefined();
    expect(publicPoint({ lat: 5, lon: 5 }, 'DISTRICT')).toBeUndefined();
  });
});

describe('a part of a map', () => {
  const box = { south: 34.5, west: 134.4, north: 34.6, east: 134.55 };

  test('stands in an address and comes back from it', () => {
    expect(boxText(box)).toBe('34.5,134.4,34.6,134.55');
    expect(boxIn(boxText(box))).toEqual(box);
  });

  test.each([
    '',
    '1,2,3',
    '1,2,3,4,5',
    'a,b,c,d',
    '2,1,1,2',
    '1,2,2,2',
    '-91,0,0,1',
    '0,0,1,181',
    '0,,1,1',
    '0,0,Infinity,1',
  ])('is not %s', (text) => {
    expect(boxIn(text)).toBeUndefined();
  });

  test('has few cells, however large or small it is, and they stay where they are when it moves a little', () => {
    const sides = fc.double({ min: 0.000001, max: 170, noNaN: true });
    fc.assert(
      fc.property(sides, sides, (tall, wide) => {
        const cell = cellOf({ south: -tall / 2, west: 0, north: tall / 2, east: wide });
        expect((Math.ceil(tall / cell) + 1) * (Math.ceil(wide / cell) + 1)).toBeLessThanOrEqual(MOST_CELLS);
      }),
    );
    expect(cellOf({ ...box, west: box.west + 0.01, east: box.east + 0.01 })).toBe(cellOf(box));
  });

  test('shows clusters that can be pressed one by one, and loses none of their things', () => {
    const degrees = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });
    const cluster = fc
      .record({ lat: degrees(34.5, 34.6), lon: degrees(134.4, 134.55), count: fc.integer({ min: 1, max: 99 }) })
      .map((one) => ({
        ...one,
        south: one.lat,
        north: one.lat,
        west: one.lon,
        east: one.lon,
        id: one.count === 1 ? 'id' : null,
        title: null,
        locale: null,
      }));
    fc.assert(
      fc.property(fc.array(cluster, { maxLength: 81 }), (clusters) => {
        const shown = apart(clusters, box);
        const total = (all: readonly { count: number }[]) => all.reduce((sum, { count }) => sum + count, 0);
        expect(total(shown)).toBe(total(clusters));
        expect(shown.every(({ count, id }) => (count === 1) === (id !== null))).toBe(true);
        const narrow = Math.cos((34.55 * Math.PI) / 180);
        const near = shown.some((a, at) =>
          shown.slice(at + 1).some((b) => Math.hypot(a.lat - b.lat, (a.lon - b.lon) * narrow) < 0.12 / CELLS),
        );
        expect(near).toBe(false);
      }),
    );
  });

  test('has room around what it shows, and never leaves the earth', () => {
    expect(withRoom({ south: 1, west: 2, north: 1, east: 2 })).toEqual({
      south: 0.999,
      west: 1.999,
      north: 1.001,
      east: 2.001,
    });
    expect(withRoom({ south: -90, west: -180, north: 90, east: 180 })).toEqual({
      south: -90,
      west: -180,
      north: 90,
      east: 180,
    });
  });
});

describe('what everybody may know of a point', () => {
  const points = fc.record({
    lat: fc.double({ min: -80, max: 80, noNaN: true }),
    lon: fc.double({ min: -179, max: 179, noNaN: true }),
  });

  test('is the same for all points of its cell, so it tells no more than the cell', () => {
    fc.assert(
      fc.property(
        points,
        fc.double({ min: -0.49, max: 0.49, noNaN: true }),
        fc.double({ min: -0.49, max: 0.49, noNaN: true }),
        (point, up, aside) => {
          const shown = onGrid(point);
          const column = 0.0009 / Math.cos((shown.lat * Math.PI) / 180);
          expect(onGrid({ lat: shown.lat + up * 0.0009, lon: shown.lon + aside * column })).toEqual(shown);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('stays what it is when it is rounded again, and lies within a cell of the truth', () => {
    fc.assert(
      fc.property(points, (point) => {
        const shown = onGrid(point);
        expect(onGrid(shown)).toEqual(shown);
        expect(metresBetween(point, shown)).toBeLessThan(72);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is the point itself only where a place says so', () => {
    const point = { lat: 34.123456, lon: 134.654321 };
    expect(publicPoint(point, 'EXACT')).toEqual(point);
    expect(publicPoint(point, 'GRID')).not.toEqual(point);
  });
});

describe('a spot', () => {
  const rules: SpotRules = { places: 'OPTIONAL', placePrecision: 'GRID', area: polygon(square(0, 10)) };
  const at = (lat: number, lon: number) => ({ address: '', point: { lat, lon } });

  test.each([
    ['an address', { address: ' 港町1丁目 ' }, { address: '港町1丁目', point: null }],
    ['a point', { lat: '34.5', lon: '134.4' }, { address: '', point: { lat: 34.5, lon: 134.4 } }],
    ['full-width digits', { lat: '34.5', lon: '134.4' }, { address: '', point: { lat: 34.5, lon: 134.4 } }],
    ['a pair copied from a map', { lat: '34.5, 134.4', lon: '' }, { address: '', point: { lat: 34.5, lon: 134.4 } }],
    ['nothing', { address: ' ', lat: '', lon: null }, null],
    ['the edge of the earth', { lat: '-90', lon: '180' }, { address: '', point: { lat: -90, lon: 180 } }],
  ])('is %s', (_, typed, expected) => {
    expect(spotOf(typed)).toEqual(expected);
  });

  test.each([
    ['half a point', { lat: '34.5' }, 'BAD_FORMAT', 'lon'],
    ['the other half', { lon: '134.5' }, 'BAD_FORMAT', 'lat'],
    ['beyond the pole', { lat: '90.000001', lon: '0' }, 'BAD_FORMAT', 'lat'],
    ['beyond the date line', { lat: '0', lon: '180.000001' }, 'BAD_FORMAT', 'lon'],
    ['words', { lat: '北', lon: '東' }, 'BAD_FORMAT', 'lat'],
    ['too long an address', { address: 'あ'.repeat(201) }, 'TOO_LONG', 'address'],
  ])('is not %s', (_, typed, code, field) => {
    expect(spotOf(typed)).toMatchObject({ code, field });
  });

  test('lies in the area of its place, borders included; one that was taken before may stay', () => {
    expect(spotRefusal(at(10, 10), null, rules)).toBeUndefined();
    expect(spotRefusal(at(10, 10.000001), null, rules)).toEqual(new Refusal('OUTSIDE_AREA', 'lat'));
    expect(spotRefusal(at(50, 50), at(50, 50), rules)).toBeUndefined();
    expect(spotRefusal(at(50, 50), null, { ...rules, area: '' })).toBeUndefined();
    expect(spotRefusal({ address: '港町', point: null }, null, rules)).toBeUndefined();
    expect(spotRefusal(at(5, 5), null, { ...rules, places: 'OFF' })).toEqual(new Refusal('BAD_USER_INPUT', 'address'));
  });

  test('is missing only where it is required', () => {
    expect(spotMissing(null, rules)).toBeUndefined();
    expect(spotMissing(null, { ...rules, places: 'REQUIRED' })).toEqual(new Refusal('EMPTY', 'address'));
    expect(spotMissing({ address: '港町', point: null }, { ...rules, places: 'REQUIRED' })).toBeUndefined();
  });

  test('goes along to another place without telling more, and leaves behind what that place does not take', () => {
    const spot = { address: '港町', point: { lat: 5.123456, lon: 5.654321 } };
    const grid: SpotRules = { ...rules, placePrecision: 'GRID' };
    const exact: SpotRules = { ...rules, placePrecision: 'EXACT' };
    expect(spotElsewhere(spot, grid, grid)).toEqual(spot);
    expect(spotElsewhere(spot, exact, exact)).toEqual(spot);
    expect(spotElsewhere(spot, grid, exact)).toEqual({ address: '港町', point: onGrid(spot.point) });
    expect(spotElsewhere({ ...spot, point: { lat: 50, lon: 50 } }, grid, grid)).toEqual({
      address: '港町',
      point: null,
    });
    expect(spotElsewhere({ address: '', point: { lat: 50, lon: 50 } }, grid, grid)).toBeNull();
    expect(spotElsewhere(spot, grid, { ...grid, places: 'OFF' })).toBeNull();
    const district: SpotRules = { ...rules, placePrecision: 'DISTRICT' };
    for (const finer of [grid, exact]) {
      expect(spotElsewhere(spot, district, finer)).toEqual({ address: '港町', point: { lat: 5, lon: 5 } });
      expect(spotElsewhere({ ...spot, address: '' }, { ...district, area: '' }, finer)).toBeNull();
      expect(spotElsewhere(spot, finer, district)).toEqual(spot);
    }
  });
});
