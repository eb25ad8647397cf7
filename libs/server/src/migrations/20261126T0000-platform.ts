import type { SqlMigration } from '../library.ts';

/** Organisations, the append-only log with its guard, versions, counters, keys, limits and the mail outbox. */
export const platformMigration: SqlMigration = {
  name: '20261126T0000-platform',
  sql: `
create table organisation (
  id uuid primary key,
  name jsonb not null,
  municipality_code text,
  zone text not null default 'Asia/Tokyo',
  prefix text not null,
  accent text not null default '#0017c1',
  contact jsonb not null default '{}',
  created_at timestamptz not null default now(),
  rev int not null default 0);

create table organisation_host (
  host text primary key,
  organisation_id uuid not null references organisation (id),
  canonical boolean not null default false);

create table log_entry (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references organisation (id),
  log text not null check (log in ('public', 'access', 'none')),
  event_id uuid not null unique,
  type text not null,
  subject_kind text, subject_id text, subject_rev int,
  leaf bytea not null check (octet_length(leaf) <= 65535),
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  idx bigint,
  check (num_nulls(subject_kind, subject_id, subject_rev) in (0, 3)),
  unique (organisation_id, subject_kind, subject_id, subject_rev),
  unique (organisation_id, log, idx));
create index log_entry_pending on log_entry (organisation_id, log, id) where idx is null;

create function log_entry_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.idx is null and new.idx is not null and old.log <> 'none'
     and to_jsonb(new) - 'idx' = to_jsonb(old) - 'idx' then return new; end if;
  raise exception 'log_entry is append-only' using errcode = '42501';
end $$;
create trigger log_entry_append_only before update or delete on log_entry
  for each row execute function log_entry_append_only();
create trigger log_entry_no_truncate before truncate on log_entry
  for each statement execute function log_entry_append_only();

create function log_guard() returns trigger language plpgsql as $$
declare kind text := tg_argv[0]; unlogged text[] := tg_argv[1]::text[];
begin
  if tg_op = 'DELETE' then
    if old.rev = 0 then return null; end if;
    raise exception '%/% has been published and is never deleted', kind, old.id using errcode = '23514';
  elsif tg_op = 'INSERT' then
    if new.rev = 0 then return null; end if;
    if new.rev <> 1 then raise exception '%/%: first rev must be 1', kind, new.id using errcode = '23514'; end if;
  else
    if new.rev = 0 and old.rev = 0 then return null; end if;
    if to_jsonb(new) - unlogged = to_jsonb(old) - unlogged then return null; end if;
    if new.rev <> old.rev + 1 or new.id <> old.id or new.organisation_id <> old.organisation_id then
      raise exception '%/%: rev must advance by one', kind, new.id using errcode = '23514'; end if;
  end if;
  if not exists (select 1 from log_entry e where e.organisation_id = new.organisation_id
      and e.subject_kind = kind and e.subject_id = new.id::text and e.subject_rev = new.rev
      and e.xid = pg_current_xact_id()) then
    raise exception 'no log entry for %/% rev %', kind, new.id, new.rev using errcode = '23514'; end if;
  return null;
end $$;
create function log_no_truncate() returns trigger language plpgsql as $$
begin raise exception '% is never truncated', tg_table_name using errcode = '42501'; end $$;

create table log_entry_context (
  entry_id bigint primary key references log_entry (id),
  actor_id uuid,
  params jsonb not null default '{}');
create index log_entry_context_actor on log_entry_context (actor_id) where actor_id is not null;
create table log_pending (entry_id bigint primary key references log_entry (id));
create table reaction_done (
  entry_id bigint not null references log_entry (id),
  reaction text not null,
  primary key (entry_id, reaction));

create table person_key (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  key_enc bytea,
  destroyed_at timestamptz,
  check ((key_enc is null) = (destroyed_at is not null)));
create table disclosure (
  event_id uuid not null references log_entry (event_id),
  name text not null,
  body_enc bytea,
  person_key_id uuid references person_key (id),
  erased_at timestamptz,
  primary key (event_id, name));

create table version (
  organisation_id uuid not null references organisation (id),
  subject_kind text not null,
  subject_id uuid not null,
  n int not null,
  at timestamptz not null,
  author_id uuid,
  reason text,
  content jsonb not null,
  primary key (organisation_id, subject_kind, subject_id, n));

create table reference_counter (
  organisation_id uuid not null references organisation (id),
  type text not null,
  year int not null,
  n int not null,
  primary key (organisation_id, type, year));

create table counter (
  organisation_id uuid not null references organisation (id),
  counter text not null,
  subject_id uuid not null,
  n bigint not null,
  primary key (organisation_id, counter, subject_id));
create table counter_delta (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references organisation (id),
  counter text not null,
  subject_id uuid not null,
  n int not null);
create index counter_delta_subject on counter_delta (organisation_id, counter, subject_id) include (n);
create function counted(organisation uuid, what text, subject uuid) returns bigint language sql stable as $$
  select coalesce((select n from counter where organisation_id = organisation and counter = what and subject_id = subject), 0)
       + coalesce((select sum(n) from counter_delta
                   where organisation_id = organisation and counter = what and subject_id = subject), 0)::bigint $$;

create table write_key (
  organisation_id uuid not null references organisation (id),
  owner text not null,
  key text not null,
  digest text not null,
  outcome_id uuid,
  at timestamptz not null default now(),
  primary key (organisation_id, owner, key));

create unlogged table rate_bucket (
  key text primary key,
  tokens double precision not null,
  at timestamptz not null);

create table mail_outbox (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  message_id text not null unique,
  recipient text not null,
  subject text not null,
  body text not null,
  queued_at timestamptz not null default now(),
  sent_at timestamptz,
  attempts int not null default 0,
  failed text);
create index mail_outbox_unsent on mail_outbox (queued_at) where sent_at is null;
`,
};

/** SQL that puts a table with `id, organisation_id, rev` under the guard "no change without an entry". */
export const guardTable = (table: string, kind: string, unlogged: readonly string[] = []): string => `
create constraint trigger ${table}_log_guard after insert or update or delete on ${table}
  deferrable initially deferred for each row execute function log_guard('${kind}', '{${unlogged.join(',')}}');
create trigger ${table}_no_truncate before truncate on ${table}
  for each statement execute function log_no_truncate();
`;

/** SQL that lets more columns of a guarded table change without an entry of their own; those that may already still may. */
export const guardLets = (table: string, kind: string, columns: readonly string[]): string => `
do $guard$
declare before text[];
begin
  select (string_to_array(encode(tgargs, 'escape'), '\\000'))[2]::text[] into strict before
    from pg_trigger where tgrelid = '${table}'::regclass and tgname = '${table}_log_guard';
  drop trigger ${table}_log_guard on ${table};
  execute format('create constraint trigger ${table}_log_guard after insert or update or delete on ${table}
    deferrable initially deferred for each row execute function log_guard(%L, %L)', '${kind}', (before || '{${columns.join(',')}}'::text[])::text);
end $guard$;
`;
