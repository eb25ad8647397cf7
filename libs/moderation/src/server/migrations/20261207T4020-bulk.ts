import { guardTable, type SqlMigration } from '@hiroba/server';

/** Acts about many texts at once: what they are about is fixed by the preview, and nobody is their own second person. */
export const bulkMigration: SqlMigration = {
  name: '20261207T4020-bulk',
  sql: `
create table mod_bulk (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  state text not null check (state in ('PREVIEWED', 'AWAITING_SECOND', 'UNDER_WAY', 'DONE', 'REJECTED', 'UNDOING', 'UNDONE')),
  cluster text not null check (cluster in ('WORDS', 'LINK', 'AUTHOR')),
  rule_id text not null,
  rule_version int not null,
  reason text not null,
  locale text not null,
  items int not null,
  authors int not null,
  needs_second boolean not null,
  facts jsonb not null,
  proposer_id uuid not null,
  second_id uuid,
  undoer_id uuid,
  proposed_at timestamptz(3) not null,
  ended_at timestamptz(3),
  rev int not null default 0,
  unique (organisation_id, id),
  check (second_id <> proposer_id),
  check (not needs_second or second_id is not null or state in ('PREVIEWED', 'AWAITING_SECOND')),
  check (needs_second = (items > 50 or authors > 10)),
  foreign key (organisation_id, proposer_id) references person (organisation_id, id),
  foreign key (organisation_id, second_id) references person (organisation_id, id),
  foreign key (organisation_id, undoer_id) references person (organisation_id, id));
${guardTable('mod_bulk', 'bulk', ['state', 'second_id', 'undoer_id'])}
create index mod_bulk_time on mod_bulk (organisation_id, proposed_at desc, id desc);
create index mod_bulk_waits on mod_bulk (organisation_id, proposed_at) where state = 'AWAITING_SECOND';
create table mod_bulk_item (
  organisation_id uuid not null references organisation (id),
  bulk_id uuid not null,
  kind text not null,
  target_id uuid not null,
  outcome text check (outcome in ('HIDDEN', 'SKIPPED', 'RESTORED', 'CHANGED')),
  case_rev int,
  primary key (organisation_id, bulk_id, kind, target_id),
  foreign key (organisation_id, bulk_id) references mod_bulk (organisation_id, id));
create index mod_bulk_item_open on mod_bulk_item (bulk_id, target_id) where outcome is null;
create index mod_bulk_item_done on mod_bulk_item (bulk_id, target_id) where outcome = 'HIDDEN';
`,
};
