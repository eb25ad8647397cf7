import type { SqlMigration } from '@hiroba/server';

/**
 * The register of decisions as its list is sorted and narrowed: it follows from decisions and appeals and can be made anew from
 * them. Where a decision stands is where its thing stood when it was made.
 */
export const registerMigration: SqlMigration = {
  name: '20261208T0100-m5b-register',
  sql: `
create table mod_register (
  organisation_id uuid not null references organisation (id),
  decision_id uuid not null,
  component_id uuid not null,
  space_id uuid not null,
  thing text not null,
  kind text not null,
  rule_id text not null,
  outcome text not null,
  decided_at timestamptz(3) not null,
  primary key (organisation_id, decision_id),
  foreign key (organisation_id, decision_id) references mod_decision (organisation_id, id),
  foreign key (organisation_id, component_id) references component (organisation_id, id));
create index mod_register_time on mod_register (organisation_id, decided_at desc, decision_id desc);
create index mod_register_rule on mod_register (organisation_id, rule_id, decided_at desc, decision_id desc);
create index mod_register_space on mod_register (organisation_id, space_id, decided_at desc, decision_id desc);
create index mod_register_kind on mod_register (organisation_id, kind, decided_at desc, decision_id desc);
create index mod_register_outcome on mod_register (organisation_id, outcome, decided_at desc, decision_id desc);

create function mod_outcome_of(city uuid, decision uuid) returns text language sql stable as $$
  select coalesce((select coalesce(a.outcome, 'OPEN') from mod_appeal a where a.organisation_id = city and a.decision_id = decision
    order by a.reviewed_at desc nulls first, a.id limit 1), 'NONE') $$;
create function mod_registered(city uuid, decision uuid) returns void language sql as $$
  insert into mod_register (organisation_id, decision_id, component_id, space_id, thing, kind, rule_id, outcome, decided_at)
  select m.organisation_id, m.id, k.component_id, c.space_id, k.target_kind, m.kind, m.rule_id, mod_outcome_of(m.organisation_id, m.id), m.decided_at
  from mod_decision m
  join mod_case k on k.organisation_id = m.organisation_id and k.id = m.case_id
  join component c on c.organisation_id = k.organisation_id and c.id = k.component_id
  where m.organisation_id = city and m.id = decision
  on conflict (organisation_id, decision_id) do update set outcome = excluded.outcome $$;
create function mod_register_decision() returns trigger language plpgsql as $$
begin perform mod_registered(new.organisation_id, new.id); return null; end $$;
create trigger mod_register_decision after insert on mod_decision for each row execute function mod_register_decision();
create function mod_register_appeal() returns trigger language plpgsql as $$
begin perform mod_registered(new.organisation_id, new.decision_id); return null; end $$;
create trigger mod_register_appeal after insert or update on mod_appeal for each row execute function mod_register_appeal();
select mod_registered(organisation_id, id) from mod_decision;
`,
};
