import type { SqlMigration } from '@hiroba/server';

/** A part of a map is found by the cells that everybody may know. */
export const spotsByCellMigration: SqlMigration = {
  name: '20261201T0600-spots-by-cell',
  sql: `
create index spot_grid on spot (organisation_id, component_id, grid_lat, grid_lon);
`,
};
