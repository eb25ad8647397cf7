import type { SqlMigration } from '@hiroba/server';

/**
 * The tree over the log entries: how large it is, its frontier, its tiles and its signed checkpoints.
 *
 * All of it but the checkpoints follows from `log_entry`. A tree never shrinks and a checkpoint never changes.
 */
export const logTreeMigration: SqlMigration = {
  name: '20261201T0700-log-tree',
  sql: `
create table log (
  organisation_id uuid not null references organisation (id),
  name text not null check (name in ('public', 'access')),
  origin text not null,
  vkey text not null,
  created_at timestamptz not null default now(),
  primary key (organisation_id, name));

create table log_state (
  organisation_id uuid not null,
  log text not null,
  size bigint not null default 0 check (size >= 0),
  frontier bytea[] not null default '{}',
  types jsonb not null default '{}',
  schema text,
  heartbeat_at timestamptz,
  primary key (organisation_id, log),
  foreign key (organisation_id, log) references log (organisation_id, name));

create table log_tile (
  organisation_id uuid not null,
  log text not null,
  level int not null check (level between 0 and 63),
  n bigint not null check (n >= 0),
  width int not null check (width between 1 and 256),
  data bytea not null check (octet_length(data) = 32 * width),
  primary key (organisation_id, log, level, n),
  foreign key (organisation_id, log) references log (organisation_id, name));

create table log_checkpoint (
  organisation_id uuid not null,
  log text not null,
  size bigint not null check (size >= 0),
  note text not null,
  at timestamptz not null default now(),
  primary key (organisation_id, log, size),
  foreign key (organisation_id, log) references log (organisation_id, name));

create function log_checkpoint_stays() returns trigger language plpgsql as $$
begin raise exception 'a checkpoint is never changed' using errcode = '42501'; end $$;
create trigger log_checkpoint_stays before update or delete on log_checkpoint
  for each row execute function log_checkpoint_stays();
create trigger log_checkpoint_no_truncate before truncate on log_checkpoint
  for each statement execute function log_checkpoint_stays();

create function log_state_grows() returns trigger language plpgsql as $$
begin
  if new.size < old.size then raise exception 'a log never shrinks' using errcode = '42501'; end if;
  return new;
end $$;
create trigger log_state_grows before update of size on log_state
  for each row execute function log_state_grows();
`,
};
