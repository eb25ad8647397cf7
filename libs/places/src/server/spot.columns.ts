import { literal, type Query } from '@hiroba/server';
import type { Precision } from '../domain/point.ts';

/** The columns of a spot that everybody may know, by the precision of its place. */
const columns: Readonly<Record<Precision, string>> = { EXACT: '', GRID: 'grid_', DISTRICT: 'district_' };

/** The precision of the place `k`, as SQL; what its settings leave out is coarse. */
const inForce = `coalesce(k.settings ->> 'placePrecision', 'GRID')`;

/** SQL of one degree of the spot `o` in the place `k`, as everybody may know it. */
export const shownDegree = (axis: 'lat' | 'lon'): Query =>
  literal(
    `case ${inForce} ${Object.entries(columns)
      .map(([precision, prefix]) => `when '${precision}' then o.${prefix}${axis}`)
      .join(' ')} end`,
  );

/** SQL of the district of the spot `o` in the place `k`, where that is all that everybody may know. */
export const shownDistrict: Query = literal(`case ${inForce} when 'DISTRICT' then nullif(o.district, '') end`);

/** SQL of one degree of the spot `o` where the precision of its place is known already. */
export const degreeOf = (precision: Precision, axis: 'lat' | 'lon'): Query => literal(`o.${columns[precision]}${axis}`);
