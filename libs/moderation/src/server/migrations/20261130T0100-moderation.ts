import { guardLets, guardTable, type SqlMigration } from '@hiroba/server';

/**
 * Cases and what was decided about them. The case is the subject of the log; what everybody sees of a thing follows from its
 * case, and stands beside the thing as `withheld_at` for those who read lists.
 */
export const moderationMigration: SqlMigration = {
  name: '20261130T0100-moderation',
  sql: `
create table mod_case (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  component_id uuid not null,
  target_kind text not null,
  target_id uuid not null,
  state text not null default 'DECIDED' check (state in ('OPEN', 'ASSIGNED', 'ESCALATED', 'AWAITING_SECOND', 'WAITING_AUTHOR', 'DECIDED',
    'DISMISSED', 'MERGED', 'APPEALED', 'APPEAL_ASSIGNED')),
  visibility text not null check (visibility in ('VISIBLE', 'HIDDEN', 'REDACTED', 'SUPPRESSED')),
  version int not null default 1,
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, target_kind, target_id),
  foreign key (organisation_id, component_id) references component (organisation_id, id));
${guardTable('mod_case', 'case', ['state', 'version'])}
create table mod_decision (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  case_id uuid not null,
  case_rev int not null check (case_rev >= 1),
  kind text not null,
  class text not null check (class in ('LIGHT', 'MEDIUM', 'GRAVE')),
  rule_id text not null,
  rule_version int not null,
  ground text not null check (ground in ('RULES', 'ILLEGAL')),
  explanation text not null,
  locale text not null,
  content_type text not null,
  content_date timestamptz(3) not null,
  content_language text not null,
  source text not null check (source in ('NOTICE', 'TRUSTED', 'OTHER', 'OWN')),
  automated_detection boolean not null,
  automated_decision text not null check (automated_decision in ('NONE', 'PARTLY', 'FULLY')),
  proposer_id uuid not null,
  approver_id uuid,
  decided_at timestamptz(3) not null,
  unique (organisation_id, case_id, case_rev),
  check (approver_id <> proposer_id),
  check (class <> 'GRAVE' or approver_id is not null),
  foreign key (organisation_id, case_id) references mod_case (organisation_id, id),
  foreign key (organisation_id, proposer_id) references person (organisation_id, id),
  foreign key (organisation_id, approver_id) references person (organisation_id, id));
create index mod_decision_time on mod_decision (organisation_id, decided_at, id);
create function mod_appends_only() returns trigger language plpgsql as $$
begin raise exception '% is only ever added to', tg_table_name using errcode = '42501'; end $$;
create trigger mod_decision_appends before update or delete on mod_decision for each row execute function mod_appends_only();
create trigger mod_decision_no_truncate before truncate on mod_decision for each statement execute function mod_appends_only();

create function mod_follows_case() returns trigger language plpgsql as $$
begin
  if (new.withheld_at is not null) is distinct from coalesce((select c.visibility = 'HIDDEN' from mod_case c
      where c.organisation_id = new.organisation_id and c.target_kind = tg_argv[0] and c.target_id = new.id), false) then
    raise exception '%/% is not withheld as its case says', tg_argv[0], new.id using errcode = '23514'; end if;
  return null;
end $$;
`,
};

/** SQL that lets the rows of a table under the guard be withheld: since when, which follows from their case and from nothing else. */
export const withholdableTable = (table: string, kind: string): string => `
alter table ${table} add column withheld_at timestamptz(3);
${guardLets(table, kind, ['withheld_at'])}
create constraint trigger ${table}_follows_case after update of withheld_at on ${table}
  deferrable initially deferred for each row execute function mod_follows_case('${kind}');
`;
