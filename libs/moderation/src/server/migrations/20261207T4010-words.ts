import type { SqlMigration } from '@hiroba/server';

/** What more signals warn of, and the words that a city adds to the list or takes from it: who did so, when and why stays with each. */
export const wordsMigration: SqlMigration = {
  name: '20261207T4010-words',
  sql: `
alter table mod_signal drop constraint mod_signal_signal_check, add check (signal in ('WORDS', 'PERSONAL_DATA', 'LINKS', 'FIRST_LINK',
  'COPIED_LINK', 'DUPLICATES', 'RATE', 'MENTIONS', 'SHOUTING'));
create table mod_word (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  use text not null check (use in ('LOOKED_FOR', 'ALLOWED', 'LEFT_OUT')),
  word text not null,
  folded text not null,
  reason text not null,
  added_by uuid not null,
  added_at timestamptz(3) not null,
  removed_by uuid,
  removed_at timestamptz(3),
  check ((removed_by is null) = (removed_at is null)),
  foreign key (organisation_id, added_by) references person (organisation_id, id),
  foreign key (organisation_id, removed_by) references person (organisation_id, id));
create unique index mod_word_once on mod_word (organisation_id, use, folded) where removed_at is null;
create index mod_word_time on mod_word (organisation_id, added_at desc, id desc);
`,
};
