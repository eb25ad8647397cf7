import type { SqlMigration } from '@hiroba/server';

/** The orders in which somebody's own entries are read, and those that name another thing than the one they are about. */
export const logMineMigration: SqlMigration = {
  name: '20261127T2001-log-mine',
  sql: `
create index log_entry_context_mine on log_entry_context (actor_id, entry_id) where actor_id is not null;
drop index log_entry_context_actor;
create index log_entry_naming on log_entry (organisation_id, (substr(leaf, position('"target":{"id":"'::bytea in leaf) + 16, 36)), idx)
  where log = 'public' and idx is not null and type like 'mod.%';
`,
};
