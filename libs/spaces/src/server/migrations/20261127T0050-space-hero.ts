import type { SqlMigration } from '@hiroba/server';

/** The picture of a space: its files in two widths and the words about it, in one piece. */
export const spaceHeroMigration: SqlMigration = {
  name: '20261127T0050-space-hero',
  sql: `
alter table space drop column hero_image, drop column hero_alt, add column hero jsonb;
`,
};
