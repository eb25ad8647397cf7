import type { SqlMigration } from '@hiroba/server';

/** The guidance of a place is written in languages; what was written without one is Japanese. */
export const settingsInLanguagesMigration: SqlMigration = {
  name: '20261129T0102-settings-in-languages',
  sql: `
alter table component disable trigger component_log_guard;
update component set settings = jsonb_set(settings, '{guide}',
  case when settings ->> 'guide' = '' then '{}' else jsonb_build_object('ja', settings ->> 'guide') end)
where jsonb_typeof(settings -> 'guide') = 'string';
alter table component enable trigger component_log_guard;
`,
};
