import { createHash } from 'node:crypto';
import { jcs } from '@hiroba/kernel';
import { guardTable, type SqlMigration } from '@hiroba/server';
import type { PolicyRule } from '../../domain/rules.ts';
import { starterRules } from '../../domain/starter-rules.ts';

/** The digest of a version of the rules: of their canonical JSON. */
export const digestOfRules = (rules: readonly PolicyRule[]): string =>
  createHash('sha256')
    .update(jcs(rules as never))
    .digest('hex');

/**
 * The rules of a city as versions of one document. A city begins with version 1; a version that was published stays as it was,
 * and every decision cites a rule of one of them.
 */
export const policyMigration: SqlMigration = {
  name: '20261207T3001-policy',
  sql: `
create table mod_policy (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  version int not null check (version >= 1),
  rules jsonb not null,
  sha256 text,
  published_at timestamptz(3),
  effective_at timestamptz(3),
  urgent_reason text,
  rev int not null default 0,
  unique (organisation_id, version),
  check (num_nulls(sha256, published_at, effective_at) in (0, 3)),
  check (version = 1 or urgent_reason is not null or effective_at >= published_at + interval '336 hours'),
  check (version = 1 or effective_at >= published_at));
create unique index mod_policy_draft on mod_policy (organisation_id) where published_at is null;
${guardTable('mod_policy', 'policy')}
create table mod_policy_rule (
  organisation_id uuid not null references organisation (id),
  id text not null,
  version int not null,
  title jsonb not null,
  text jsonb not null,
  policy_version int not null,
  primary key (organisation_id, id, version),
  foreign key (organisation_id, policy_version) references mod_policy (organisation_id, version));
create trigger mod_policy_rule_appends before update or delete on mod_policy_rule for each row execute function mod_appends_only();
create trigger mod_policy_rule_no_truncate before truncate on mod_policy_rule for each statement execute function mod_appends_only();

create function mod_policy_stays() returns trigger language plpgsql as $$
begin
  if old.published_at is null then return coalesce(new, old); end if;
  if tg_op = 'DELETE' or to_jsonb(new) - 'rev' <> to_jsonb(old) - 'rev' then
    raise exception 'rules that were published stay as they are' using errcode = '42501'; end if;
  return new;
end $$;
create trigger mod_policy_stays before update or delete on mod_policy for each row execute function mod_policy_stays();

create function mod_policy_spread() returns trigger language plpgsql as $$
begin
  if new.published_at is null then return null; end if;
  insert into mod_policy_rule (organisation_id, id, version, title, text, policy_version)
    select new.organisation_id, r ->> 'id', (r ->> 'version')::int, r -> 'title', r -> 'text', new.version
    from jsonb_array_elements(new.rules) r on conflict do nothing;
  return null;
end $$;
create trigger mod_policy_spread after insert or update on mod_policy for each row execute function mod_policy_spread();

create function mod_starter_rules(city uuid) returns void language sql as $$
  insert into mod_policy (id, organisation_id, version, rules, sha256, published_at, effective_at)
  values (gen_random_uuid(), city, 1, $rules$${JSON.stringify(starterRules)}$rules$::jsonb, '${digestOfRules(starterRules)}', now(), 'epoch') $$;
select mod_starter_rules(id) from organisation;
create function mod_begins_with_rules() returns trigger language plpgsql as $$
begin perform mod_starter_rules(new.id); return null; end $$;
create trigger mod_begins_with_rules after insert on organisation for each row execute function mod_begins_with_rules();

alter table mod_decision add foreign key (organisation_id, rule_id, rule_version) references mod_policy_rule (organisation_id, id, version);
alter table mod_report add foreign key (organisation_id, rule_id, rule_version) references mod_policy_rule (organisation_id, id, version);
`,
};
