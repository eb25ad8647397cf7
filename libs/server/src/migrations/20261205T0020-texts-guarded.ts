import type { SqlMigration } from '../library.ts';

/**
 * SQL that puts a table beside a logged one under the guard "no change without an entry about the thing it belongs to",
 * named by the column of its id; what belongs to a private draft of a table is free.
 */
export const guardBeside = (table: string, kind: string, subject: string, drafts = ''): string => `
create constraint trigger ${table}_log_beside after insert or update or delete on ${table}
  deferrable initially deferred for each row execute function log_beside('${kind}', '${subject}', '${drafts}');
create trigger ${table}_no_truncate before truncate on ${table}
  for each statement execute function log_no_truncate();
`;

/** Published texts change only with an entry about the thing they are of. */
export const textsGuardedMigration: SqlMigration = {
  name: '20261205T0020-texts-guarded',
  sql: `
create function log_beside() returns trigger language plpgsql as $$
declare
  isdraft boolean := false;
  row jsonb := to_jsonb(coalesce(new, old));
  kind text := case when tg_argv[0] like ':%' then split_part(row ->> substr(tg_argv[0], 2), '_', 1) else tg_argv[0] end;
begin
  if tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) then return null; end if;
  if coalesce(tg_argv[2], '') <> '' then
    execute format('select not exists (select from %I t where t.id = $1 and t.rev > 0)', tg_argv[2]) into isdraft using (row ->> tg_argv[1])::uuid;
  end if;
  if not isdraft and not exists (select from log_entry e where e.organisation_id = (row ->> 'organisation_id')::uuid and e.subject_kind = kind
      and e.subject_id = row ->> tg_argv[1] and e.xid = pg_current_xact_id()) then
    raise exception 'no log entry for %/% with what stands in %', kind, row ->> tg_argv[1], tg_table_name using errcode = '23514'; end if;
  return null;
end $$;
${guardBeside('version', ':subject_kind', 'subject_id')}`,
};
