import type { SqlMigration } from '@hiroba/server';

/**
 * What stands for the district of a point, beside the middle of its cell: written with the spot, and again when the area of its
 * place is drawn anew. Points that lie in no district have none.
 */
export const spotDistrictsMigration: SqlMigration = {
  name: '20261129T0200-spot-districts',
  sql: `
alter table spot add column district text, add column district_lat double precision, add column district_lon double precision,
  add check (num_nulls(district, district_lat, district_lon) in (0, 3)),
  add check (district_lat is null or lat is not null);
`,
};
