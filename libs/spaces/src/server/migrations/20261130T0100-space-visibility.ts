import type { SqlMigration } from '@hiroba/server';

/** Whom a space is for; all that stand already are for everybody. */
export const spaceVisibilityMigration: SqlMigration = {
  name: '20261130T0100-space-visibility',
  sql: `
alter table space add column visibility text not null default 'PUBLIC' check (visibility in ('PUBLIC', 'MEMBERS_ACT', 'MEMBERS_ONLY'));
create index space_for_members on space (organisation_id, id) where visibility = 'MEMBERS_ONLY';
`,
};
