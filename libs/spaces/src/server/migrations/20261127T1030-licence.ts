import { licences, usualLicence } from '@hiroba/kernel';
import type { SqlMigration } from '@hiroba/server';

/** Under which licence a city gives its open data. */
export const licenceMigration: SqlMigration = {
  name: '20261127T1030-licence',
  sql: `
alter table organisation add column licence text not null default '${usualLicence}'
  check (licence in (${Object.keys(licences).map((key) => `'${key}'`).join(', ')}));
`,
};
