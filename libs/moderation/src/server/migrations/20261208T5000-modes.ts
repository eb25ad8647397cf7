import { guardLets, guardTable, type SqlMigration } from '@hiroba/server';

/**
 * The mode of a placed component, and texts that wait for a look. A wave stands beside the mode and ends at its instant, so a restart
 * loses nothing; what the log says of it follows within a minute.
 */
export const modesMigration: SqlMigration = {
  name: '20261208T5000-modes',
  sql: `
create table mod_mode (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  component_id uuid not null,
  mode text not null check (mode in ('POST', 'PRE_NEW', 'PRE_FLAGGED', 'PRE', 'CLOSED')),
  wave text check (wave in ('PRE_NEW', 'PRE_FLAGGED', 'PRE', 'CLOSED')),
  wave_until timestamptz(3),
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, component_id),
  check ((wave is null) = (wave_until is null)),
  foreign key (organisation_id, component_id) references component (organisation_id, id));
${guardTable('mod_mode', 'mode')}
create index mod_mode_wave on mod_mode (wave_until) where wave_until is not null;
alter table mod_case
  add column held_mode text check (held_mode in ('PRE_NEW', 'PRE_FLAGGED', 'PRE')),
  add column held_until timestamptz(3),
  add check (held_until is null or (visibility = 'HIDDEN' and held_mode is not null));
${guardLets('mod_case', 'case', ['held_mode', 'held_until'])}
create index mod_case_held on mod_case (held_until) where held_until is not null;
create table mod_release (
  organisation_id uuid not null references organisation (id),
  case_id uuid not null,
  case_rev int not null,
  released_by uuid not null,
  released_at timestamptz(3) not null,
  primary key (organisation_id, case_id, case_rev),
  foreign key (organisation_id, case_id) references mod_case (organisation_id, id),
  foreign key (organisation_id, released_by) references person (organisation_id, id));
create trigger mod_release_appends before update or delete on mod_release for each row execute function mod_appends_only();
create trigger mod_release_no_truncate before truncate on mod_release for each statement execute function mod_appends_only();
create function mod_appeal_releasers() returns trigger language plpgsql as $$
begin
  new.participants := new.participants || array(select r.released_by from mod_release r
    where r.organisation_id = new.organisation_id and r.case_id = new.case_id);
  return new;
end $$;
create trigger mod_appeal_releasers before insert or update on mod_appeal for each row execute function mod_appeal_releasers();
`,
};
