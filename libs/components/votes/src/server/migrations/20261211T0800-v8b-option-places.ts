import { attachableTable } from '@hiroba/attachments/server';
import type { SqlMigration } from '@hiroba/server';

/** Where an option would be, and an id of its own, below which its picture lies. */
export const optionPlacesMigration: SqlMigration = {
  name: '20261211T0800-v8b-option-places',
  sql: `
alter table vote_option
  add column id uuid not null default gen_random_uuid(),
  add column address text not null default '',
  add column lat float8,
  add column lon float8,
  add constraint vote_option_id unique (organisation_id, id),
  add constraint vote_option_point check ((lat is null) = (lon is null));
${attachableTable('vote_option', 'vote_option')}
`,
};
