import type { SqlMigration } from '../library.ts';

/**
 * The guard as it was, asking first what is almost always so: that the row went one number on; only where it did not, the row is compared
 * with what it was. And it finds its entry by the order of numbers, which one index alone has: a session that began over an empty log
 * had kept a plan by another, which read all of the city's entries at each commit until the table was counted.
 */
export const lighterGuardMigration: SqlMigration = {
  name: '20261127T2000-lighter-guard',
  sql: `
create or replace function log_guard() returns trigger language plpgsql as $$
declare kind text := tg_argv[0]; unlogged text[]; entry record;
begin
  if tg_op = 'DELETE' then
    if old.rev = 0 then return null; end if;
    raise exception '%/% has been published and is never deleted', kind, old.id using errcode = '23514';
  elsif tg_op = 'INSERT' then
    if new.rev = 0 then return null; end if;
    if new.rev <> 1 then raise exception '%/%: first rev must be 1', kind, new.id using errcode = '23514'; end if;
  else
    if new.rev = 0 and old.rev = 0 then return null; end if;
    if new.rev <> old.rev + 1 or new.id <> old.id or new.organisation_id <> old.organisation_id then
      unlogged := tg_argv[1]::text[];
      if to_jsonb(new) - unlogged = to_jsonb(old) - unlogged then return null; end if;
      raise exception '%/%: rev must advance by one', kind, new.id using errcode = '23514'; end if;
  end if;
  select e.subject_rev as rev, e.xid into entry from log_entry e
    where e.organisation_id = new.organisation_id and e.subject_kind = kind and e.subject_id = new.id::text and e.subject_rev >= new.rev
    order by e.subject_rev limit 1;
  if entry.rev is distinct from new.rev or entry.xid is distinct from pg_current_xact_id() then
    raise exception 'no log entry for %/% rev %', kind, new.id, new.rev using errcode = '23514'; end if;
  return null;
end $$;
`,
};
