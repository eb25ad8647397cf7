import type { SqlMigration } from '@hiroba/server';

/**
 * Where things are about. The point that was given is kept beside the middle of its cell, which is all that is public where the
 * rules say so. What is not public yet has no instant.
 */
export const spotsMigration: SqlMigration = {
  name: '20261128T0402-spots',
  sql: `
create table spot (
  organisation_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  component_id uuid not null,
  address text not null default '',
  lat double precision,
  lon double precision,
  grid_lat double precision,
  grid_lon double precision,
  at timestamptz,
  primary key (organisation_id, subject_kind, subject_id),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  check (num_nulls(lat, lon, grid_lat, grid_lon) in (0, 4)),
  check (address <> '' or lat is not null),
  check (lat between -90 and 90 and lon between -180 and 180));
create index spot_component on spot (organisation_id, component_id);
`,
};
