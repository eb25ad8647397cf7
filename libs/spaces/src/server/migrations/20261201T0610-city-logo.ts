import type { SqlMigration } from '@hiroba/server';

/** The sign of a city, made anew from what was sent: its file and its size, in one piece. */
export const cityLogoMigration: SqlMigration = {
  name: '20261201T0610-city-logo',
  sql: `
alter table organisation add column logo jsonb;
`,
};
