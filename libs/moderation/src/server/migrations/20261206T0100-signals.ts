import type { SqlMigration } from '@hiroba/server';

/** What signals warned of in texts, without the words: those are read from the text. A case that only a signal opened has no entry in the log yet. */
export const signalsMigration: SqlMigration = {
  name: '20261206T0100-signals',
  sql: `
create table mod_signal (
  organisation_id uuid not null references organisation (id),
  case_id uuid not null,
  signal text not null check (signal in ('WORDS', 'PERSONAL_DATA', 'LINKS')),
  version int not null,
  score numeric(3, 2) not null check (score between 0 and 1),
  found_at timestamptz(3) not null,
  decision_id uuid,
  primary key (organisation_id, case_id, signal),
  foreign key (organisation_id, case_id) references mod_case (organisation_id, id),
  foreign key (organisation_id, decision_id) references mod_decision (organisation_id, id));
`,
};
