import type { SqlMigration } from '@hiroba/server';

/** Whom a decision concerns, as it was when it was made: their own page lists it along this, page by page. */
export const concernedMigration: SqlMigration = {
  name: '20261208T5010-concerned',
  sql: `
create table mod_concerned (
  organisation_id uuid not null references organisation (id),
  person_id uuid not null,
  decided_at timestamptz(3) not null,
  decision_id uuid not null,
  primary key (organisation_id, person_id, decided_at, decision_id),
  foreign key (organisation_id, decision_id) references mod_decision (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id));
insert into mod_concerned (organisation_id, person_id, decided_at, decision_id)
  select m.organisation_id, p.id, m.decided_at, m.id from mod_decision m
  join mod_case k on k.organisation_id = m.organisation_id and k.id = m.case_id
  left join mod_print t on t.organisation_id = k.organisation_id and t.kind = k.target_kind and t.target_id = k.target_id
  join person p on p.organisation_id = m.organisation_id
    and p.id = any(case when k.target_kind = 'account' then array[k.target_id] else t.author_ids end)
  where m.kind <> 'DISMISS' on conflict do nothing;
`,
};
